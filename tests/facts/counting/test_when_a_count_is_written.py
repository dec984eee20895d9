"""The count of records against what else is known of the period: a table of small stories."""

from datetime import date

import pytest

from fivestar.facts.counting.rule import SOURCE, Standing, Write, due

TODAY = date(2023, 9, 15)
BEFORE = date(2023, 8, 31)


def own(value: int) -> Standing:
    return Standing(value, "S", SOURCE + "会议记录", BEFORE)


def ledger(value: int, basis: str = "C") -> Standing:
    return Standing(value, basis, "乡镇台账", BEFORE)


def confirmed_count(value: int) -> Standing:
    return Standing(value, "C", SOURCE + "会议记录", BEFORE)


@pytest.mark.parametrize(
    ("story", "counted", "standing", "written"),
    [
        ("the first record is counted", 1, [], Write(1, TODAY)),
        ("no record says nothing", 0, [], None),
        ("one more is counted", 3, [own(2)], Write(3, TODAY)),
        ("the same count says nothing new", 2, [own(2)], None),
        ("the last one withdrawn leaves none", 0, [own(1)], Write(0, TODAY)),
        ("a ledger that says more is not lowered", 1, [ledger(3)], None),
        ("nor one that says the same", 3, [ledger(3)], None),
        ("a stated figure that says more is not lowered", 1, [ledger(3, "S")], None),
        ("beyond the ledger the count takes over", 4, [ledger(3)], Write(4, TODAY)),
        ("a confirmed count is no other source: it can be corrected", 1, [own(2), confirmed_count(2)], Write(1, TODAY)),
        ("an own count below a ledger is put right and stays the older", 2, [own(3), ledger(4)], Write(2, BEFORE)),
    ],
)
def test_when_a_count_is_written(story: str, counted: int, standing: list[Standing], written: Write | None) -> None:
    assert due(counted, standing, day=TODAY) == written, story
