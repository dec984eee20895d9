"""The demonstration's fieldwork: a joint meeting held, one called, visits, observation tours. Invented, marked 演示."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from random import Random
from typing import TYPE_CHECKING

from fivestar.demonstration.places import TOLD_VILLAGE
from fivestar.demonstration.plan import SEED
from fivestar.demonstration.touring import seed_tours
from fivestar.fieldwork import actions, queries
from fivestar.foundation.access import SYSTEM, Duty
from fivestar.foundation.clock import morning_of
from fivestar.responsibility.queries import actor_as, holder_of, post_by_public_id, post_over
from fivestar.territory.queries import townships_of

if TYPE_CHECKING:
    from fivestar.responsibility.models import Post
    from fivestar.territory.models import Branch, Region

BEFORE = timedelta(days=21)
SEEN_LATELY, SEEN_LONG_AGO = (0, 2), 4
"""Which of each seven villages of a township were visited this summer, which in spring; the others have no record."""
LATELY, LONG_AGO = (8, 80), (95, 170)
"""So many days back."""
FOUND_SOMETHING, SETTLED_AFTER = 5, 30
PROBLEMS = (
    "村口排水沟没有疏通（演示）",
    "活动室屋顶漏雨（演示）",
    "两户低保申请没有回音（演示）",
    "路灯三盏不亮（演示）",
)
SETTLED = "已办好，回访过（演示）"


def seed_fieldwork(district: Region, branches: Collection[Branch], today: date) -> str:
    """What was done, in words for whoever seeds."""
    told = next((one for one in branches if one.village.core == TOLD_VILLAGE[1]), None)
    if told is None:
        return "没有青塘村，不放联席会和调研"
    _meet(district, told, today)
    _visit(told, today)
    others = _visit_others([one for one in branches if one != told], today)
    tours = seed_tours(district, list(townships_of(district)), today)
    return f"联席会 2 次，调研蹲点 {2 + others} 次，观摩 {tours} 次"


def _meet(district: Region, told: Branch, today: date) -> None:
    day = today - BEFORE
    township = post_over(told.township.path, Duty.MANAGE)
    secretary = holder_of(township, day)
    assert secretary is not None  # the told village has its chain of five
    asked = actions.ask_decision(
        actor=actor_as(secretary, day),
        district=district,
        text="青塘村污水支管跨两个部门，请定由谁牵头（演示）",
        at=morning_of(day),
    )
    meeting = actions.call_joint_meeting(
        actor=SYSTEM, district=district, planned_on=day, topic="八月专班联席会（演示）", at=morning_of(day)
    )
    forces = queries.task_forces(SYSTEM, district, day)
    actions.hold_joint_meeting(
        actor=SYSTEM,
        meeting=meeting,
        held_on=day,
        present=[body.public_id for body in forces[:-1]],
        at=morning_of(day),
    )
    for text, due, answers in (
        ("青塘村污水支管由镇里牵头接通（演示）", today + timedelta(days=20), asked),
        ("把未公开的季度财务明细补齐（演示）", today - timedelta(days=4), None),
    ):
        actions.decide_duty(
            actor=SYSTEM, meeting=meeting, text=text, owner=township, due_on=due, answers=answers, at=morning_of(day)
        )
    actions.call_joint_meeting(
        actor=SYSTEM,
        district=district,
        planned_on=today + timedelta(days=6),
        topic="九月专班联席会（演示）",
        at=morning_of(today),
    )


def _visit(told: Branch, today: date) -> None:
    day = today - timedelta(days=9)
    posts = queries.posts_to_visit_for(SYSTEM, told, today)
    leader = post_by_public_id(next(post.public_id for post in posts if post.duty is Duty.LEAD))
    guide = post_by_public_id(next(post.public_id for post in posts if post.duty is Duty.SUPPORT))
    assert leader is not None  # the told village has its chain of five
    assert guide is not None
    study = actions.Told(kind="study", post=leader, from_day=day, to_day=day)
    problem = actions.Found(
        "烘干车间用电增容没有批下来（演示）", post_over(told.township.path, Duty.MANAGE), today + timedelta(days=12)
    )
    actions.record_visit(actor=SYSTEM, branch=told, told=study, found=[problem], at=morning_of(day))
    stay = actions.Told(
        kind="stay",
        post=guide,
        from_day=today - timedelta(days=5),
        to_day=today - timedelta(days=3),
        households=18,
        solved="帮三户办好了农机补贴（演示）",
    )
    actions.record_visit(actor=SYSTEM, branch=told, told=stay, at=morning_of(today - timedelta(days=3)))


def _visit_others(branches: Sequence[Branch], today: date) -> int:
    """Some villages were visited this summer, some in spring, most by nobody; one again and again."""
    lot = Random(SEED)  # noqa: S311 -- the same visits on every machine
    count = 0
    for township, there in groupby(branches, key=lambda one: one.township):
        leader, contact, secretary = (post_over(township.path, duty) for duty in (Duty.LEAD, Duty.GUIDE, Duty.MANAGE))
        for number, branch in enumerate(there):
            if number % 7 in SEEN_LATELY or number % 7 == SEEN_LONG_AGO:
                back = lot.randint(*(LONG_AGO if number % 7 == SEEN_LONG_AGO else LATELY))
                _study(branch, (leader, contact)[number % 2], secretary, today, back)
                count += 1
    crowded = branches[len(branches) // 2]
    for back, post in zip(range(2, 26, 6), _those_over(crowded, today), strict=False):
        told = actions.Told(
            kind="study",
            post=post,
            from_day=today - timedelta(days=back),
            to_day=today - timedelta(days=back),
            found_nothing=True,
        )
        actions.record_visit(actor=SYSTEM, branch=crowded, told=told, at=morning_of(told.to_day))
        count += 1
    return count


def _study(branch: Branch, post: Post, secretary: Post, today: date, back: int) -> None:
    """Every fifth ended in a problem, which the township has settled where it was long ago or near the told village."""
    day = today - timedelta(days=back)
    has_found = back % FOUND_SOMETHING == 0
    told = actions.Told(kind="study", post=post, from_day=day, to_day=day, found_nothing=not has_found)
    found = [actions.Found(PROBLEMS[back % len(PROBLEMS)], secretary, day + timedelta(days=45))] if has_found else []
    visit = actions.record_visit(actor=SYSTEM, branch=branch, told=told, found=found, at=morning_of(day))
    if back > SETTLED_AFTER or branch.township.name == TOLD_VILLAGE[0]:
        for problem in visit.problems.all():
            actions.settle_problem(
                actor=SYSTEM, problem=problem, result=SETTLED, at=morning_of(day + timedelta(days=min(back, 20)))
            )


def _those_over(branch: Branch, today: date) -> Iterator[Post]:
    for post in queries.posts_to_visit_for(SYSTEM, branch, today):
        found = post_by_public_id(post.public_id)
        assert found is not None  # just read
        yield found
