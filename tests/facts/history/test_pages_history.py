"""A fact of a branch, with everything that was said of it: nothing earlier is lost, and whoever reads it sees why."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from fivestar.facts.asking.actions import answer, undo
from fivestar.facts.models import AnswerReceipt
from fivestar.facts.review.actions import confirm_item, return_item, stand_by
from fivestar.standards.queries import catalogue
from tests.cast import NOW, Cast
from tests.factories import small_standards
from tests.facts.review.stories import LATER, past, stated
from tests.pages import browser_of, queries_of, text_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def address(cast: Cast, slug: str = "households") -> str:
    return f"/b/{cast.dongliu.public_id}/facts/{slug}/"


def told(client: Client, page: str) -> str:
    return words_of(client.get(page))


def test_a_correction_keeps_the_earlier_value_who_when_and_why(cast: Cast) -> None:
    given: dict[str, Any] = {"branch": cast.dongliu, "fact": catalogue()["households"], "period": "2023"}
    answer(actor=cast.secretary, **given, value=310, seen=None, answered_at=NOW, client_id=uuid.uuid4(), at=NOW)
    answer(
        actor=cast.secretary,
        **given,
        value=312,
        seen=310,
        answered_at=LATER,
        client_id=uuid.uuid4(),
        at=LATER + timedelta(days=1),
        reason="两户迁入",
    )

    page = told(browser_of(cast, "CLERK"), address(cast))

    assert "2023 312 户 自报 2023-09-16 东柳村党支部书记 柳 · 逐条填报" in page
    assert "2023-09-16 东柳村党支部书记 柳 — 两户迁入" in page
    assert "310 户 自报 用到 2023-09-16 2023-09-15 东柳村党支部书记 柳 · 逐条填报" in page


def test_what_was_returned_stood_by_and_confirmed_is_told_in_its_order(cast: Cast) -> None:
    row = stated(cast, "households", 310)
    returned = return_item(actor=cast.clerk, observation=row, reason="与台账不符", at=NOW)
    stand_by(actor=cast.secretary, returned=returned, answer="台账是去年的", at=NOW)
    confirm_item(actor=cast.clerk, observation=row, at=LATER)

    page = told(browser_of(cast, "OWN"), address(cast))

    assert "310 户 已核实 2023-09-15 柳溪镇党建干事 安 · 核实上报的数" in page
    assert "柳溪镇党建干事 安 — 退回：与台账不符" in page
    assert "东柳村党支部书记 柳 — 坚持原数：台账是去年的" in page


def test_an_answer_given_for_the_secretary_says_so_and_that_he_took_it_back(cast: Cast) -> None:
    answer(
        actor=cast.clerk,
        branch=cast.dongliu,
        fact=catalogue()["households"],
        period="2023",
        value=310,
        seen=None,
        answered_at=NOW,
        client_id=uuid.uuid4(),
        at=NOW,
    )
    undo(actor=cast.secretary, receipt=AnswerReceipt.objects.get(), at=LATER)

    page = told(browser_of(cast, "CLERK"), address(cast))

    assert "柳溪镇党建干事 安 · 代填" in page
    assert "东柳村党支部书记 柳 — 撤回了代填的数" in page


def test_the_newest_period_turns_grey_when_it_is_older_than_its_frequency(cast: Cast) -> None:
    past(cast.dongliu, "households", {"2021": 308, "2022": 310})
    past(cast.dongliu, "bound_households", {"2022": 80, "2023": 99})

    old = text_of(browser_of(cast, "CLERK").get(address(cast)))
    fresh = text_of(browser_of(cast, "CLERK").get(address(cast, "bound_households")))

    assert old.count("is-old") == 1
    assert old.index("h-2022") < old.index("该更新了：超过了更新周期，先灰着，不算没做到") < old.index("h-2021")
    assert "is-old" not in fresh


def test_nobody_said_anything_yet(cast: Cast) -> None:
    assert "还没有人报过这个数" in told(browser_of(cast, "OWN"), address(cast))


@pytest.mark.parametrize(("who", "status"), [("", 403), ("outsider", 403), ("next_secretary", 403), ("SUPERVISE", 403)])
def test_whoever_may_not_read_statements_sees_none_of_it(cast: Cast, who: str, status: int) -> None:
    stated(cast, "households", 310)

    page = browser_of(cast, who).get(address(cast))

    assert page.status_code == status
    assert "310" not in text_of(page)


def test_no_such_branch_and_no_such_fact_are_not_found(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")

    assert clerk.get(address(cast, "nothing")).status_code == 404
    assert clerk.get("/b/nothing/facts/households/").status_code == 404


def test_the_dossier_leads_there_and_the_public_is_not_led(cast: Cast) -> None:
    stated(cast, "households", 310)
    dossier = f"/b/{cast.dongliu.public_id}/"

    assert f'href="{address(cast)}"' in text_of(browser_of(cast, "CLERK").get(dossier))
    assert f'href="{address(cast)}"' not in text_of(browser_of(cast, "").get(dossier))


def test_a_long_history_costs_what_a_short_one_does(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")
    return_item(actor=cast.clerk, observation=stated(cast, "households", 310), reason="请核对", at=NOW)
    one = queries_of(clerk, address(cast))

    for number in range(3):
        row = stated(cast, "households", 311 + number, at=LATER)
        return_item(actor=cast.clerk, observation=row, reason="请再核对", at=LATER)

    assert queries_of(clerk, address(cast)) == one
