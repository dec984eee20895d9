"""整改 and 销号: a measure, an owner and a date; then somebody else strikes it off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.privacy import refuse_personal
from fivestar.responsibility.actions import take_owner
from fivestar.responsibility.queries import owner_choices, posts_held_by
from fivestar.shortfalls.models import MAX_MEASURE, MAX_NOTE, Shortfall

if TYPE_CHECKING:
    from fivestar.responsibility.models import Post

LONGEST = timedelta(days=366)
_PLANNED = (
    *("measure", "owner", "due_on", "spends_collective", "touches_villagers"),
    *("planned_by", "planned_at", "version"),
)


class UnableToPlan(Refused):
    """No measure, a day that is over, a post that cannot answer for it, or nothing lacking."""


class ChangedMeanwhile(UnableToPlan):
    """Somebody else changed it first."""

    def __init__(self, shortfall: Shortfall) -> None:
        super().__init__(N_("刚才别人改过这一项，请看清现在的内容再改"))
        self.shortfall = shortfall


class UnableToStrikeOff(Refused):
    """His own post answers for it, he planned it once, or the note is too long."""


@transaction.atomic
def plan(
    *,
    actor: Actor,
    shortfall: Shortfall,
    measure: str,
    owner: Post,
    due_on: date,
    spends_collective: bool,
    touches_villagers: bool,
    seen: int,
    at: datetime,
) -> Shortfall:
    """What will be done, who answers for it, until when, and whether it takes a project.

    seen: the version the actor looked at. The project is started by whoever may (`registers.starting`), not here: it
    asks for budget, schedule and people that a measure does not know.
    """
    require(actor, "shortfalls.plan", shortfall)
    row = _locked(shortfall)
    today = legal_day(at)
    if not row.is_open:
        raise UnableToPlan(N_("这一项现在不缺，不用整改"))
    if row.version != seen:
        raise ChangedMeanwhile(row)
    if not measure.strip() or len(measure.strip()) > MAX_MEASURE:
        raise UnableToPlan(N_("请写明怎么整改，不超过 {most} 字"), most=MAX_MEASURE)
    refuse_personal(UnableToPlan, measure)
    if not today <= due_on <= today + LONGEST:
        raise UnableToPlan(N_("时限应在今天以后、一年以内"))
    if owner.public_id not in {post.public_id for post in owner_choices(row.branch.path, today)}:
        raise UnableToPlan(N_("“{title}”不管这个支部，或者现在没有人"), title=owner.title)
    take_owner(owner, on=today)
    changes = {
        "is_another_measure": row.measure != measure.strip(),
        "owner": [row.owner.public_id if row.owner else None, owner.public_id],
        "due_on": [row.due_on.isoformat() if row.due_on else None, due_on.isoformat()],
        "spends_collective": [row.spends_collective, spends_collective],
        "touches_villagers": [row.touches_villagers, touches_villagers],
    }
    row.measure, row.owner, row.due_on = measure.strip(), owner, due_on
    row.spends_collective, row.touches_villagers = spends_collective, touches_villagers
    row.planned_by, row.planned_at, row.version = actor.person_ref, at, row.version + 1
    row.save(update_fields=_PLANNED)
    audit.record(actor=actor, act="shortfalls.plan", subject=row, changes=changes, at=at)
    return row


@transaction.atomic
def strike_off(*, actor: Actor, shortfall: Shortfall, note: str, at: datetime) -> Shortfall:
    """销号: the confirmed fact says so, and somebody who holds not its post and never planned it says so too."""
    row = _locked(shortfall)
    require(actor, "shortfalls.strike_off", row)
    if row.owner_id in {post.pk for post in posts_held_by(actor, legal_day(at))}:
        raise UnableToStrikeOff(N_("自己负责整改的，须由他人销号"))
    if actor.person_ref in audit.who_did("shortfalls.plan", row):
        raise UnableToStrikeOff(N_("自己定过措施的，须由他人销号"))
    if len(note.strip()) > MAX_NOTE:
        raise UnableToStrikeOff(N_("说明不超过 {most} 字"), most=MAX_NOTE)
    refuse_personal(UnableToStrikeOff, note)
    row.struck_off_by, row.struck_off_at, row.struck_off_note = actor.person_ref, at, note.strip()
    row.version += 1
    row.save(update_fields=["struck_off_by", "struck_off_at", "struck_off_note", "version"])
    changes = {"verdict": row.verdict, "has_note": bool(row.struck_off_note)}
    audit.record(actor=actor, act="shortfalls.strike_off", subject=row, changes=changes, at=at)
    return row


def hand_over(*, actor: Actor, subject_ids: Sequence[str], to: Post, at: datetime) -> None:
    """Another post answers for exactly these; the caller has asked and holds the transaction."""
    rows = Shortfall.objects.select_for_update(no_key=True, of=("self",)).filter(public_id__in=subject_ids)
    for row in rows.select_related("owner").order_by("pk"):
        changes = {"owner": [row.owner.public_id if row.owner else None, to.public_id]}
        row.owner, row.version = to, row.version + 1
        row.save(update_fields=["owner", "version"])
        audit.record(actor=actor, act="shortfalls.hand_over", subject=row, changes=changes, at=at)


def _locked(shortfall: Shortfall) -> Shortfall:
    rows = Shortfall.objects.select_for_update(no_key=True, of=("self",)).select_related("branch__district", "owner")
    return rows.get(pk=shortfall.pk)
