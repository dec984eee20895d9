"""What is open in this room: findings of work groups, and bodies that must meet again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from fivestar.foundation.access import Duty
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.responsibility import bodies
from fivestar.responsibility.actions import give_finding
from fivestar.responsibility.decisions import MEETING_IS_NEAR
from fivestar.responsibility.models import GroupFinding, Post, Seat
from fivestar.responsibility.open_items import Late, OpenItem, OpenItems, Over, late_rows

if TYPE_CHECKING:
    from fivestar.foundation.access import Actor

FINDING, MEETING = "group_finding", "body_meeting"


def _findings(post_ids: Collection[int], at: datetime) -> Sequence[OpenItem]:
    return [
        OpenItem(
            FINDING,
            one.public_id,
            one.owner_id,
            one.text,
            one.due_on,
            reverse("finding", args=[one.public_id]),
            blocks_others=True,
            place=one.branch.village.name,
            waits=_who_waits(one),
            since=legal_day(one.noted_at),
            path=one.branch.path,
        )
        for one in bodies.open_findings(post_ids)
    ]


def _who_waits(finding: GroupFinding) -> str:
    """The group that handed it over; the village where the group kept it to itself."""
    group = finding.dispatch.group
    return finding.branch.village.name if finding.owner.department_id == group.pk else group.name


def _hand_over_findings(*, actor: Actor, subject_ids: Sequence[str], to: Post, at: datetime) -> None:
    for finding in bodies.open_findings_by_id(subject_ids):
        give_finding(actor=actor, finding=finding, to=to, at=at)


def _meetings(post_ids: Collection[int], at: datetime) -> Sequence[OpenItem]:
    """A week before a body must meet again it is on the list of its head, until it has met; where it has none, or his
    post stands empty, on that of the organisation department: nothing is nobody's.
    """
    today = legal_day(at)
    heads = bodies.convened_by(post_ids, today)
    there = bodies.bodies_by_key(list(heads))
    meets = bodies.meets_of(there, today)
    return [
        OpenItem(
            MEETING,
            body.public_id,
            heads[body.pk],
            gettext("{body}该开会了").format(body=body.name),
            due,
            reverse("body", args=[body.public_id]),
            place=body.district.short_name,
            path=body.district.path,
        )
        for body in there
        if (due := meets[body.pk].due) is not None and due <= today + MEETING_IS_NEAR
    ]


def _late_findings(overs: Sequence[Over], _at: datetime) -> Sequence[Late]:
    return late_rows(FINDING, GroupFinding.objects.filter(settled_at=None), overs, path="branch__path")


def _late_meetings(overs: Sequence[Over], at: datetime) -> Sequence[Late]:
    """Heads of bodies and organisation departments are few: each is asked as on his own worklist."""
    heads = Q(seats__role=Seat.Role.HEAD) | Q(duty=Duty.ORGANISE)
    posts = {post.pk: post for post in Post.objects.filter(heads, _under(overs)).distinct()}
    return [
        Late(MEETING, item.subject_id, item.post_id, posts[item.post_id].title, item.due_on)
        for item in _meetings(list(posts), at)
        if item.due_on and any(over.takes(posts[item.post_id], item.due_on) for over in overs)
    ]


def _under(overs: Sequence[Over]) -> Q:
    found = Q(pk__in=())
    for over in overs:
        found |= Q(path__startswith=over.path) if over.department is None else Q(department=over.department)
    return found


OPEN_ITEMS = (
    OpenItems(FINDING, N_("工作组发现的问题"), _findings, _late_findings, _hand_over_findings),
    OpenItems(MEETING, N_("该开的会"), _meetings, _late_meetings, None),
)
