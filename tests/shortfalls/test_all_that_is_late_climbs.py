"""What is late climbs alike whatever it is, by one reckoning: one line, one list, and never twice or downwards."""

from datetime import date, timedelta

import pytest

from fivestar.desk.today import today_for
from fivestar.fieldwork.models import Problem
from fivestar.foundation.access import SYSTEM
from fivestar.responsibility import actions
from fivestar.responsibility.models import Department, GroupFinding, Post
from fivestar.responsibility.open_items import Late, Over, late_under, open_items, open_on
from fivestar.shortfalls.climbing import climbed_to
from fivestar.shortfalls.models import Shortfall
from fivestar.shortfalls.today import late_ones
from tests.cast import NOW, SINCE, TODAY, Cast
from tests.factories import small_standards
from tests.fieldwork.stories import decided, found, held, visited
from tests.pages import browser_of, queries_of, words_of
from tests.projects.stories import building
from tests.responsibility.stories import sent, work_group
from tests.shortfalls.stories import have_income, lack_income, of, post_of, taken_up

pytestmark = pytest.mark.django_db
LONG_AGO = NOW - timedelta(days=40)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture(autouse=True)
def everything_late(cast: Cast) -> None:
    """One of every kind: a rectification, a finding, a decision, a problem, a project, a body that did not meet."""
    small_standards(cast)
    taken_up(cast, lack_income(cast))
    Shortfall.objects.filter(owner__isnull=False).update(due_on=days_ago(3))
    group = work_group(cast)
    actions.note_finding(actor=cast.organiser, dispatch=sent(cast, group), text="账目没有公开", due_on=TODAY, at=NOW)
    GroupFinding.objects.update(due_on=days_ago(4))
    meeting = held(cast, day=days_ago(40), at=LONG_AGO)
    decided(cast, meeting, at=LONG_AGO, due_on=days_ago(8))
    visited(cast, back=30, found=[found(cast, who="SUPPLY")])
    Problem.objects.update(due_on=days_ago(20))
    building(cast)
    actions.set_rhythm(actor=SYSTEM, body=group, every_days=20, from_day=SINCE, source="方案", at=NOW)


def kinds(late: list[Late]) -> list[str]:
    return sorted(one.kind for one in late)


def test_what_is_told_in_few_words_is_exactly_what_the_register_calls_overdue(cast: Cast) -> None:
    posts = set(Post.objects.values_list("pk", flat=True))

    told = {(one.key, one.post_id, one.due_on) for one in late_under([Over(days_ago(1), cast.district.path)], NOW)}
    there = {
        (one.key, one.post_id, one.due_on)
        for one in open_on(posts, NOW)
        if one.is_overdue(TODAY) and not one.is_with_others
    }

    assert told == there
    # No rule names a day by which an objection must be answered.
    assert {key[0] for key, *_ in told} == {source.kind for source in open_items} - {"notices.objection"}


@pytest.mark.parametrize(
    ("who", "climbed"),
    [
        ("OWN", []),
        ("SUPPLY", []),
        ("CLERK", ["group_finding", "projects", "shortfalls", "visit_problems"]),
        ("MANAGE", ["group_finding", "projects", "shortfalls", "visit_problems"]),
        ("LEAD", ["joint_decisions", "projects", "visit_problems"]),
        ("GUIDE", ["joint_decisions", "projects", "visit_problems"]),
        ("ORGANISE", ["body_meeting", "projects", "visit_problems"]),
        ("next_clerk", []),
    ],
)
def test_each_kind_climbs_by_its_days_to_those_above_its_owner(cast: Cast, who: str, climbed: list[str]) -> None:
    assert kinds(climbed_to(cast.actors[who], NOW)) == climbed


def test_it_is_one_line_that_names_kinds_and_the_oldest_day(cast: Cast) -> None:
    (line,) = late_ones(cast.manager, NOW)

    assert (line.title, line.why, line.url) == (
        "下面有 4 件事过了时限还没办完",
        "工作组发现的问题 1、短板整改 1、项目 1、调研蹲点发现的问题 1",
        "/overdue/",
    )
    assert line.due_on == min(one.due_on for one in climbed_to(cast.manager, NOW))
    assert [item.title for item in today_for(cast.manager, NOW).items].count(line.title) == 1


def test_the_list_shows_his_own_and_what_climbed_and_narrows_to_a_kind(cast: Cast) -> None:
    browser = browser_of(cast, "MANAGE")

    page, narrowed = words_of(browser.get("/overdue/")), words_of(browser.get("/overdue/?kind=projects"))

    own, below = page.split("下面报到您这里的 4")
    assert "您自己岗位上的 1" in own
    assert "把东柳村的管网接通 联席会决定" in own
    assert "支管没有接通 调研蹲点发现的问题 · 东柳村委会 · 区农业农村局数据员" in below
    assert ["支管没有接通" in narrowed, "粮食烘干车间" in narrowed] == [False, True]


def test_who_has_nothing_late_is_told_so_and_a_stranger_signs_in(cast: Cast) -> None:
    assert words_of(browser_of(cast, "next_clerk").get("/overdue/")).endswith("没有过了时限的事")
    answer = browser_of(cast, "").get("/overdue/")
    assert (answer.status_code, answer["Location"].endswith("next=%2Foverdue%2F")) == (302, True)


def test_what_is_done_goes_from_the_list(cast: Cast) -> None:
    Problem.objects.update(settled_at=NOW, result="接通了", settled_by="x")
    have_income(cast)

    assert kinds(climbed_to(cast.manager, NOW)) == ["group_finding", "projects"]


def test_a_department_is_told_its_own(cast: Cast) -> None:
    agriculture = Department.objects.get(name="区农业农村局")

    assert kinds(late_under([Over(days_ago(1), department=agriculture.pk)], NOW)) == ["visit_problems"]


def test_three_late_things_cost_what_one_costs(cast: Cast) -> None:
    manager = browser_of(cast, "MANAGE")
    costs = [queries_of(manager, address) for address in ("/overdue/", "/today/")]
    for branch in (cast.xiliu, cast.shiqiao):
        taken_up(cast, lack_income(cast, branch), actor=cast.organiser, owner=post_of(cast, "CLERK"))
        taken_up(cast, of(branch, "T4"), actor=cast.organiser, owner=post_of(cast, "LEAD"))
        visited(cast, branch=branch, back=30, found=[found(cast, who="SUPPLY")])
    Shortfall.objects.filter(owner__isnull=False).update(due_on=days_ago(3))
    Problem.objects.update(due_on=days_ago(20))

    assert len(climbed_to(cast.manager, NOW)) == 8  # what the leader owns is not the township's to chase
    assert [queries_of(manager, address) for address in ("/overdue/", "/today/")] == costs
