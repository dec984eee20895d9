"""The demonstration's leading group, task forces and work groups: invented, marked 演示, made by ordinary acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fivestar.demonstration.people import TASK_FORCES, WORK_GROUPS, Staff
from fivestar.demonstration.plan import BranchPlan
from fivestar.foundation.access import SYSTEM, Duty
from fivestar.foundation.clock import morning_of
from fivestar.responsibility import actions, bodies, queries

if TYPE_CHECKING:
    from fivestar.engine import Rulebook
    from fivestar.responsibility.models import Department, Post
    from fivestar.territory.models import Branch, Region

LEADING_GROUP = "五星支部创建领导小组"
_SOURCE = "创建工作方案(演示)"
_LEADERS = (
    "区委书记",
    "区长",
    "区委副书记",
    "区委常委、组织部部长",
    "副区长(农业农村)",
    "副区长(生态环境)",
    "区委常委、政法委书记",
    "区委常委、宣传部部长",
    "副区长(城市建设)",
    "区委常委、纪委书记",
)
_HEADS = dict(zip((name for name, _ in TASK_FORCES), _LEADERS[2:], strict=True))
_MEMBERS_A_FORCE = 4
_LATE = "生态宜居工作专班"  # has not met when it should have
_FINDINGS = (
    ("村部没有公开本季度财务明细", -6),
    ("两户低收入户还没有结对帮扶", 12),
    ("村内污水支管有三处没有接通", 25),
)


def set_up_bodies(staff: Staff, rulebooks: Mapping[str, Rulebook]) -> None:
    """The bodies, their heads and members, and how often they meet."""
    leading = staff.department(LEADING_GROUP, "leading", 90, task="统一领导全区五星支部创建")
    seats = {title: _leader(staff, title) for title in _LEADERS}
    for title, role in zip(_LEADERS, ("head", *["deputy"] * 3, *["member"] * len(_LEADERS)), strict=False):
        _sit(leading, seats[title], role, staff)
    _rhythm(leading, 90, staff)
    there = {one.name: one for one in queries.departments_of(staff.district)}
    for name, stars in TASK_FORCES:
        force = there[name]
        _sit(force, seats[_HEADS[name]], "head", staff)
        _sit(force, queries.post_of_department(force, Duty.TASKFORCE), "office", staff)
        for department in _leading_departments(rulebooks, stars)[:_MEMBERS_A_FORCE]:
            _sit(force, queries.post_of_department(there[department], Duty.SUPPLY), "member", staff)
        _rhythm(force, 30, staff)
    for name in WORK_GROUPS:
        group = there[name]
        for role, title in (("head", "组长"), ("member", "成员")):
            person = {"duty": Duty.WORKGROUP, "title": f"{name}{title}", "department": group}
            staff.somebody(staff.district, person, short=title)
            _sit(group, queries.post_titled(staff.district, f"{name}{title}"), role, staff)


def _leader(staff: Staff, title: str) -> Post:
    staff.somebody(staff.district, {"duty": Duty.MEMBER, "title": title}, short="领导")
    return queries.post_titled(staff.district, title)


def _sit(body: Department, post: Post, role: str, staff: Staff) -> None:
    actions.give_seat(actor=SYSTEM, body=body, post=post, role=role, from_day=staff.since, at=staff.at)


def _rhythm(body: Department, days: int, staff: Staff) -> None:
    actions.set_rhythm(actor=SYSTEM, body=body, every_days=days, from_day=staff.since, source=_SOURCE, at=staff.at)


def _leading_departments(rulebooks: Mapping[str, Rulebook], stars: Sequence[str] | None) -> list[str]:
    """Of the tasks of these stars, in the order of the standards."""
    return list(
        dict.fromkeys(
            criterion.lead_dept
            for rulebook in rulebooks.values()
            for star in rulebook.stars
            if stars is None or star.id in stars
            for criterion in star.criteria
        )
    )


def live_in_bodies(district: Region, plans: Sequence[BranchPlan], branches: Mapping[str, Branch], today: date) -> None:
    """Meetings as they were held, groups in their villages, what they found; some posts have just fallen empty."""
    for line in bodies.bodies_of(SYSTEM, district, today):
        if line.body.kind != line.body.Kind.WORKGROUP:
            _meet(line.body, line.meets.every_days or 30, today)
    aiming = [branches[plan.place.code] for plan in plans if plan.told or plan.target == 5]
    groups = [line.body for line in bodies.bodies_of(SYSTEM, district, today) if line.body.kind == "workgroup"]
    for number, (group, branch) in enumerate(zip(groups, aiming, strict=False)):
        _be_sent(group, branch, today, leaves=number == len(groups) - 1)
    _fall_empty(plans, branches, today)


def _meet(body: Department, every: int, today: date) -> None:
    last = today - timedelta(days=every + 9 if body.name == _LATE else 11)
    for back in (every, 0):
        day = last - timedelta(days=back)
        if day.year == today.year:
            meeting = actions.call_meeting(
                actor=SYSTEM, body=body, planned_on=day, topic="创建工作推进会(演示)", at=morning_of(day)
            )
            actions.hold_meeting(
                actor=SYSTEM, meeting=meeting, held_on=day, outcome="按任务分解逐项过堂(演示)", at=morning_of(day)
            )
    if body.name != _LATE:
        planned = today + timedelta(days=every - 13)
        actions.call_meeting(
            actor=SYSTEM, body=body, planned_on=planned, topic="下一次推进会(演示)", at=morning_of(today)
        )


def _be_sent(group: Department, branch: Branch, today: date, *, leaves: bool) -> None:
    day = today - timedelta(days=40)
    dispatch = actions.send_group(actor=SYSTEM, group=group, branch=branch, from_day=day, at=morning_of(day))
    noted = [
        actions.note_finding(
            actor=SYSTEM,
            dispatch=dispatch,
            text=f"{text}(演示)",
            due_on=today + timedelta(days=due),
            at=morning_of(day),
        )
        for text, due in _FINDINGS
    ]
    if leaves:
        secretary = queries.post_over(branch.path, Duty.OWN)
        owners = {finding.public_id: secretary for finding in noted}
        actions.recall_group(actor=SYSTEM, dispatch=dispatch, to_day=today, owners=owners, at=morning_of(today))


def _fall_empty(plans: Sequence[BranchPlan], branches: Mapping[str, Branch], today: date) -> None:
    """Three secretaries and one contact of the organisation department have left; nobody has followed yet."""
    day = today - timedelta(days=12)
    quiet = [branches[plan.place.code] for plan in plans if plan.target is None and not plan.told]
    paths = [(branch.path, Duty.OWN) for branch in quiet[-3:]]
    paths.append((branches[plans[-1].place.code].township.path, Duty.GUIDE))
    for path, duty in paths:
        post = queries.post_over(path, duty)
        for holding in post.holdings.filter(to_day__isnull=True):
            actions.end_holding(actor=SYSTEM, holding=holding, to_day=day, at=morning_of(today))
