"""A meeting is recorded, or withdrawn with a reason; either counts at once."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.facts.actions import UnableToState
from fivestar.facts.counting import recount
from fivestar.foundation import audit
from fivestar.foundation.access import Actor, Duty, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.meetings.actions.errors import UnableToRecord, UnableToWithdraw
from fivestar.meetings.judging import Told, faults_of
from fivestar.meetings.kinds import Kind, facts_of
from fivestar.meetings.models import Meeting
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Branch

MAX_REASON = 200
_AS = (Duty.OWN, Duty.HELPER, Duty.CLERK, Duty.ORGANISE)  # the nearest to the branch is the one he acts by


@transaction.atomic
def record_meeting(
    *,
    actor: Actor,
    branch: Branch,
    kind: Kind,
    held_on: date,
    due: int,
    present: int,
    topic: str,
    at: datetime,
    group: int = 0,
) -> Meeting:
    """Keeps a meeting and counts it, in one transaction. The same again is the one on record: nothing changes.

    group: number of the Party group, for a kind whose groups meet by themselves.
    Raises UnableToRecord, also where another meeting of the kind is on record for that day.
    """
    require(actor, "meetings.record", branch)
    told = Told(kind, held_on, due, present, tidy(topic), group if kind.by_group else 0)
    for fault in faults_of(told, category=branch.category, today=legal_day(at)):
        raise UnableToRecord(fault.message_id, column=fault.column, **fault.values)
    territory.lock_branches([branch.pk])  # whoever records for the same branch waits, so that both are counted
    standing = Meeting.objects.filter(
        branch=branch, kind=kind.id, group=told.group, held_on=held_on, withdrawn_at=None
    ).first()
    if standing is not None:
        if (standing.due, standing.present, standing.topic) == (due, present, told.topic):
            return standing
        raise UnableToRecord(
            N_("{day} 的“{kind}”已经记过；记错了请先撤回那一次"),
            day=held_on.isoformat(),
            kind=kind.label,
            column="held_on",
        )
    made = Meeting.objects.create(
        branch=branch,
        kind=kind.id,
        group=told.group,
        held_on=held_on,
        due=due,
        present=present,
        topic=told.topic,
        recorded_by=actor.person_ref,
        recorded_as=recorded_as(actor, branch.path),
        recorded_at=at,
    )
    audit.record(
        actor=actor,
        act="meetings.record",
        subject=made,
        changes={"kind": kind.id, "group": told.group, "held_on": held_on, "due": due, "present": present},
        at=at,
    )
    try:
        recount(actor=actor, branch_ids=[branch.pk], years=[held_on.year], touched=facts_of([kind.id]), at=at)
    except UnableToState as refused:  # more of them than the fact allows for
        raise UnableToRecord(refused.message_id, **refused.values) from refused
    return made


@transaction.atomic
def withdraw_meeting(*, actor: Actor, meeting: Meeting, because: str, at: datetime) -> Meeting:
    """It no longer counts; what it said, who withdrew it, when and why stays to be seen."""
    require(actor, "meetings.withdraw", meeting)
    reason = tidy(because)[:MAX_REASON]
    if not reason:
        raise UnableToWithdraw(N_("请写明为什么撤回"))
    territory.lock_branches([meeting.branch_id])
    locked = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    if locked.withdrawn_at is not None:
        raise UnableToWithdraw(N_("这次会议已经撤回了"))
    locked.withdrawn_by, locked.withdrawn_at, locked.withdrawn_because = actor.person_ref, at, reason
    locked.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because"])
    audit.record(actor=actor, act="meetings.withdraw", subject=locked, changes={"withdrawn": [False, True]}, at=at)
    touched = facts_of([locked.kind])
    recount(actor=actor, branch_ids=[locked.branch_id], years=[locked.held_on.year], touched=touched, at=at)
    meeting.refresh_from_db()
    return meeting


def tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def recorded_as(actor: Actor, path: str) -> str:
    """The duty by which he records for a unit: the nearest to the branch that he holds."""
    held = {post.duty for post in actor.posts if path.startswith(post.path)}
    return next((duty for duty in _AS if duty in held), "")
