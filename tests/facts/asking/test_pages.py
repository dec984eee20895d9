"""The questions of a village on its secretary's phone, without JavaScript."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from fivestar.facts.asking import queries
from fivestar.facts.asking.actions import answer
from fivestar.facts.burden.form_times import opened_at
from fivestar.facts.contests.actions import answer_contest
from fivestar.facts.models import AnswerReceipt, Contest, FormTime, Observation
from fivestar.foundation.clock import machine_now
from fivestar.standards.queries import catalogue
from tests.cast import NOW, Cast
from tests.factories import small_standards
from tests.pages import browser_of, queries_of, text_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


@pytest.fixture
def secretary(cast: Cast) -> Client:
    return browser_of(cast, "OWN")


def ask_page(cast: Cast, slug: str = "", query: str = "") -> str:
    return f"/b/{cast.dongliu.public_id}/ask/" + (f"{slug}/{query}" if slug else "")


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def sent(page: str, value: str, **more: str) -> dict[str, str]:
    """The form as a browser would send it."""
    return {name: hidden(page, name) for name in ("client_id", "period", "seen")} | {"value": value} | more


def test_the_page_shows_what_is_asked_why_and_who_sees_it(cast: Cast, secretary: Client) -> None:
    words = words_of(secretary.get(ask_page(cast)))

    assert words.startswith(
        "东柳村委会 · 要报的数 2023 年第 2 季度 · 已过期，仍可补报 · 约 1 分钟 支部党员大会次数是多少? "
        "用于：测试任务T2(支部过硬星) · 每年问一次 · 乡镇核对后全区共用"
    )
    assert "以前没有报过 · 合理范围 0 次 – 100,000 次" in words
    assert "本村、乡镇、区委组织部，以及要用到它的部门：区委组织部。核实以前不对外公开。" in words


def test_a_question_is_answered_and_gone(cast: Cast, secretary: Client) -> None:
    page = text_of(secretary.get(ask_page(cast)))

    answered = secretary.post(ask_page(cast, "members_meetings"), sent(page, "３"), follow=True)

    assert "已记下。" in text_of(answered)
    assert words_of(answered).startswith("东柳村委会 · 要报的数 现在没有要报的数")
    assert list(Observation.objects.values_list("period", "value", "basis")) == [("2023-Q2", 3, "S")]


def test_sending_the_form_twice_answers_once(cast: Cast, secretary: Client) -> None:
    form = sent(text_of(secretary.get(ask_page(cast))), "3")

    for _ in range(2):
        assert secretary.post(ask_page(cast, "members_meetings"), form).status_code == 302

    assert (Observation.objects.count(), AnswerReceipt.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("", "没有填数值"),
        ("很多", "应填数字,现为“很多”"),
        ("3.5", "应填整数(次),现为“3.5”"),
        ("100001", "应在 0 到 100000 次 之间"),
    ],
)
def test_what_cannot_be_taken_says_why_and_keeps_what_was_written(
    cast: Cast, secretary: Client, written: str, fault: str
) -> None:
    page = text_of(secretary.get(ask_page(cast, "members_meetings")))

    refused = secretary.post(ask_page(cast, "members_meetings"), sent(page, written))

    assert (refused.status_code, fault in words_of(refused)) == (422, True)
    assert f'maxlength="24" value="{written}"' in text_of(refused)
    assert Observation.objects.count() == 0


def test_a_correction_asks_why_and_shows_what_stood_before(cast: Cast, secretary: Client) -> None:
    slug, query = "members_meetings", "?period=2023-Q2"
    secretary.post(ask_page(cast, slug), sent(text_of(secretary.get(ask_page(cast))), "3"))
    page = secretary.get(ask_page(cast, slug, query))
    assert "这一期已经报过：3 次。改动会保留原来的数。" in words_of(page)

    refused = secretary.post(ask_page(cast, slug), sent(text_of(page), "4"))
    assert "这个数已经报过,改正要写明原因" in words_of(refused)
    secretary.post(ask_page(cast, slug), sent(text_of(refused), "4", reason="填错了"))

    words = words_of(secretary.get(ask_page(cast, slug, query)))
    assert re.search(r"4 次 · 现用 · 本村填报 · 填错了 \S+ \S+ 3 次 · 已更正 · 本村填报", words)


def against(cast: Cast) -> str:
    return f"/b/{cast.dongliu.public_id}/facts/members_meetings/2023-Q2/contest/"


def stated_by_the_clerk(cast: Cast, value: int = 5) -> None:
    answer(
        actor=cast.clerk,
        branch=cast.dongliu,
        fact=catalogue()["members_meetings"],
        period="2023-Q2",
        value=value,
        seen=None,
        answered_at=NOW,
        client_id=UUID(int=7),
        at=NOW,
    )


def test_a_value_that_came_meanwhile_is_chosen_not_overwritten(cast: Cast, secretary: Client) -> None:
    form = sent(text_of(secretary.get(ask_page(cast))), "3")
    stated_by_the_clerk(cast)

    choice = secretary.post(ask_page(cast, "members_meetings"), form, follow=True)
    words = words_of(choice)
    assert words.startswith("两个数不一样，请选一个 支部党员大会次数 · 2023 年第 2 季度")
    assert ("现在用的 5 次 保留这个" in words, "您填的 3 次" in words) == (True, True)
    assert "两个数不一样" in words_of(secretary.get("/today/"))
    address = choice.redirect_chain[-1][0]
    secretary.post(address, {"take": "mine", "seen": "5", "reason": "数过了"})

    assert list(Observation.objects.filter(superseded_at=None).values_list("value", flat=True)) == [3]
    assert secretary.get(address).status_code == 302


def test_what_the_clerk_filled_in_is_shown_and_taken_back(cast: Cast, secretary: Client) -> None:
    stated_by_the_clerk(cast)
    page = secretary.get(ask_page(cast))
    assert "别人代填的 支部党员大会次数 · 2023 年第 2 季度 · 5 次" in words_of(page)
    undo = re.search(r'action="([^"]*/undo/)"', text_of(page))
    assert undo is not None
    assert 'undo/"' not in text_of(browser_of(cast, "CLERK").get(ask_page(cast)))

    back = secretary.post(undo[1], follow=True)

    assert "已撤回,原来的数照旧。" in text_of(back)
    assert Observation.objects.filter(superseded_at=None).count() == 0


def test_the_clerk_is_told_that_he_answers_for_the_secretary(cast: Cast) -> None:
    words = words_of(browser_of(cast, "CLERK").get(ask_page(cast)))

    assert ("您在代村支书填报：会注明“代填”，村支书可以撤回。" in words, "代为记下" in words) == (True, True)


@pytest.mark.parametrize("who", ["", "outsider", "next_secretary", "SUPPLY", "LEAD"])
def test_who_does_not_answer_for_the_village_gets_no_page(cast: Cast, who: str) -> None:
    browser = browser_of(cast, who)

    assert [browser.get(ask_page(cast, slug)).status_code for slug in ("", "members_meetings")] in (
        [404, 404],
        [403, 403],
    )


def test_a_contested_question_is_not_due_until_it_is_answered(cast: Cast, secretary: Client) -> None:
    page = text_of(secretary.get(ask_page(cast)))
    assert f'action="/b/{cast.dongliu.public_id}/facts/members_meetings/2023-Q2/contest/"' in page

    contested = secretary.post(against(cast), {"kind": "not_mine", "next": ask_page(cast)}, follow=True)

    words = words_of(contested)
    assert "现在没有要报的数" in words
    assert "说过不该问的 支部党员大会次数 · 2023 年第 2 季度 · 2023-09-25 前公开答复，答复以前不催 看答复" in words
    assert words_of(secretary.get("/today/")).startswith("今日要办 您的岗位： 东柳村党支部书记 今天没有要办的事")
    one = words_of(secretary.get(ask_page(cast, "members_meetings", "?period=2023-Q2")))
    assert "您说过不该问，2023-09-25 前公开答复；现在不用填，要填也可以。" in one


@pytest.mark.parametrize(
    ("is_upheld", "asked"),
    [(True, "现在没有要报的数"), (False, "您说过不该问。答复：仍要报，公安不统计这个数")],
)
def test_the_answer_to_a_contest_decides_whether_it_is_asked_again(
    cast: Cast, secretary: Client, *, is_upheld: bool, asked: str
) -> None:
    secretary.post(against(cast), {"kind": "not_mine"})
    answer_contest(
        actor=cast.organiser,
        contest=Contest.objects.get(),
        is_upheld=is_upheld,
        answer="公安不统计这个数",
        at=NOW,
    )

    page = secretary.get(ask_page(cast))

    assert asked in words_of(page)
    assert ("contest-tap" in text_of(page), len(queries.asks_for(cast.secretary, NOW))) == (False, int(not is_upheld))


def test_a_form_tells_how_long_it_was_open_and_not_who_had_it(cast: Cast, secretary: Client) -> None:
    page = text_of(secretary.get(ask_page(cast)))
    opened = {"form_opened": opened_at(machine_now() - timedelta(seconds=40))}

    for _ in range(2):
        secretary.post(ask_page(cast, "members_meetings"), sent(page, "3", **opened))

    made = FormTime.objects.get()
    assert (made.form, made.seconds in range(40, 60), made.month) == ("fact:members_meetings", True, "2023-09")


def test_what_was_reported_is_found_again_to_be_corrected(cast: Cast, secretary: Client) -> None:
    secretary.post(ask_page(cast, "members_meetings"), sent(text_of(secretary.get(ask_page(cast))), "3"))

    page = secretary.get(ask_page(cast))

    assert "报过的数，要改点这里 支部党员大会次数 · 3 次 2023 年第 2 季度" in words_of(page)
    assert f'href="{ask_page(cast, "members_meetings")}?period=2023-Q2"' in text_of(page)


def test_the_dossier_leads_whoever_answers_to_the_questions(cast: Cast, secretary: Client) -> None:
    dossier = f"/b/{cast.dongliu.public_id}/"

    offered = [f'href="{ask_page(cast)}"' in text_of(one.get(dossier)) for one in (secretary, browser_of(cast, ""))]

    assert offered == [True, False]


def test_what_a_department_supplies_has_no_question(cast: Cast, secretary: Client) -> None:
    assert secretary.get(ask_page(cast, "collective_income")).status_code == 404


def test_the_page_of_many_questions_costs_what_one_costs(cast: Cast, secretary: Client) -> None:
    few = queries_of(secretary, ask_page(cast))
    cast.district.own_date = NOW.date() + timedelta(days=101)
    cast.district.save()

    many = queries_of(secretary, ask_page(cast))

    assert (many, text_of(secretary.get(ask_page(cast))).count("data-ask ")) == (few, 4)
