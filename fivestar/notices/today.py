"""What waits for somebody: a notice that is due soon, one to check, an objection to settle.

What a village missed cannot be posted afterwards: it stands on its page and in the list of those over it, not here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from fivestar.foundation.access import Actor, Duty, visible
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item, TodaySource
from fivestar.notices import checking
from fivestar.notices.board import period_words
from fivestar.notices.due import due_of
from fivestar.notices.models import Check, Notice
from fivestar.territory import queries as territory

NEAR = timedelta(days=14)
"""So long before its last day a disclosure stands on the secretary's list (拟定)."""
AGREES_WITHIN = timedelta(days=7)
"""So long a member has to agree with an answer before the township is asked to settle it (拟定)."""
_POSTS = (Duty.OWN, Duty.HELPER)
_TOWNSHIP = (Duty.CLERK, Duty.MANAGE)


def to_post(actor: Actor, at: datetime) -> Sequence[Item]:
    """What his own branch must hang up soon. What its ledger will hang up
    is asked of whoever keeps that. No query for whoever has no branch, else a constant number.
    """
    paths = [grant.path for grant in actor.posts if grant.duty in _POSTS]
    if not paths:
        return []
    today = legal_day(at)
    rows = territory.visible_branches(actor).filter(path__in=paths, ended_on__isnull=True)
    branches = list(rows.select_related("village", "district"))
    due = due_of(branches, today)
    return [
        Item(
            title=gettext("贴{period}{kind}").format(period=period_words(owed.span.text), kind=gettext(one.kind.label)),
            why=gettext("这一期还没有贴过"),
            url=f"{reverse('branch_notices', args=[branch.public_id])}?kind={one.kind.id}#post",
            blocks_others=True,
            waits=gettext("村民"),
            due_on=owed.span.last,
            place=branch.village.name,
        )
        for branch in branches
        for one in due[branch.pk]
        if not one.is_by_ledger and (owed := one.now) is not None and owed.span.last - today <= NEAR
    ]


def to_check(actor: Actor, at: datetime) -> Sequence[Item]:
    """Of the committees he sits in: what hung and he has said nothing of. A member without an account gets a link."""
    paths = checking.seats_of(actor)
    if not paths:
        return []
    mine = Check.objects.filter(member=actor.person_ref, superseded_at=None)
    rows = checking.standing_notices(Notice.objects.filter(branch__path__in=paths, to_day__gte=legal_day(at)))
    rows = rows.exclude(pk__in=mine.values("notice")).select_related("branch__village").order_by("from_day", "id")
    return [
        Item(
            title=gettext("核对“{title}”").format(title=one.title),
            why=gettext("贴出了，等监督委员会核对"),
            url=f"{reverse('notice', args=[one.public_id])}#check",
            blocks_others=True,
            waits=gettext("村民"),
            since=one.from_day,
            place=one.branch.village.name,
        )
        for one in rows
    ]


def to_settle(actor: Actor, at: datetime) -> Sequence[Item]:
    """Objections that were answered a while ago and that nobody has ended, unless he posted or answered himself."""
    over: Q | None = None
    for grant in actor.posts:
        if grant.duty in _TOWNSHIP:
            there = Q(branch__path__startswith=grant.path)
            over = there if over is None else over | there
    if over is None:
        return []
    rows = checking.open_objections(visible(actor, "notices.settle", Notice.objects.filter(over)))
    rows = rows.filter(answered_at__lte=at - AGREES_WITHIN).exclude(answered_by=actor.person_ref)
    mine = Notice.objects.filter(posted_by=actor.person_ref)
    rows = rows.exclude(notice__in=mine.filter(corrects__isnull=False).values("corrects"))
    rows = rows.exclude(notice__corrects__in=mine.values("pk"))
    return [
        Item(
            title=gettext("裁定异议：“{title}”").format(title=one.notice.title),
            why=gettext("村里答复了，提出的成员没有表示同意"),
            url=f"{reverse('notice', args=[one.notice.public_id])}#check",
            blocks_others=True,
            waits=gettext("监督委员会"),
            since=_day(one.answered_at),
            place=one.notice.branch.village.name,
        )
        for one in rows
    ]


def _day(at: datetime | None) -> date | None:
    return None if at is None else legal_day(at)


TODAY = (
    TodaySource("notices.due", N_("公示"), to_post),
    TodaySource("notices.check", N_("公示"), to_check),
    TodaySource("notices.settle", N_("公示"), to_settle),
)
