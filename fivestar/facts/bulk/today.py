"""What waits in 今日要办 for a township or a department: one line for its whole part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from fivestar.facts.asking.decisions import GRACE_DAYS
from fivestar.facts.bulk.due import Due, day_for, due_of, units_of
from fivestar.facts.bulk.pages import supplier_words
from fivestar.facts.bulk.suppliers import VILLAGE, Supplier, suppliers_for
from fivestar.facts.burden.queries import prices_on
from fivestar.foundation.access import Actor, Duty
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item, TodaySource
from fivestar.territory.queries import district_by_code

if TYPE_CHECKING:
    from datetime import date

_SUPPLIERS = frozenset({Duty.SUPPLY, Duty.CLERK})
SECONDS_A_MINUTE = 60


def supplies_due(actor: Actor, at: datetime) -> Sequence[Item]:
    """Quiet when nothing is due. In its grace a period is asked for by the edition that was in force."""
    is_supplier = any(grant.duty in _SUPPLIERS for grant in actor.posts)
    district = district_by_code(actor.district_code) if is_supplier else None
    if district is None:
        return []
    on = legal_day(at)
    seconds = prices_on(on).row
    items = []
    before = on - timedelta(days=GRACE_DAYS)
    for supplier in suppliers_for(actor, district, on) or suppliers_for(actor, district, before):
        units = units_of(actor, district, supplier) if supplier.level != VILLAGE else ()
        due = due_of(supplier, units, on) if units else []
        if due:
            items.append(_item(supplier, due, on, seconds))
    return items


def _item(supplier: Supplier, due: Sequence[Due], on: date, seconds: int) -> Item:
    """About what is due soonest; what follows is named with its number."""
    first = [one for one in due if one.turn.due_on == due[0].turn.due_on]
    cells, later = sum(one.missing for one in first), len(due) - len(first)
    why = gettext("{facts} 个数据项，还差 {cells} 格").format(facts=len(first), cells=cells)
    if later:
        why = gettext("{now}；另有 {later} 项晚些到期").format(now=why, later=later)
    asked = urlencode({"on": day_for(first[0], on).isoformat()})
    return Item(
        title=gettext("成批填报：{part}").format(part=supplier_words(supplier)),
        why=why,
        url=f"{reverse('supply', args=[supplier.district.code])}?{asked}#{quote(supplier.key)}",
        minutes=cells * seconds / SECONDS_A_MINUTE,
        due_on=due[0].turn.due_on,
        place=supplier.townships[0].name if supplier.level == "township" else supplier.district.short_name,
    )


TODAY = (TodaySource("supply.due", N_("成批填报"), supplies_due),)
