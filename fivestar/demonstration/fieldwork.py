"""The demonstration's fieldwork: a joint meeting held, one called, a study visit, a stay. Invented, marked 演示."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fivestar.demonstration.places import TOLD_VILLAGE
from fivestar.fieldwork import actions, queries
from fivestar.foundation.access import SYSTEM, Duty
from fivestar.foundation.clock import morning_of
from fivestar.responsibility.queries import post_by_public_id, post_over

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

BEFORE = timedelta(days=21)


def seed_fieldwork(district: Region, branches: Collection[Branch], today: date) -> str:
    """What was done, in words for whoever seeds."""
    told = next((one for one in branches if one.village.core == TOLD_VILLAGE[1]), None)
    if told is None:
        return "没有青塘村，不放联席会和调研"
    _meet(district, told, today)
    _visit(told, today)
    return "联席会 2 次，调研 1 次，蹲点 1 次"


def _meet(district: Region, told: Branch, today: date) -> None:
    day = today - BEFORE
    township = post_over(told.township.path, Duty.MANAGE)
    asked = actions.ask_decision(
        actor=SYSTEM, district=district, text="青塘村污水支管跨两个部门，请定由谁牵头（演示）", at=morning_of(day)
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
