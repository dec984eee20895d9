"""Contests as everybody reads them: openly, with the branch and never the person; what waits stands in 今日要办."""

from datetime import timedelta

import pytest

from fivestar.facts.contests.actions import answer_contest
from fivestar.facts.contests.today import TODAY as SOURCES
from fivestar.facts.models import Contest, ContestTerm
from fivestar.foundation.today import Item
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.facts.contests.stories import contested
from tests.pages import browser_of, queries_of, text_of, words_of

pytestmark = pytest.mark.django_db
PAGE = "/d/990099/contests/"
ANSWER = "去年的台账里已有,不用再报"


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def tap_of(cast: Cast, slug: str = "households") -> str:
    return f"/b/{cast.dongliu.public_id}/facts/{slug}/2023/contest/"


def open_and_answered(cast: Cast, year: str) -> None:
    contested(cast, period=year)
    row = contested(cast, "bound_households", period=year)
    answer_contest(actor=cast.organiser, contest=row, is_upheld=True, answer=ANSWER, at=NOW)


def test_a_tap_comes_back_to_where_it_was_tapped(cast: Cast) -> None:
    secretary = browser_of(cast, "OWN")

    answer = secretary.post(tap_of(cast), {"kind": "not_mine", "next": "/today/?a=1"})

    assert (answer.status_code, answer.headers["location"]) == (302, "/today/?a=1")
    assert [row.kind for row in Contest.objects.all()] == ["not_mine"]
    assert "收到了，2023-09-25前公开答复。" in text_of(secretary.get(PAGE))


@pytest.mark.parametrize("where", ["https://elsewhere.example/", "//elsewhere.example/", "", "javascript:alert(1)"])
def test_a_tap_leads_to_no_other_house(cast: Cast, where: str) -> None:
    answer = browser_of(cast, "OWN").post(tap_of(cast), {"kind": "not_mine", "next": where})

    assert answer.headers["location"] == PAGE


def test_a_tap_without_a_reason_says_so_and_keeps_nothing(cast: Cast) -> None:
    secretary = browser_of(cast, "OWN")

    secretary.post(tap_of(cast), {"next": PAGE})

    assert "请选一个理由" in text_of(secretary.get(PAGE))
    assert Contest.objects.count() == 0


def test_a_tap_from_another_site_is_refused(cast: Cast) -> None:
    assert browser_of(cast, "OWN", checks_forms=True).post(tap_of(cast), {"kind": "not_mine"}).status_code == 403
    assert Contest.objects.count() == 0


def test_everybody_reads_what_waits_and_what_was_answered_but_no_person(cast: Cast) -> None:
    contested(cast, kind="unnecessary")
    row = contested(cast, "bound_households")
    answer_contest(actor=cast.organiser, contest=row, is_upheld=True, answer=ANSWER, at=NOW)

    page = browser_of(cast, "").get(PAGE)

    assert words_of(page) == (
        "质疑和答复 被问到的人觉得不该问，点一下就行，10 天内公开答复。这里不写是谁提的。 依据 拟定 · 2023-01-01 起"
        " 新问题准入"
        " 等待答复 1 农户数 · 没必要 柳溪镇 东柳村党支部 · 2023 · 2023-09-25 前答复"
        " 已答复 入社农户数 · 已报过 柳溪镇 东柳村党支部 · 2023 · 2023-09-15 说得对，不用报 去年的台账里已有,不用再报"
    )
    assert "柳青" not in text_of(page)
    assert "宋岩" not in text_of(page)
    assert cast.secretary.person_ref not in text_of(page)


def test_what_is_overdue_says_for_how_long(cast: Cast) -> None:
    contested(cast, at=NOW - timedelta(days=12))

    assert "已超期 2 天" in words_of(browser_of(cast, "").get(PAGE))


def test_nothing_contested_says_how_one_contests(cast: Cast) -> None:
    assert words_of(browser_of(cast, "").get(PAGE)).endswith(
        "没有等待答复的 每个问题下面都有三个按钮，点一下就提到这里。 已答复 还没有。"
    )


def test_the_organisation_department_answers_on_the_page(cast: Cast) -> None:
    row = contested(cast)
    organiser = browser_of(cast, "ORGANISE")
    assert "说得对，不用报" in words_of(organiser.get(PAGE))

    answer = organiser.post(f"{PAGE}{row.public_id}/answer/", {"outcome": "rejected", "answer": "这是今年的新数"})

    assert answer.headers["location"] == f"{PAGE}#c-{row.public_id}"
    row.refresh_from_db()
    assert (row.outcome, row.answer) == ("rejected", "这是今年的新数")


def test_an_answer_needs_one_of_the_two_outcomes(cast: Cast) -> None:
    row = contested(cast)
    organiser = browser_of(cast, "ORGANISE")

    organiser.post(f"{PAGE}{row.public_id}/answer/", {"answer": ANSWER})

    row.refresh_from_db()
    assert row.outcome == ""
    assert "请选：说得对，或仍要报" in text_of(organiser.get(PAGE))


def test_others_see_no_form(cast: Cast) -> None:
    contested(cast)

    for who in ("", "OWN", "CLERK", "SUPPLY"):
        assert "说得对，不用报" not in words_of(browser_of(cast, who).get(PAGE))


def test_what_waits_for_an_answer_stands_in_today(cast: Cast) -> None:
    row = contested(cast)
    (source,) = SOURCES

    assert source.items_for(cast.organiser, NOW) == [
        Item(
            title="答复质疑：农户数",
            why="已报过",
            url=f"{PAGE}#c-{row.public_id}",
            blocks_others=True,
            due_on=TODAY + timedelta(days=10),
            place="东柳村委会",
            waits="柳溪镇 东柳村党支部",
            since=TODAY,
        )
    ]
    assert [source.items_for(actor, NOW) for actor in (cast.secretary, cast.clerk, cast.supplier)] == [[], [], []]


def test_the_term_is_set_with_its_source(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    given = {"days": "5", "from_day": "2023-09-15", "source": "区减负办〔2023〕3号"}

    assert organiser.post(f"{PAGE}term/", {**given, "days": "0"}).status_code == 422
    assert organiser.post(f"{PAGE}term/", {**given, "from_day": "2023-09-14"}).status_code == 422
    assert ContestTerm.objects.count() == 0
    assert organiser.post(f"{PAGE}term/", given).headers["location"] == PAGE
    assert "5 天内公开答复" in words_of(organiser.get(PAGE))


def test_only_the_organisation_department_sets_the_term(cast: Cast) -> None:
    assert [browser_of(cast, who).get(f"{PAGE}term/").status_code for who in ("OWN", "SUPPLY", "ORGANISE")] == [
        403,
        403,
        200,
    ]


def test_a_contest_of_another_district_is_not_found(cast: Cast) -> None:
    assert browser_of(cast, "ORGANISE").post(f"{PAGE}nothing/answer/", {"answer": ANSWER}).status_code == 404


def test_the_page_costs_the_same_with_one_contest_and_with_three(cast: Cast) -> None:
    anyone = browser_of(cast, "")
    open_and_answered(cast, "2023")
    queries_of(anyone, PAGE)
    one = queries_of(anyone, PAGE)
    for year in ("2021", "2022"):
        open_and_answered(cast, year)

    assert queries_of(anyone, PAGE) == one


def test_it_is_all_there_in_english(cast: Cast) -> None:
    contested(cast, kind="unnecessary")

    words = words_of(browser_of(cast, "ORGANISE", language="en").get(PAGE))

    assert "质疑" not in words
    assert "没必要" not in words
