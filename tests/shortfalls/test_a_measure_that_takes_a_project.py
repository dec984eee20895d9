"""A measure that spends collective money or touches interests of villagers leads on to a project, and says so."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from python_calamine import CalamineWorkbook

from fivestar.projects.models import Project
from fivestar.shortfalls.models import Shortfall
from tests.cast import NOW, Cast
from tests.factories import small_standards
from tests.pages import browser_of, queries_of, words_of
from tests.projects.stories import PLAN, started
from tests.shortfalls.stories import have_income, lack_income, post_of, taken_up

pytestmark = pytest.mark.django_db

MISSING = "要立项，还没有立"


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def _answers(cast: Cast, **other: str) -> dict[str, str]:
    return {
        "measure": "集体出钱建冷库",
        "owner": post_of(cast).public_id,
        "due_on": "2023-10-10",
        "spends_collective": "yes",
        "touches_villagers": "no",
        "seen": "0",
        **other,
    }


def _page(cast: Cast, shortfall: Shortfall) -> str:
    return f"/b/{cast.dongliu.public_id}/shortfalls/{shortfall.public_id}/"


def _starts(cast: Cast) -> str:
    return f"/b/{cast.dongliu.public_id}/projects/new/?serves=T3"


@pytest.mark.parametrize("yes", ["spends_collective", "touches_villagers"])
def test_either_yes_leads_on_to_the_project_with_task_and_measure_filled_in(cast: Cast, yes: str) -> None:
    url = _page(cast, lack_income(cast))
    browser = browser_of(cast, "OWN")
    answers = {"spends_collective": "no", "touches_villagers": "no", yes: "yes"}

    taken = browser.post(f"{url}plan/", _answers(cast, **answers))

    assert taken.headers["Location"] == _starts(cast)
    form = browser.get(_starts(cast)).context["form"]
    assert form.initial == {
        "serves": ["T3"],
        "kind": "collective",
        "purpose": "集体出钱建冷库",
        "spends_collective": yes == "spends_collective",
        "touches_villagers": yes == "touches_villagers",
        "owner": post_of(cast).public_id,
    }


def test_a_measure_that_takes_none_stays_on_its_page(cast: Cast) -> None:
    shortfall = lack_income(cast)
    url = _page(cast, shortfall)
    browser = browser_of(cast, "OWN")

    taken = browser.post(f"{url}plan/", _answers(cast, spends_collective="no"))

    assert taken.headers["Location"] == url
    shortfall.refresh_from_db()
    assert (shortfall.spends_collective, shortfall.touches_villagers) == (False, False)
    assert MISSING not in words_of(browser.get(url))


@pytest.mark.parametrize("unanswered", ["spends_collective", "touches_villagers"])
def test_both_questions_must_be_answered(cast: Cast, unanswered: str) -> None:
    shortfall = lack_income(cast)
    answers = _answers(cast)
    del answers[unanswered]

    page = browser_of(cast, "OWN").post(f"{_page(cast, shortfall)}plan/", answers)

    assert page.status_code == 422
    assert list(page.context["plan_form"].errors) == [unanswered]
    shortfall.refresh_from_db()
    assert (shortfall.measure, shortfall.spends_collective, shortfall.touches_villagers) == ("", None, None)


def test_whoever_may_not_start_a_project_is_told_who_does(cast: Cast) -> None:
    url = _page(cast, lack_income(cast))
    browser = browser_of(cast, "MANAGE")

    taken = browser.post(f"{url}plan/", _answers(cast))

    assert taken.headers["Location"] == url
    page = browser.get(url)
    assert f"{MISSING} 这个办法要花集体的钱，须走四议两公开。 由支部来立。" in words_of(page)
    assert _starts(cast) not in page.content.decode()


def test_page_lists_and_ledger_say_that_a_project_is_missing_until_one_serves_the_task(cast: Cast) -> None:
    shortfall = taken_up(cast, lack_income(cast), spends_collective=True)
    browser = browser_of(cast, "OWN")
    lists = (
        _page(cast, shortfall),
        f"/b/{cast.dongliu.public_id}/shortfalls/",
        f"/d/{cast.district.code}/shortfalls/?state=rectifying",
    )

    assert [MISSING in words_of(browser.get(url)) for url in lists] == [True, True, True]
    assert _ledger(cast) == [MISSING]
    assert browser.get(_page(cast, shortfall)).context["start"] == _starts(cast)

    project = started(cast, plan=replace(PLAN, serves={"T3": "测试任务T3"}))

    pages = [browser.get(url) for url in lists]
    address = f'href="/b/{cast.dongliu.public_id}/projects/{project.public_id}/"'
    assert [MISSING in words_of(page) for page in pages] == [False, False, False]
    assert [(address in page.content.decode(), "粮食烘干车间 议事中" in words_of(page)) for page in pages] == [
        (True, True)
    ] * 3
    assert _ledger(cast) == ["粮食烘干车间（议事中）"]


def test_a_withdrawn_project_serves_nothing_any_more(cast: Cast) -> None:
    shortfall = taken_up(cast, lack_income(cast), touches_villagers=True)
    project = started(cast, plan=replace(PLAN, serves={"T3": "测试任务T3"}))

    Project.objects.filter(pk=project.pk).update(state="withdrawn", withdrawn_at=NOW, withdrawn_because="不办了")

    assert MISSING in words_of(browser_of(cast, "OWN").get(_page(cast, shortfall)))


def test_what_is_reached_misses_no_project(cast: Cast) -> None:
    shortfall = taken_up(cast, lack_income(cast), spends_collective=True)

    have_income(cast)

    assert MISSING not in words_of(browser_of(cast, "OWN").get(_page(cast, shortfall)))


def test_answers_belong_to_a_measure(cast: Cast) -> None:
    shortfall = lack_income(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Shortfall.objects.filter(pk=shortfall.pk).update(spends_collective=True, touches_villagers=False)


def test_a_page_and_a_list_cost_the_same_with_one_project_and_with_three(cast: Cast) -> None:
    shortfall = taken_up(cast, lack_income(cast), spends_collective=True)
    browser = browser_of(cast, "OWN")
    urls = [_page(cast, shortfall), f"/d/{cast.district.code}/shortfalls/"]
    started(cast, plan=replace(PLAN, serves={"T3": "测试任务T3"}))
    one = [queries_of(browser, url) for url in urls]
    for number in range(2):
        started(cast, plan=replace(PLAN, title=f"项目{number}", serves={"T3": "测试任务T3", "T4": "测试任务T4"}))

    assert [queries_of(browser, url) for url in urls] == one


def _ledger(cast: Cast) -> list[str]:
    answer = browser_of(cast, "OWN").get(f"/b/{cast.dongliu.public_id}/shortfalls/list.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_name("整改台账").to_python()
    head = next(at for at, row in enumerate(rows) if "立项情况" in row)
    place, number = rows[head].index("立项情况"), rows[head].index("序号")
    return [str(row[place]) for row in rows[head + 1 :] if row[number] != ""]
