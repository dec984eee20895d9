"""Reads of fieldwork, each saying for whom."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from fivestar.fieldwork.access import OF_TOWNSHIPS
from fivestar.fieldwork.models import (
    Decision,
    JointMeeting,
    Judge,
    Problem,
    Request,
    Score,
    Stop,
    Tour,
    Visit,
)
from fivestar.foundation.access import Actor, Duty, decide, visible
from fivestar.responsibility.bodies import bodies_of
from fivestar.responsibility.queries import InCharge, duty_holders, owner_choices, posts_held_by

if TYPE_CHECKING:
    from fivestar.responsibility.models import Department
    from fivestar.territory.models import Branch, Region

OWNERS = (
    Duty.TASKFORCE,
    Duty.MANAGE,
    Duty.SUPPLY,
    Duty.ORGANISE,
    Duty.LEAD,
    Duty.GUIDE,
    Duty.WORKGROUP,
    Duty.CLERK,
    Duty.MEMBER,
)
"""What a joint meeting decides is given to offices of the district and of townships; they carry it on."""


def meetings_in(actor: Actor, district: Region) -> QuerySet[JointMeeting]:
    """The newest first."""
    there = JointMeeting.objects.filter(district=district).defer("pack")
    return visible(actor, "fieldwork.read_meeting", there).order_by("-planned_on", "-pk")


def meeting_for(actor: Actor, district: Region, public_id: str) -> JointMeeting:
    """404 where there is none or it is not his to see."""
    there = visible(actor, "fieldwork.read_meeting", JointMeeting.objects.filter(district=district))
    return get_object_or_404(there.select_related("district"), public_id=public_id)


def keeps_records(actor: Actor, meeting: JointMeeting) -> bool:
    return bool(decide(actor, "fieldwork.carry", meeting))


def task_forces(actor: Actor, district: Region, on: date) -> list[Department]:
    """In the order of the list of bodies."""
    bodies = [line.body for line in bodies_of(actor, district, on)]
    return [body for body in bodies if body.kind == body.Kind.TASKFORCE]


def waiting_requests(district: Region) -> QuerySet[Request]:
    """Neither answered nor declined, in the order in which they were asked."""
    return Request.objects.filter(district=district, declined_at=None, decision=None).order_by("asked_at", "pk")


def request_in(district: Region, public_id: str) -> Request:
    return get_object_or_404(waiting_requests(district), public_id=public_id)


def requests_of(actor: Actor, district: Region) -> QuerySet[Request]:
    """What this actor asked, or somebody else in the name of his township, the newest first, with what became of it."""
    townships = [grant.path for grant in actor.posts if grant.duty in OF_TOWNSHIPS]
    mine = Q(asked_by=actor.person_ref) | Q(path__in=townships)
    asked = Request.objects.filter(mine, district=district)
    return asked.select_related("decision").order_by("-asked_at", "-pk")


def decisions_in(actor: Actor, district: Region) -> QuerySet[Decision]:
    """Open ones of all meetings, what is due first comes first."""
    rows = Decision.objects.filter(meeting__district=district, closed_at=None)
    return visible(actor, "fieldwork.read_decision", rows).select_related("owner", "meeting").order_by("due_on", "pk")


def decision_for(actor: Actor, district: Region, public_id: str) -> Decision:
    rows = visible(actor, "fieldwork.read_decision", Decision.objects.filter(meeting__district=district))
    return get_object_or_404(rows.select_related("owner", "meeting__district", "answers"), public_id=public_id)


def may_close(actor: Actor, decision: Decision, on: date) -> bool:
    """Not closed yet, and his to close: his own post's, or he keeps the record."""
    if decision.closed_at is not None or not decide(actor, "fieldwork.close", decision):
        return False
    return keeps_records(actor, decision.meeting) or decision.owner_id in {one.pk for one in posts_held_by(actor, on)}


def owners_in(district: Region, on: date) -> list[tuple[Duty, list[InCharge]]]:
    """Held posts a decision may be given to, by duty. One query."""
    holders = duty_holders(district, OWNERS, on)
    found = [(duty, [post for holder in holders[duty] for post in holder.posts]) for duty in OWNERS]
    there = [
        (duty, [post for post in posts if not post.is_vacant and post.path.startswith(district.path)])
        for duty, posts in found
    ]
    return [(duty, posts) for duty, posts in there if posts]


def posts_to_visit_for(actor: Actor, branch: Branch, on: date) -> list[InCharge]:
    """In whose name this actor may record a visit: his own posts; the office also for the district's and township's."""
    own = {post.public_id for post in posts_held_by(actor, on)}
    posts = [post for post in owner_choices(branch.path, on) if post.duty is not Duty.OWN]
    is_office = any(grant.duty is Duty.ORGANISE for grant in actor.posts) or actor.is_system
    return [post for post in posts if is_office or post.public_id in own]


def visits_in(actor: Actor, district: Region) -> QuerySet[Visit]:
    """The newest first, of the villages this actor's posts reach."""
    rows = visible(actor, "fieldwork.read_visit", Visit.objects.filter(branch__district=district))
    return _with_open_problems(rows)


def visits_of(actor: Actor, branch: Branch) -> QuerySet[Visit]:
    return _with_open_problems(visible(actor, "fieldwork.read_visit", Visit.objects.filter(branch=branch)))


def _with_open_problems(rows: QuerySet[Visit]) -> QuerySet[Visit]:
    """Problems are looked up for the visits of a page only, as `unsettled`."""
    unsettled = Prefetch("problems", Problem.objects.filter(settled_at=None), to_attr="unsettled")
    joined = rows.select_related("branch__village", "branch__township", "post").prefetch_related(unsettled)
    return joined.order_by("-to_day", "-pk")


def visit_for(actor: Actor, branch: Branch, public_id: str) -> Visit:
    rows = visible(actor, "fieldwork.read_visit", Visit.objects.filter(branch=branch))
    return get_object_or_404(rows.select_related("branch__district", "branch__village", "post"), public_id=public_id)


def problem_in(visit: Visit, public_id: str) -> Problem:
    return get_object_or_404(visit.problems.select_related("owner"), public_id=public_id)


def own_posts(actor: Actor, on: date) -> set[int]:
    return {post.pk for post in posts_held_by(actor, on)}


def may_settle(actor: Actor, problem: Problem, own: Collection[int]) -> bool:
    """Not settled yet, and his to settle: his own post's, or he noted it himself. own: `own_posts`."""
    return problem.settled_at is None and (problem.owner_id in own or problem.noted_by == actor.person_ref)


def tours_in(actor: Actor, district: Region) -> QuerySet[Tour]:
    """The newest first; everybody's, as far as their routes go."""
    rows = visible(actor, "fieldwork.read_route", Tour.objects.filter(district=district))
    return rows.defer("frame").order_by("-committed_at", "-pk")


def tour_for(actor: Actor, district: Region, public_id: str) -> Tour:
    rows = visible(actor, "fieldwork.read_route", Tour.objects.filter(district=district))
    return get_object_or_404(rows.select_related("district"), public_id=public_id)


def stops_of(tour: Tour) -> list[Stop]:
    """In the order of the route."""
    return list(tour.stops.select_related("branch__village", "branch__township", "tour__district").order_by("position"))


def own_scores(judge: Judge) -> dict[int, Score]:
    """Stop → what this judge gave it, as it stands."""
    return {score.stop_id: score for score in judge.scores.filter(superseded_at=None)}
