"""A period becomes public, whole, and hangs on the board as a notice that counts itself."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from fivestar.facts.actions import UnableToState
from fivestar.facts.counting import recount
from fivestar.finance import logged
from fivestar.finance.actions.errors import UnableToPublish
from fivestar.finance.actions.questions import ask_about
from fivestar.finance.dated import INCOME_FACTS
from fivestar.finance.models import Period
from fivestar.finance.queries import sums_of
from fivestar.finance.wording import notice_of
from fivestar.foundation import audit, publiclog
from fivestar.foundation.access import Actor, require
from fivestar.foundation.outcome import N_
from fivestar.notices import actions as notices
from fivestar.territory import queries as territory


@transaction.atomic
def publish_period(*, actor: Actor, period: Period, from_day: date, to_day: date, place: str, at: datetime) -> Period:
    """Every line with opening and closing balance becomes public, for good; a correction is a line of a later period.

    Periods become public in their order. Where the notice was withdrawn, it is posted again. Raises UnableToPublish.
    """
    require(actor, "finance.publish", period)
    territory.lock_branches([period.branch_id])
    locked = Period.objects.select_for_update(no_key=True).get(pk=period.pk)
    _may_be_published(locked)
    told = notice_of(locked, sums_of(locked), locked.lines.count(), first=from_day, last=to_day, place=place)
    try:
        notice = notices.post_notice(actor=actor, branch=locked.branch, told=told, at=at)
    except notices.UnableToPost as refused:
        raise UnableToPublish(refused.message_id, field=refused.column, **refused.values) from refused
    again = locked.is_published
    locked.is_published, locked.notice = True, notice
    locked.published_by, locked.published_at = actor.person_ref, at
    locked.save(update_fields=["is_published", "notice", "published_by", "published_at"])
    changes = {"published": [again, True], "digest": locked.digest, "notice": notice.public_id}
    audit.record(actor=actor, act="finance.publish", subject=locked, changes=changes, at=at)
    if not again:
        publiclog.record(**logged.published(locked), at=at)
    ask_about(actor=actor, book=locked.book, at=at)
    _derive(actor, locked, at)
    period.refresh_from_db()
    return period


def _may_be_published(period: Period) -> None:
    if period.is_published and period.notice is not None and period.notice.withdrawn_at is None:
        raise UnableToPublish(N_("{period} 已经公开了"), period=period.text)
    earlier = Period.objects.filter(book=period.book_id, last__lt=period.first, is_published=False).order_by("first")
    if (before := earlier.first()) is not None:
        raise UnableToPublish(N_("请先公开 {period}：账要一期接一期地看"), period=before.text)


def _derive(actor: Actor, period: Period, at: datetime) -> None:
    """Facts that the income of a whole published year says, so that nobody is asked for them."""
    try:
        recount(actor=actor, branch_ids=[period.branch_id], years=[period.first.year], touched=INCOME_FACTS, at=at)
    except UnableToState as refused:
        raise UnableToPublish(refused.message_id, **refused.values) from refused
