"""How observations of a year are read: which count, how periods add up, when they are none any more."""

from datetime import date
from typing import Any

import pytest

from fivestar.engine import FactDef
from fivestar.facts.decisions import Reading, Seen, next_reading_change, read_year

AUTUMN = date(2023, 9, 15)


def fact(**given: Any) -> FactDef:
    return FactDef(
        **{
            "id": "x",
            "label": "测试",
            "type": "integer",
            "unit": "次",
            "supplied_by": "department",
            "frequency": "year",
            **given,
        }
    )


def seen(period: str, value: int, day: date, *, basis: str = "C", order: int = 1, source: str = "表") -> Seen:
    return Seen("x", period, int(period[:4]), value, basis, source, day, order)


def read(definition: FactDef, *parts: Seen, basis: str = "C", as_at: date = AUTUMN, year: int = 2023) -> Reading | None:
    return read_year(parts, {"x": definition}, year=year, basis=basis, as_at=as_at).get("x")


def test_an_observation_after_the_day_does_not_count() -> None:
    assert read(fact(), seen("2023", 5, date(2023, 9, 16))) is None


def test_another_year_does_not_count() -> None:
    assert read(fact(), seen("2022", 5, date(2022, 9, 1))) is None


def test_confirmed_reads_only_what_is_confirmed() -> None:
    stated = seen("2023", 5, date(2023, 5, 1), basis="S")

    assert read(fact(), stated) is None
    assert read(fact(), stated, basis="S") == Reading(5, "2023", "S", "表", date(2023, 5, 1), None)


def test_stated_reads_the_newer_of_the_two() -> None:
    stated, confirmed = seen("2023", 5, date(2023, 5, 1), basis="S"), seen("2023", 4, date(2023, 6, 1))
    later = seen("2023", 6, date(2023, 7, 1), basis="S", order=3)

    assert read(fact(), stated, confirmed, basis="S") == Reading(4, "2023", "C", "表", date(2023, 6, 1), None)
    assert read(fact(), stated, confirmed, later, basis="S") == Reading(6, "2023", "S", "表", date(2023, 7, 1), None)


def test_on_the_same_day_the_confirmed_value_wins() -> None:
    day = date(2023, 5, 1)

    reading = read(fact(), seen("2023", 4, day), seen("2023", 5, day, basis="S", order=9), basis="S")

    assert reading == Reading(4, "2023", "C", "表", day, None)


def test_records_of_days_are_summed_as_they_are() -> None:
    meetings = fact(supplied_by="records", keeper="village", period="day", adds="sum")
    days = [seen(f"2023-0{month}-10", 1, date(2023, month, 10)) for month in (1, 2, 5)]

    assert read(meetings, *days) == Reading(3, "2023", "C", "表", date(2023, 5, 10), None)


@pytest.mark.parametrize(("adds", "value"), [("last", 2), ("sum", 9), ("max", 7), ("min", 2)])
def test_shorter_periods_make_the_years_value(adds: Any, value: int) -> None:
    quarterly = fact(period="quarter", adds=adds)

    reading = read(quarterly, seen("2023-Q1", 7, date(2023, 4, 3)), seen("2023-Q2", 2, date(2023, 7, 3)))

    assert reading is not None
    assert reading.value == value


def test_a_quarter_that_is_overdue_leaves_the_sum_unknown() -> None:
    fires = fact(period="quarter", adds="sum")
    first = seen("2023-Q1", 0, date(2023, 4, 3))

    assert read(fires, first, as_at=date(2023, 7, 31)) == Reading(
        0, "2023-Q1", "C", "表", date(2023, 4, 3), lapses_on=date(2023, 8, 1)
    )
    assert read(fires, first, as_at=date(2023, 8, 1)) == Reading(
        None, "2023-Q1", "C", "表", date(2023, 4, 3), lapses_on=None, missing="2023-Q2"
    )


def test_three_quarters_do_not_pass_for_a_year_that_is_over() -> None:
    fires = fact(period="quarter", adds="sum")
    quarters = [seen(f"2023-Q{number}", 0, date(2023, 10, 3)) for number in (1, 2, 3)]

    on_the_last_day, in_february = (read(fires, *quarters, as_at=day) for day in (date(2023, 12, 31), date(2024, 2, 1)))

    assert on_the_last_day is not None
    assert in_february is not None
    assert (on_the_last_day.value, on_the_last_day.lapses_on) == (0, date(2024, 2, 1))
    assert (in_february.value, in_february.missing) == (None, "2023-Q4")


def test_a_value_grows_too_old_and_says_when() -> None:
    fresh_for_ninety_days = fact(stale_after_days=90)
    may = seen("2023", 5, date(2023, 5, 1))

    known = read(fresh_for_ninety_days, may, as_at=date(2023, 7, 30))
    old = read(fresh_for_ninety_days, may, as_at=date(2023, 7, 31))

    assert known == Reading(5, "2023", "C", "表", date(2023, 5, 1), lapses_on=date(2023, 7, 31))
    assert old == Reading(None, "2023", "C", "表", date(2023, 5, 1), lapses_on=date(2023, 7, 31))


def test_a_year_that_is_over_grows_no_older() -> None:
    fresh_for_ninety_days = fact(stale_after_days=90)

    reading = read(fresh_for_ninety_days, seen("2023", 5, date(2023, 12, 1)), as_at=date(2024, 6, 1))

    assert reading == Reading(5, "2023", "C", "表", date(2023, 12, 1), lapses_on=None)


def test_the_next_change_is_the_first_later_observation_or_lapse() -> None:
    parts = [seen("2023", 5, date(2023, 5, 1)), seen("2023", 6, date(2023, 9, 20), order=2)]
    old = read(fact(stale_after_days=30), parts[0], as_at=date(2023, 5, 10))
    assert old is not None

    assert next_reading_change(parts, [old], as_at=date(2023, 5, 10)) == date(2023, 6, 1)
    assert next_reading_change(parts, [old], as_at=date(2023, 9, 15)) == date(2023, 9, 20)
    assert next_reading_change(parts, [old], as_at=date(2023, 9, 20)) is None


def test_several_sources_of_a_sum_are_all_named_once() -> None:
    quarterly = fact(period="quarter", adds="sum")
    parts = [
        seen("2023-Q2", 1, date(2023, 7, 1), source="乙表"),
        seen("2023-Q1", 1, date(2023, 4, 1), source="甲表"),
        seen("2023-Q3", 1, date(2023, 9, 1), source="甲表"),
    ]

    reading = read(quarterly, *parts)

    assert reading is not None
    assert (reading.source, reading.period, reading.observed_on) == ("甲表;乙表", "2023", date(2023, 9, 1))
