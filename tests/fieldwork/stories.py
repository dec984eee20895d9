"""What stories of fieldwork are told with: a joint meeting called and held, a decision given to a post."""

from datetime import date, datetime, timedelta
from typing import Any

from fivestar.fieldwork import actions
from fivestar.fieldwork.models import Decision, JointMeeting
from fivestar.responsibility.models import Department, Post
from tests.cast import NOW, TODAY, Cast

DUE = TODAY + timedelta(days=20)


def post_of(cast: Cast, who: str) -> Post:
    return Post.objects.get(holdings__person=cast.persons[who])


def force(cast: Cast) -> Department:
    return Department.objects.get(district=cast.district, kind="taskforce")


def called(cast: Cast, *, day: date = TODAY, at: datetime = NOW) -> JointMeeting:
    return actions.call_joint_meeting(
        actor=cast.organiser, district=cast.district, planned_on=day, topic="九月推进会", at=at
    )


def held(cast: Cast, *, day: date = TODAY, at: datetime = NOW) -> JointMeeting:
    return actions.hold_joint_meeting(
        actor=cast.organiser,
        meeting=called(cast, day=day, at=at),
        held_on=day,
        present=[force(cast).public_id],
        at=at,
    )


def decided(cast: Cast, meeting: JointMeeting, *, who: str = "MANAGE", due_on: date = DUE, **other: Any) -> Decision:
    given = {"text": "把东柳村的管网接通", "at": NOW, **other}
    return actions.decide_duty(actor=cast.organiser, meeting=meeting, owner=post_of(cast, who), due_on=due_on, **given)
