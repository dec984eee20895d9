"""What a task force and the leading group find stuck on their pages: of their stars, or why there is nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from fivestar.foundation.access import Duty
from fivestar.projects.models import Project
from fivestar.responsibility.bodies import stars_of
from fivestar.responsibility.models import Department, Post
from fivestar.shortfalls import sections
from fivestar.shortfalls.models import Shortfall
from tests.cast import TODAY, Cast
from tests.factories import small_standards
from tests.pages import browser_of, queries_of, words_of
from tests.projects.stories import PLAN, started
from tests.shortfalls.stories import lack_income, of, taken_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


@pytest.fixture
def force(cast: Cast) -> Department:
    """Of the star of industry; T3 belongs to it and T1 does not."""
    made = Department.objects.create(district=cast.district, name="产业专班", kind="taskforce")
    Post.objects.filter(duty=Duty.TASKFORCE).update(department=made, stars=["industry"])
    return made


def _sections(cast: Cast, body: Department, who: str = "ORGANISE") -> dict[str, list[str]]:
    page = browser_of(cast, who).get(f"/bodies/{body.public_id}/")
    return {one.title: [line.words for line in one.lines] or [one.nothing] for one in page.context["sections"]}


def _late(cast: Cast, criterion: str) -> None:
    taken_up(cast, of(cast.dongliu, criterion))
    Shortfall.objects.filter(branch=cast.dongliu, criterion=criterion).update(due_on=TODAY - timedelta(days=3))


def _blocked(cast: Cast, criterion: str, title: str) -> None:
    project = started(cast, plan=replace(PLAN, title=title, serves={criterion: "任务"}))
    Project.objects.filter(pk=project.pk).update(blocked_since=TODAY, blocked_because="地没批下来")


def test_a_task_force_sees_what_is_stuck_of_its_stars_and_the_leading_group_all(cast: Cast, force: Department) -> None:
    leading = Department.objects.create(district=cast.district, name="领导小组", kind="leading")
    lack_income(cast)
    for criterion in ("T1", "T3"):
        _late(cast, criterion)
        _blocked(cast, criterion, f"{criterion}项目")

    assert _sections(cast, force) == {
        "任务分解方案里的任务": ["任务分解方案还没有把任务定给这个专班。"],
        "牵头和协同的部门（照标准拟定）": ["区农业农村局：牵头 2 项", "区委组织部：牵头 4 项"],
        "逾期的整改": ["东柳村委会 测试任务T3（2023-09-12 前）"],
        "卡住的项目": ["东柳村委会 T3项目：地没批下来（2023-09-15 起）"],
        "专班联席会": ["没有开过联席会，下次还没有定。"],
        "联席会决定": ["没有还没办完的联席会决定。"],
    }
    assert {title: len(lines) for title, lines in _sections(cast, leading).items()} == {
        "逾期的整改": 2,
        "卡住的项目": 2,
        "专班联席会": 1,
        "联席会决定": 1,
    }


def test_what_is_left_out_leads_to_the_list_of_just_its_stars(
    cast: Cast, force: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sections, "SHOWN", 1)
    for criterion in ("T1", "T3", "T4"):
        _late(cast, criterion)
    office = browser_of(cast, "ORGANISE")

    page = office.get(f"/bodies/{force.public_id}/")
    more = next(one for one in page.context["sections"] if one.title == "逾期的整改").lines[1]
    shown = office.get(more.url).context["lines"]

    assert more.words == "另有 1 项"
    assert [(line.row.star, line.row.criterion) for line in shown] == [("industry", "T3"), ("industry", "T4")]


def test_where_nothing_is_stuck_it_says_so(cast: Cast, force: Department) -> None:
    assert _sections(cast, force)["逾期的整改"] == ["您看得到的支部里，没有过了时限的整改。"]
    assert "您看得到的项目里，没有卡住的。" in words_of(browser_of(cast, "ORGANISE").get(f"/bodies/{force.public_id}/"))


def test_the_public_reads_tasks_and_nothing_of_what_is_stuck(cast: Cast, force: Department) -> None:
    lack_income(cast)
    _late(cast, "T3")

    assert list(_sections(cast, force, "")) == ["任务分解方案里的任务", "牵头和协同的部门（照标准拟定）"]


def test_a_task_force_without_limit_has_all_stars_and_one_without_posts_none(cast: Cast, force: Department) -> None:
    empty = Department.objects.create(district=cast.district, name="新专班", kind="taskforce")
    assert (stars_of(force), stars_of(empty)) == (("industry",), ())
    assert _sections(cast, empty)["逾期的整改"] == ["这个专班还没有分到星，不知道看哪些短板。"]

    Post.objects.filter(department=force).update(stars=None)

    assert stars_of(force) is None


def test_the_page_costs_the_same_with_one_and_with_three(cast: Cast, force: Department) -> None:
    lack_income(cast)
    _late(cast, "T3")
    _blocked(cast, "T3", "一")
    browser, address = browser_of(cast, "ORGANISE"), f"/bodies/{force.public_id}/"
    one = queries_of(browser, address)
    for criterion in ("T4", "T5"):
        _late(cast, criterion)
        _blocked(cast, criterion, criterion)

    assert queries_of(browser, address) == one
