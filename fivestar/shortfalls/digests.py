"""逾期摘要: what has climbed to a unit is told to its group (企业微信、钉钉、邮件), once a day at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext, override

from fivestar.foundation.clock import LEGAL_ZONE, legal_day
from fivestar.responsibility.departments import department_named
from fivestar.responsibility.open_items import Late, in_full, open_items
from fivestar.shortfalls.climbing import late_in, late_of
from fivestar.shortfalls.models import DigestSent
from fivestar.shortfalls.open_items import KIND
from fivestar.territory.queries import now_in, region_by_code

if TYPE_CHECKING:
    from fivestar.responsibility.models import Department
    from fivestar.territory.models import Region

WORKING_HOURS = range(8, 18)
"""Nobody's group is told at night."""
LINES_TOLD = 5


@dataclass(frozen=True, slots=True)
class Unit:
    """Whose group is told: a region's, or that of a department or task force of it."""

    region: Region
    department: Department | None

    @property
    def name(self) -> str:
        return self.department.name if self.department else self.region.short_name

    def late(self, at: datetime) -> list[Late]:
        return late_of(self.department, at) if self.department else late_in(self.region, at)


def send_digests(now: datetime) -> int:
    """To every unit of the settings that has something late and was told nothing today. How many were told."""
    if now.astimezone(LEGAL_ZONE).hour not in WORKING_HOURS:
        return 0
    units = ((_unit(code), addresses) for code, addresses in settings.DIGESTS.items())
    return sum(_send(unit, addresses, now) for unit, addresses in units if unit is not None)


def _unit(code: str) -> Unit | None:
    """`411003`, or `411003/区教育局`; None where there is none of that code and name."""
    code, slash, name = code.partition("/")
    region = region_by_code(code)
    if region is None or not slash:
        return None if region is None else Unit(region, None)
    department = department_named(region, name)
    return None if department is None else Unit(region, department)


def _send(unit: Unit, addresses: Sequence[str], now: datetime) -> bool:
    there = now_in(unit.region)
    late = unit.late(there)
    if not late:
        return False
    # Written first: two processes never tell twice. Taken back where nobody could be reached, to be tried again.
    try:
        with transaction.atomic():
            sent = DigestSent.objects.create(
                region=unit.region, department=unit.department, day=legal_day(now), sent_at=now
            )
    except IntegrityError:
        return False
    title, body = words_of(unit, late, there)
    if _notify(addresses, title, body):
        return True
    sent.delete()
    return False


def words_of(unit: Unit, late: Sequence[Late], at: datetime) -> tuple[str, str]:
    """Title and body, in Chinese, of villages, tasks and kinds of work: what people wrote themselves is not told."""
    labels = {source.kind: source.label for source in open_items}
    with override("zh-hans"):
        title = gettext("{place}：逾期 {count} 项").format(place=unit.name, count=len(late))
        if unit.region.is_fictitious:
            title = gettext("【演示数据】{title}").format(title=title)
        lines = [
            gettext("{place} {what}，逾期 {days} 天").format(
                place=item.place or unit.name,
                what=item.title if item.kind == KIND else gettext(labels[item.kind]),
                days=_days(one, legal_day(at)),
            )
            for one, item in in_full(late[:LINES_TOLD], at)
        ]
        if len(late) > LINES_TOLD:
            lines.append(gettext("还有 {count} 项").format(count=len(late) - LINES_TOLD))
        lines.append(f"{settings.ORIGIN}{reverse('overdue')}")
    return title, "\n".join(lines)


def _days(late: Late, today: date) -> int:
    return (today - late.due_on).days


def _notify(addresses: Sequence[str], title: str, body: str) -> bool:
    """True when somebody was reached. An address is never logged: its key is a secret."""
    import apprise  # noqa: PLC0415 -- slow import

    told = apprise.Apprise()
    for address in addresses:
        told.add(address)
    return bool(told.notify(title=title, body=body))
