"""逾期摘要: what is overdue climbs the chain, counted and gathered, never one message each.

Rectifications are shown in the system to whoever they have climbed to; all open work, as worklists know it, is told to
a unit's group (企业微信、钉钉、邮件) once a day at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, override

from fivestar.facts.drafted import drafted_on
from fivestar.foundation.access import Actor, Duty
from fivestar.foundation.clock import LEGAL_ZONE, legal_day
from fivestar.responsibility.open_items import OpenItem, open_items, open_on
from fivestar.responsibility.queries import posts_of_district
from fivestar.shortfalls.models import DigestSent, Shortfall
from fivestar.shortfalls.open_items import KIND
from fivestar.territory.queries import now_in, region_above, region_by_code, today_in

if TYPE_CHECKING:
    from fivestar.territory.models import Region

_SHIPPED = Path(__file__).parent / "data" / "climb.yaml"
WORKING_HOURS = range(8, 18)
"""Nobody's group is told at night."""
LINES_TOLD = 5


class Climb(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From how many days late on each duty is shown an item, since a day."""

    from_day: date
    source: str
    after: dict[str, int]


def climb_on(day: date) -> Climb:
    return drafted_on(day, _SHIPPED, Climb)


def climbed_to(actor: Actor, today: date) -> QuerySet[Shortfall]:
    """Overdue items that have come as far as this actor's posts; without those of his own posts."""
    after = climb_on(today).after
    reached = Q(pk__in=())
    for grant in actor.posts:
        days = after.get(grant.duty.value)
        if days is not None:
            reached |= Q(branch__path__startswith=grant.path, due_on__lte=today - timedelta(days=days))
    late = Shortfall.objects.filter(reached, is_open=True, owner__isnull=False)
    if actor.person_id is None:
        return late
    mine = Q(owner__holdings__person=actor.person_id, owner__holdings__from_day__lte=today) & (
        Q(owner__holdings__to_day__isnull=True) | Q(owner__holdings__to_day__gte=today)
    )
    return late.exclude(pk__in=Shortfall.objects.filter(mine).values("pk"))


def send_digests(now: datetime) -> int:
    """To every unit of the settings that has something late and was told nothing today. How many were told."""
    if now.astimezone(LEGAL_ZONE).hour not in WORKING_HOURS:
        return 0
    return sum(_send(code, addresses, now) for code, addresses in settings.DIGESTS.items())


def _send(code: str, addresses: Sequence[str], now: datetime) -> bool:
    region = region_by_code(code)
    if region is None:
        return False
    today = today_in(region)
    late = late_in(region, today, now_in(region))
    if not late:
        return False
    # Written first: two processes never tell twice. Taken back where nobody could be reached, to be tried again.
    try:
        with transaction.atomic():
            sent = DigestSent.objects.create(region=region, day=legal_day(now), sent_at=now)
    except IntegrityError:
        return False
    title, body = words_of(region, late, today)
    if _notify(addresses, title, body):
        return True
    sent.delete()
    return False


def late_in(region: Region, today: date, at: datetime) -> list[OpenItem]:
    """All open work beneath a unit, of the register that worklists are made of, so late that it has climbed there.

    That is to a township's secretary, or to the district's organisation department. The latest come first.
    """
    duty = Duty.MANAGE if region.kind == region.Kind.TOWNSHIP else Duty.ORGANISE
    day = today - timedelta(days=climb_on(today).after[duty.value])
    found = open_on(posts_of_district(_district_of(region)), at)
    late = [item for item in found if item.due_on and item.due_on <= day and not item.is_with_others]
    return sorted(
        (item for item in late if item.path.startswith(region.path)), key=lambda item: (item.due_on, item.place)
    )


def words_of(region: Region, late: Sequence[OpenItem], today: date) -> tuple[str, str]:
    """Title and body, in Chinese, of villages, tasks and kinds of work: what people wrote themselves is not told."""
    labels = {source.kind: source.label for source in open_items}
    with override("zh-hans"):
        title = gettext("{place}：逾期 {count} 项").format(place=region.short_name, count=len(late))
        if region.is_fictitious:
            title = gettext("【演示数据】{title}").format(title=title)
        lines = [
            gettext("{place} {what}，逾期 {days} 天").format(
                place=item.place or region.short_name,
                what=item.title if item.kind == KIND else gettext(labels[item.kind]),
                days=(today - (item.due_on or today)).days,
            )
            for item in late[:LINES_TOLD]
        ]
        if len(late) > LINES_TOLD:
            lines.append(gettext("还有 {count} 项").format(count=len(late) - LINES_TOLD))
        narrowed = f"&township={region.code}" if region.kind == region.Kind.TOWNSHIP else ""
        address = reverse("shortfalls", args=[_district_of(region).code])
        lines.append(f"{settings.ORIGIN}{address}?state=overdue{narrowed}")
    return title, "\n".join(lines)


def _district_of(region: Region) -> Region:
    return region_above(region, region.Kind.DISTRICT) or region


def _notify(addresses: Sequence[str], title: str, body: str) -> bool:
    """True when somebody was reached. An address is never logged: its key is a secret."""
    import apprise  # noqa: PLC0415 -- slow import

    told = apprise.Apprise()
    for address in addresses:
        told.add(address)
    return bool(told.notify(title=title, body=body))
