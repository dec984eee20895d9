"""A project is stuck in any open state: since when, on what, who waits, who must act, what is needed of him."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from fivestar.foundation.audit.models import AuditEntry
from fivestar.projects import actions
from fivestar.projects.models import Project
from fivestar.projects.queries import Stuck, projects_in, stuck_of
from fivestar.responsibility.models import Department
from fivestar.responsibility.open_items import open_on
from tests.cast import NOW, TODAY, Cast
from tests.pages import browser_of, text_of, words_of
from tests.projects.stories import building, done, owner_of, publish, resolved, started, stick

pytestmark = pytest.mark.django_db
LAND = {"because": "用地没有批下来", "from_whom": "区自然资源局", "needs": "批复 3 亩建设用地"}


def page(project: Project) -> str:
    return f"/b/{project.branch.public_id}/projects/{project.public_id}/"


@pytest.mark.parametrize("make", [started, resolved, building, done])
def test_it_may_be_stuck_in_every_open_state_and_both_sides_are_named(
    cast: Cast, make: Callable[[Cast], Project]
) -> None:
    project = make(cast)
    state = project.state

    stick(cast, project, **LAND, since=date(2023, 9, 1))

    (row,) = projects_in(cast.organiser, cast.district, state="blocked").select_related("owner")
    assert stuck_of(row) == Stuck(
        date(2023, 9, 1), "用地没有批下来", "东柳村党支部书记", "区自然资源局", "批复 3 亩建设用地"
    )
    words = words_of(browser_of(cast, "OWN").get(page(project)))
    assert "2023-09-01 起卡住了 用地没有批下来 等的一方 东柳村党支部书记" in words
    assert "该办的一方 区自然资源局 · 要办的事 批复 3 亩建设用地" in words
    assert Project.objects.get().state == state


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"because": " "}, "请写明卡在哪里、等谁办、要他办什么"),
        ({"from_whom": ""}, "请写明卡在哪里、等谁办、要他办什么"),
        ({"needs": ""}, "请写明卡在哪里、等谁办、要他办什么"),
        ({"from_whom": "局" * 61}, "等谁办不超过 60 字"),
        ({"since": TODAY + timedelta(days=1)}, "日期 2023-09-16 还没有到"),
        ({"from_whom": "张三 13812345678"}, "像是有手机号"),
    ],
)
def test_what_is_not_told_whole_is_refused_and_nothing_moves(cast: Cast, told: dict[str, Any], said: str) -> None:
    project = started(cast)

    with pytest.raises(actions.UnableToCarry, match=said):
        stick(cast, project, **{**LAND, **told})

    assert (Project.objects.get().blocked_since, AuditEntry.objects.filter(act="projects.block").count()) == (None, 0)


def test_said_anew_it_keeps_its_day_and_when_it_goes_on_nothing_is_left_to_tell(cast: Cast) -> None:
    project = started(cast)
    stick(cast, project, since=date(2023, 9, 1))
    stick(cast, project, **LAND)
    assert stuck_of(Project.objects.select_related("owner").get()) == Stuck(
        date(2023, 9, 1), "用地没有批下来", "东柳村党支部书记", "区自然资源局", "批复 3 亩建设用地"
    )

    actions.unblock(actor=cast.secretary, project=project, at=NOW)
    with pytest.raises(actions.UnableToCarry, match="这个项目没有卡住"):
        actions.unblock(actor=cast.secretary, project=project, at=NOW)

    there = Project.objects.get()
    told = (there.blocked_since, there.blocked_because, there.blocked_by, there.blocked_needs)
    assert told == (None, "", "", "")
    assert [one.changes["blocked"] for one in AuditEntry.objects.filter(act__endswith="block").order_by("id")] == [
        [False, True],
        [True, True],
        [True, False],
    ]


def test_a_result_is_not_published_and_a_project_withdrawn_is_not_stuck_any_more(cast: Cast) -> None:
    built, given_up = done(cast), started(cast)
    for project in (built, given_up):
        stick(cast, project, **LAND)

    with pytest.raises(actions.UnableToCarry, match="项目还卡着：用地没有批下来"):
        publish(cast, built, "result", date(2023, 9, 6))
    actions.withdraw_project(actor=cast.secretary, project=given_up, because="不办了", at=NOW)

    assert Project.objects.get(pk=built.pk).state == "accepted"
    assert stuck_of(Project.objects.select_related("owner").get(pk=given_up.pk)) is None


def test_the_worklist_the_list_and_the_page_of_the_leading_group_name_who_must_act(cast: Cast) -> None:
    stick(cast, started(cast), **LAND)

    (item,) = [one for one in open_on([owner_of(cast).pk], NOW) if one.kind == "projects"]
    assert item.title == "项目“粮食烘干车间”：卡住了，用地没有批下来；等区自然资源局：批复 3 亩建设用地"
    listed = words_of(browser_of(cast, "ORGANISE").get(f"/d/{cast.district.code}/projects/?state=blocked"))
    assert "卡住了 用地没有批下来 · 等谁办 区自然资源局 （2023-09-15 起）" in listed
    leading = Department.objects.create(district=cast.district, name="领导小组", kind="leading")
    group = words_of(browser_of(cast, "ORGANISE").get(f"/bodies/{leading.public_id}/"))
    assert "东柳村委会 粮食烘干车间：用地没有批下来（2023-09-15 起，等区自然资源局）" in group


def test_it_is_typed_on_the_page_said_anew_and_taken_away(cast: Cast) -> None:
    project = started(cast)
    browser = browser_of(cast, "OWN")

    wrong = browser.post(f"{page(project)}block/", {**LAND, "from_whom": "", "since": "2023-09-01"})
    assert (wrong.status_code, Project.objects.get().blocked_since) == (422, None)
    assert 'value="用地没有批下来"' in text_of(wrong)
    browser.post(f"{page(project)}block/", {**LAND, "since": "2023-09-01"})
    assert 'value="区自然资源局"' in text_of(browser.get(page(project)))
    assert browser_of(cast, "next_secretary").post(f"{page(project)}unblock/").status_code == 404
    assert browser.post(f"{page(project)}unblock/").status_code == 302

    assert Project.objects.get().blocked_since is None
