"""What stories of fieldwork are told with: a joint meeting called and held, a decision given to a post, a visit."""

from datetime import date, datetime, timedelta
from typing import Any

from fivestar.fieldwork import actions
from fivestar.fieldwork.models import Decision, JointMeeting, Visit
from fivestar.foundation.access import Actor
from fivestar.responsibility.models import Department, Post
from fivestar.territory.models import Branch
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


def found(cast: Cast, *, who: str = "MANAGE", text: str = "支管没有接通", due_on: date = DUE) -> actions.Found:
    return actions.Found(text, post_of(cast, who), due_on)


def visited(
    cast: Cast,
    *,
    branch: Branch | None = None,
    actor: Actor | None = None,
    who: str = "LEAD",
    back: int = 0,
    days: int = 1,
    **other: Any,
) -> Visit:
    """A study that ended `back` days ago and took `days`; `households` makes it a stay."""
    last = TODAY - timedelta(days=back)
    problems = other.pop("found", [] if "households" in other or "found_nothing" in other else [found(cast)])
    told = actions.Told(
        kind="stay" if "households" in other else "study",
        post=post_of(cast, who),
        from_day=last - timedelta(days=days - 1),
        to_day=last,
        **other,
    )
    return actions.record_visit(
        actor=actor or cast.leader, branch=branch or cast.dongliu, told=told, found=problems, at=NOW
    )
