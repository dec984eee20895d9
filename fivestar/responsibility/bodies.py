"""Reads of bodies: the leading group, task forces and work groups; what stands still in them; when they meet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from fivestar.foundation.access import Actor, Duty, decide, visible
from fivestar.foundation.clock import legal_day
from fivestar.foundation.registers import Register
from fivestar.responsibility.decisions import next_meeting_due, surname_of
from fivestar.responsibility.models import (
    BodyMeeting,
    Department,
    Dispatch,
    GroupFinding,
    Holding,
    Post,
    Rhythm,
    Seat,
)
from fivestar.responsibility.open_items import OpenItem, open_on

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

BODIES = (Department.Kind.LEADING, Department.Kind.TASKFORCE, Department.Kind.WORKGROUP)
MEETINGS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Sitting:
    """A seat of a day. name: in full for whoever may read posts, else the surname; None: the post is empty."""

    seat: Seat
    name: str | None


@dataclass(frozen=True, slots=True)
class Meets:
    """How a body meets. due: by when it must meet again. planned: the next meeting that is called."""

    every_days: int | None
    source: str
    last_held: date | None
    due: date | None
    planned: date | None

    def is_missed(self, on: date) -> bool:
        return self.due is not None and self.due < on


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body in the list of a district."""

    body: Department
    head: Sitting | None
    members: int
    meets: Meets


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One line another room adds to a body's page; url "" where there is nothing to open."""

    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What another room knows of a body: its tasks, its shortfalls. title and lines in the reader's words.

    nothing: why there are no lines, where there are none.
    """

    title: str
    lines: Sequence[SectionLine]
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A village a work group was sent to, and what it found there. group: its key."""

    dispatch: Dispatch
    findings: tuple[GroupFinding, ...]
    group: int

    @property
    def open(self) -> tuple[GroupFinding, ...]:
        return tuple(one for one in self.findings if one.settled_at is None)

    @property
    def settled(self) -> int:
        return len(self.findings) - len(self.open)

    @property
    def handed_over(self) -> int:
        """Open ones that stay with a post outside the group."""
        return sum(one.owner.department_id != self.group for one in self.open)


Sections = Callable[[Actor, Department, datetime], Sequence[Section]]
body_sections: Register[Sections] = Register("responsibility.body_sections")
"""What upper rooms show on a body's page; in the order of the wiring."""


def bodies_of(actor: Actor, district: Region, on: date) -> list[BodyLine]:
    """The leading group, then task forces, then work groups; a constant number of queries."""
    bodies = [
        body
        for kind in BODIES
        for body in Department.objects.filter(district=district, kind__in=BODIES).order_by("order", "pk")
        if body.kind == kind
    ]
    sitting = sittings(actor, bodies, on)
    meets = meets_of(bodies, on)
    return [
        BodyLine(
            body,
            next((one for one in sitting[body.pk] if one.seat.role == Seat.Role.HEAD), None),
            len(sitting[body.pk]),
            meets[body.pk],
        )
        for body in bodies
    ]


def body_by_public_id(public_id: str) -> Department | None:
    return Department.objects.filter(public_id=public_id).select_related("district").first()


def sittings(actor: Actor, bodies: Collection[Department], on: date) -> Mapping[int, list[Sitting]]:
    """Body → its seats that day, the head first. Two queries; one more for whoever reads names."""
    seats = list(
        Seat.objects.filter(body__in=bodies, from_day__lte=on)
        .filter(Q(to_day__isnull=True) | Q(to_day__gte=on))
        .select_related("post__department", "post__district")
    )
    names = names_of(actor, {seat.post_id for seat in seats}, on)
    found: dict[int, list[Sitting]] = {body.pk: [] for body in bodies}
    roles = list(Seat.Role)
    for seat in sorted(seats, key=lambda one: (roles.index(Seat.Role(one.role)), one.pk)):
        found[seat.body_id].append(Sitting(seat, names.get(seat.post_id)))
    return found


def coming_seats(body: Department, on: date) -> list[Seat]:
    """Given already, with a later first day: they stand in the way of another head and can be taken back. One query."""
    return list(Seat.objects.filter(body=body, from_day__gt=on).select_related("post").order_by("from_day", "pk"))


def names_of(actor: Actor, post_ids: Collection[int], on: date) -> dict[int, str]:
    """Post → who holds it that day: the name for whoever may read the post, the surname for everybody else."""
    held = Holding.objects.filter(post__in=post_ids, from_day__lte=on).filter(
        Q(to_day__isnull=True) | Q(to_day__gte=on)
    )
    may_read = {
        holding.post_id
        for holding in held.select_related("post")
        if decide(actor, "responsibility.read_post", holding.post)
    }
    return {
        post_id: name if post_id in may_read else surname_of(name)
        for post_id, name in held.values_list("post", "person__name")
    }


def meets_of(bodies: Collection[Department], on: date) -> Mapping[int, Meets]:
    """Body → how it meets, as of a day. Three queries."""
    rhythms: dict[int, Rhythm] = {}
    for rhythm in Rhythm.objects.filter(body__in=bodies, from_day__lte=on).order_by("from_day", "pk"):
        rhythms[rhythm.body_id] = rhythm
    meetings = BodyMeeting.objects.filter(body__in=bodies)
    held = dict(meetings.filter(held_on__lte=on).values("body").annotate(day=Max("held_on")).values_list("body", "day"))
    called = meetings.filter(closed_at__isnull=True).order_by("-planned_on")
    planned = dict(called.values_list("body", "planned_on"))  # the nearest stays
    found = {}
    for body in bodies:
        there, last = rhythms.get(body.pk), held.get(body.pk)
        every = there.every_days if there else None
        due = next_meeting_due(every, there.from_day, last) if there else None
        found[body.pk] = Meets(every, there.source if there else "", last, due, planned.get(body.pk))
    return found


def meetings_of(body: Department) -> QuerySet[BodyMeeting]:
    """The newest first."""
    return BodyMeeting.objects.filter(body=body).order_by("-planned_on", "-pk")


def stuck_in(body: Department, sitting: Iterable[Sitting], at: datetime) -> list[OpenItem]:
    """What is overdue or keeps others waiting, in the posts that sit in the body for its own sake.

    A township secretary who sits there too is stuck elsewhere: only posts of the body itself count, and its head's.
    """
    own = {
        one.seat.post_id
        for one in sitting
        if one.seat.post.department_id == body.pk or one.seat.role in (Seat.Role.HEAD, Seat.Role.OFFICE)
    }
    today = legal_day(at)
    return [item for item in open_on(own, at) if item.blocks_others or item.is_overdue(today)]


def star_posts_of(body: Department) -> list[Post]:
    """Posts by which a task force looks after its stars. One query."""
    return list(Post.objects.filter(department=body, duty=Duty.TASKFORCE, valid_to__isnull=True).order_by("pk"))


def stars_of(body: Department) -> tuple[str, ...] | None:
    """The stars a task force looks after; None: all of them. One query."""
    limited = [post.stars for post in star_posts_of(body)]
    if body.kind != Department.Kind.TASKFORCE or None in limited:
        return None
    return tuple(dict.fromkeys(star for stars in limited for star in stars or ()))


def dispatches_of(body: Department) -> QuerySet[Dispatch]:
    """Where the group is and was, the newest first."""
    return body.dispatches.select_related("branch__village", "branch__township").order_by("-from_day", "-pk")


def sent_by(actor: Actor, group: Department) -> list[Sent]:
    """Where the group is and was, with what it found there, for whoever may read that. Two queries."""
    seen = visible(actor, "responsibility.read_finding", GroupFinding.objects.filter(dispatch__group=group))
    found: dict[int, list[GroupFinding]] = {}
    for one in seen.select_related("owner").order_by("due_on", "pk"):
        found.setdefault(one.dispatch_id, []).append(one)
    return [Sent(one, tuple(found.get(one.pk, ())), group.pk) for one in dispatches_of(group)]


def dispatches_to(branch: Branch, on: date) -> QuerySet[Dispatch]:
    there = Dispatch.objects.filter(branch=branch, from_day__lte=on).filter(Q(to_day__isnull=True) | Q(to_day__gte=on))
    return there.select_related("group")


def dispatch_by_public_id(public_id: str) -> Dispatch | None:
    return (
        Dispatch.objects.filter(public_id=public_id)
        .select_related("group__district", "branch__village", "branch__district")
        .first()
    )


def findings_for(actor: Actor, dispatch: Dispatch, *, settled: bool) -> QuerySet[GroupFinding]:
    """What the group found there, for whoever may read it: open ones by their day, settled ones the newest first."""
    findings = visible(actor, "responsibility.read_finding", GroupFinding.objects.filter(dispatch=dispatch))
    rows = findings.filter(settled_at__isnull=not settled).select_related("owner")
    return rows.order_by("-settled_at", "-pk") if settled else rows.order_by("due_on", "pk")


def seated_now(body: Department) -> dict[int, str]:
    """Posts that sit in a body without an end: key → public id. One query."""
    return dict(Seat.objects.filter(body=body, to_day__isnull=True).values_list("post", "post__public_id"))


def finding_for(actor: Actor, public_id: str) -> GroupFinding | None:
    findings = visible(actor, "responsibility.read_finding", GroupFinding.objects.filter(public_id=public_id))
    return findings.select_related("owner", "dispatch__group__district", "branch__village").first()


def open_findings(post_ids: Collection[int]) -> QuerySet[GroupFinding]:
    there = GroupFinding.objects.filter(owner__in=post_ids, settled_at__isnull=True)
    return there.select_related("branch__village", "dispatch__group", "owner").order_by("due_on", "pk")


def convened_by(post_ids: Collection[int], on: date) -> dict[int, int]:
    """Body → the post, of these, that must see to it that it meets: its head's, and while nobody heads it the first
    post of the district's organisation department. Two queries.
    """
    held = Holding.objects.filter(post=OuterRef("post"), from_day__lte=on).exclude(to_day__lt=on)
    seats = Seat.objects.filter(role=Seat.Role.HEAD, from_day__lte=on).exclude(to_day__lt=on)
    headed = seats.filter(Exists(held))
    found = dict(headed.filter(post__in=post_ids).values_list("body", "post"))
    offices = Holding.objects.filter(
        post__duty=Duty.ORGANISE, post__path=OuterRef("district__path"), from_day__lte=on
    ).exclude(to_day__lt=on)
    first = offices.order_by("post").values("post")[:1]
    orphans = Department.objects.filter(kind__in=BODIES, rhythms__isnull=False).exclude(pk__in=headed.values("body"))
    offered = orphans.annotate(office=Subquery(first)).values_list("pk", "office")
    return found | {body: post for body, post in offered if post in post_ids}


def bodies_by_key(keys: Collection[int]) -> list[Department]:
    return list(Department.objects.filter(pk__in=keys).select_related("district").order_by("pk"))


def open_findings_by_id(public_ids: Collection[str]) -> QuerySet[GroupFinding]:
    return GroupFinding.objects.filter(public_id__in=public_ids, settled_at__isnull=True).order_by("pk")
