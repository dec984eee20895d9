"""The township enters who sits in a village's supervision committee, within the number the rule of the day allows.

Refused
├── UnableToSeat     the committee is full, or the seat cannot be given like this
└── UnableToSetBusy  no reason, or it stands already
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Refused
from fivestar.notices import checking
from fivestar.notices.actions.posting import line
from fivestar.notices.due import committee_size
from fivestar.notices.judging import MAX_REASON
from fivestar.notices.models import BusyMoney
from fivestar.responsibility import actions as responsibility
from fivestar.responsibility.supervision import seat_by_public_id
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Branch


class UnableToSeat(Refused):
    """Nobody was seated or unseated."""


class UnableToSetBusy(Refused):
    """How often money is disclosed here stays as it was."""


@transaction.atomic
def seat_member(*, actor: Actor, branch: Branch, name: str, title: str, from_day: date, at: datetime) -> None:
    """One more in the committee. Raises UnableToSeat."""
    require(actor, "responsibility.seat_supervisor", branch.village)
    territory.lock_branches([branch.pk])  # of two who seat at once the second counts the first
    size = committee_size(branch, legal_day(at))
    if size is not None and size.most and len(checking.committee(branch, legal_day(at))) >= size.most:
        raise UnableToSeat(N_("监督委员会至多 {most} 人（{article}）"), most=size.most, article=size.article)
    if from_day > legal_day(at):
        raise UnableToSeat(N_("{day} 还没有到：到任那天再录"), day=from_day.isoformat())
    try:
        responsibility.seat_supervisor(
            actor=actor, village=branch.village, name=name, title=title, from_day=from_day, at=at
        )
    except responsibility.UnableToSeatMember as refused:
        raise UnableToSeat(refused.message_id, **refused.values) from refused


@transaction.atomic
def unseat_member(*, actor: Actor, branch: Branch, post_public_id: str, last_day: date, at: datetime) -> None:
    """His last day. Raises UnableToSeat."""
    post = seat_by_public_id(post_public_id)
    if post is None or post.path != branch.path:
        raise UnableToSeat(N_("这个席位不在这个村的监督委员会里，或者现在没有人"))
    try:
        responsibility.unseat_supervisor(actor=actor, post=post, last_day=last_day, at=at)
    except responsibility.UnableToSeatMember as refused:
        raise UnableToSeat(refused.message_id, **refused.values) from refused


@transaction.atomic
def set_busy(*, actor: Actor, branch: Branch, is_busy: bool, because: str, at: datetime) -> None:
    """From today money is disclosed as often as where it moves often, or no longer. Raises UnableToSetBusy."""
    require(actor, "notices.set_busy", branch)
    reason, today = line(because)[:MAX_REASON], legal_day(at)
    if not reason:
        raise UnableToSetBusy(N_("请写明理由"))
    territory.lock_branches([branch.pk])
    standing = BusyMoney.objects.filter(branch=branch, to_day=None).first()
    if (standing is not None) == is_busy:
        raise UnableToSetBusy(N_("已经是这样"))
    if standing is None:
        standing = BusyMoney.objects.create(
            branch=branch, from_day=today, because=reason, set_by=actor.person_ref, set_at=at
        )
    elif standing.from_day == today:
        standing.delete()
    else:
        BusyMoney.objects.filter(pk=standing.pk).update(to_day=today - timedelta(days=1))
    changes = {"busy": [not is_busy, is_busy]}
    audit.record(actor=actor, act="notices.set_busy", subject=branch, changes=changes, at=at)
