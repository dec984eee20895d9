"""一肩挑: the township states from when one person is secretary and director; nobody declares it of his own meeting."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.projects.actions.errors import UnableToCarry
from fivestar.projects.actions.public_words import refuse_personal
from fivestar.projects.models import MAX_SOURCE, BothPosts, Deliberation
from fivestar.responsibility.in_charge import offices_of
from fivestar.territory.queries import lock_branches

if TYPE_CHECKING:
    from fivestar.projects.decisions import Held
    from fivestar.territory.models import Branch


@transaction.atomic
def state_both_posts(*, actor: Actor, branch: Branch, from_day: date, source: str, at: datetime) -> BothPosts:
    """From that day until it is ended. source: the paper that says so, such as an appointment or a vote's result."""
    require(actor, "projects.state_both_posts", branch)
    lock_branches([branch.pk])
    told = source.strip()
    if not told or len(told) > MAX_SOURCE:
        raise UnableToCarry(N_("请写明依据哪份文件或哪次选举，不超过 {most} 字"), most=MAX_SOURCE)
    refuse_personal(told)
    if from_day > legal_day(at):
        raise UnableToCarry(N_("日期 {day} 还没有到"), day=from_day)
    standing = BothPosts.objects.filter(branch=branch).filter(Q(to_day=None) | Q(to_day__gte=from_day)).first()
    if standing is not None:
        raise UnableToCarry(N_("{day} 起的“一肩挑”已经写明，还没有结束"), day=standing.from_day)
    made = BothPosts.objects.create(
        branch=branch,
        from_day=from_day,
        source=told,
        stated_by=actor.person_ref,
        stated_as=_office_of(actor, branch),
        stated_at=at,
    )
    changes = {"from_day": from_day}
    audit.record(actor=actor, act="projects.state_both_posts", subject=branch, changes=changes, at=at)
    return made


@transaction.atomic
def end_both_posts(*, actor: Actor, stated: BothPosts, to_day: date, at: datetime) -> BothPosts:
    """to_day: the last day on which one person held both. Refused where a later meeting was merged by it."""
    require(actor, "projects.state_both_posts", stated.branch)
    lock_branches([stated.branch_id])
    row = BothPosts.objects.select_related("branch").get(pk=stated.pk)
    if row.to_day is not None:
        raise UnableToCarry(N_("这一条已经结束了"))
    if not row.from_day <= to_day <= legal_day(at):
        raise UnableToCarry(N_("最后一天应在 {day} 以后、不晚于今天"), day=row.from_day)
    later = Deliberation.objects.filter(both_posts=row, withdrawn_at=None, held_on__gt=to_day).order_by("-held_on")
    if (merged := later.first()) is not None:
        raise UnableToCarry(N_("{day} 还按“一肩挑”合并开过会"), day=merged.held_on)
    row.to_day, row.ended_by, row.ended_at = to_day, actor.person_ref, at
    row.save(update_fields=["to_day", "ended_by", "ended_at"])
    changes = {"to_day": [None, to_day]}
    audit.record(actor=actor, act="projects.end_both_posts", subject=row.branch, changes=changes, at=at)
    return row


def _office_of(actor: Actor, branch: Branch) -> str:
    """Without the surname: it stands on a page that everybody reads."""
    return offices_of({actor.person_ref}, branch.path).get(actor.person_ref, "").rpartition(" ")[0]


def statement_for(actor: Actor, branch: Branch, held: Held) -> BothPosts | None:
    """What a merged meeting goes by: the township's word for its day, and not the recorder's own.

    Raises UnableToCarry where the only word is his own.
    """
    if not held.merges:
        return None
    rows = BothPosts.objects.filter(branch=branch, from_day__lte=held.held_on)
    row = rows.filter(Q(to_day=None) | Q(to_day__gte=held.held_on)).first()
    if row is not None and row.stated_by == actor.person_ref and not actor.is_system:
        raise UnableToCarry(N_("“一肩挑”是您自己写明的：这次会议由别人来记"))
    return row
