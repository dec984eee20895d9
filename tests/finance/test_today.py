"""今日要办: a clerk's ledgers that are due or wait to be public, a committee's questions; one line each."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fivestar.finance.today import TODAY as SOURCES
from fivestar.foundation.access import Actor
from fivestar.foundation.clock import morning_of
from fivestar.foundation.today import Item
from tests.cast import NOW, Cast
from tests.finance.stories import (
    FIRST,
    Q1,
    Q2,
    SECOND,
    XILIU,
    brought,
    closing,
    contract,
    kept,
    opening,
    published,
)

pytestmark = pytest.mark.django_db


def items(actor: Actor, day: date | None = None) -> list[Item]:
    at = morning_of(day) if day else NOW
    return [item for source in SOURCES for item in source.items_for(actor, at)]


def told(actor: Actor, day: date | None = None) -> list[tuple[str, str, date | None]]:
    return [(item.title, item.place, item.due_on) for item in items(actor, day)]


def test_nothing_is_due_of_a_ledger_that_was_never_begun(cast: Cast) -> None:
    assert told(cast.clerk) == []


def test_the_next_quarter_is_due_a_month_after_its_end_and_a_kept_one_waits_to_be_public(cast: Cast) -> None:
    kept(cast, *FIRST)

    assert told(cast.clerk) == [
        ("导入2023年第2季度的账", "东柳村委会", date(2023, 7, 31)),
        ("公开2023年第1季度的账", "东柳村委会", date(2023, 5, 1)),
    ]
    assert told(cast.next_clerk) == []


def test_what_is_kept_and_public_is_gone(cast: Cast) -> None:
    kept(cast, *FIRST, *SECOND)
    published(cast, Q1)
    published(cast, Q2)

    assert told(cast.clerk) == []
    assert told(cast.clerk, date(2023, 9, 30)) == []
    assert told(cast.clerk, date(2023, 10, 1)) == [("导入2023年第3季度的账", "东柳村委会", date(2023, 10, 31))]


def test_several_villages_are_one_line(cast: Cast) -> None:
    kept(cast, *FIRST, opening("0", code=XILIU), closing("0", code=XILIU))

    (due, *_) = told(cast.clerk)

    assert due == ("导入2023年第2季度的账", "东柳村委会、西柳村委会", date(2023, 7, 31))


def test_a_question_waits_for_the_committee_of_that_village_until_it_is_answered(cast: Cast) -> None:
    kept(cast, *FIRST, contracts=[contract(price="700")])
    published(cast)

    assert [(item.title, item.why) for item in items(cast.supervisor)] == [("答复：合同 HT-1 村南坑塘", "低于通常单价")]
    assert items(cast.secretary) == []


def test_it_costs_the_same_queries_with_more_ledgers(cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            items(cast.clerk)
        return len(captured)

    kept(cast, *FIRST)
    one = cost()
    for code in (XILIU, "990099001203"):
        kept(cast, opening("0", code=code), closing("0", code=code))

    assert cost() == one
    assert brought(cast, *SECOND).staged.get().state == "new"
