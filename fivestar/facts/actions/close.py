"""A staged file becomes observations, or is withdrawn; either once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Count, Min

from fivestar.facts.actions.errors import UnableToConfirm, UnableToWithdraw
from fivestar.facts.actions.opening import count_faults, open_for
from fivestar.facts.confirming import become_observations, changed_meanwhile, lock_branches_of
from fivestar.facts.models import ImportBatch
from fivestar.facts.registers import tell
from fivestar.foundation import audit
from fivestar.foundation.access import Actor
from fivestar.foundation.outcome import N_


@transaction.atomic
def confirm_import(
    *,
    actor: Actor,
    batch: ImportBatch,
    at: datetime,
    leave_out_faulty: bool = False,
    has_seen_changes: bool = False,
) -> ImportBatch:
    """The good rows become observations and their branches are scored, in one transaction.

    Refused while rows have faults, unless `leave_out_faulty`; while somebody else's newer values would be replaced,
    unless the actor `has_seen_changes`; refused the second time.
    """
    locked = open_for(actor, batch, UnableToConfirm)
    count_faults(locked)
    if leave_out_faulty:
        locked.staged.filter(fault__isnull=False).update(is_left_out=True)
    elif locked.faults:
        raise UnableToConfirm(N_("还有 {count} 行有错,请先改好或略过"), count=locked.faults)
    good = locked.staged.filter(fault__isnull=True, is_left_out=False)
    if not good.exists():
        raise UnableToConfirm(N_("没有可以入库的行"))
    twice = good.values("branch", "fact", "period").annotate(count=Count("pk"), first=Min("row")).filter(count__gt=1)
    if repeated := twice.order_by("first").first():
        raise UnableToConfirm(N_("第 {row} 行的数据在文件里有两次,请略过其中一行"), row=repeated["first"])
    lock_branches_of(locked)
    changed = 0 if has_seen_changes else changed_meanwhile(locked, by=actor.person_ref).count()
    if changed:
        raise UnableToConfirm(N_("有 {count} 个数据在您取数以后被别人改过,请先看一看再确认"), count=changed)
    branch_ids = become_observations(locked, by=actor.person_ref, at=at)
    locked.state, locked.closed_by, locked.closed_at = ImportBatch.State.CONFIRMED, actor.person_ref, at
    locked.observations_made = locked.observations.count()
    locked.branches_touched = len(branch_ids)
    locked.save()
    audit.record(
        actor=actor,
        act="facts.confirm_import",
        subject=locked,
        changes={
            "state": ["staged", "confirmed"],
            "basis": locked.basis,
            "observations": locked.observations_made,
            "branches": locked.branches_touched,
        },
        at=at,
    )
    tell(branch_ids, at=at)
    batch.refresh_from_db()
    return batch


@transaction.atomic
def withdraw_import(*, actor: Actor, batch: ImportBatch, at: datetime) -> None:
    """Nothing of it will become an observation; its rows are forgotten, that it was there is not."""
    locked = open_for(actor, batch, UnableToWithdraw)
    locked.data = None
    locked.staged.all().delete()
    locked.state, locked.closed_by, locked.closed_at = ImportBatch.State.WITHDRAWN, actor.person_ref, at
    locked.save()
    audit.record(
        actor=actor, act="facts.withdraw_import", subject=locked, changes={"state": [batch.state, "withdrawn"]}, at=at
    )
    batch.refresh_from_db()
