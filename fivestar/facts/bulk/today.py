"""What waits in 今日要办 for a township or a department: a line for what is due, one for what branches wait for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from fivestar.facts.asking.decisions import GRACE_DAYS
from fivestar.facts.bulk.awaited import Awaited, awaited_of
from fivestar.facts.bulk.due import Due, day_for, due_of, units_of
from fivestar.facts.bulk.pages import supplier_words
from fivestar.facts.bulk.suppliers import VILLAGE, Supplier, suppliers_for
from fivestar.facts.burden.queries import prices_on
from fivestar.facts.contests.queries import standing_of_suppliers
from fivestar.foundation.access import Actor, Duty
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item, TodaySource, several
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
        if not units:
            continue
        contested = standing_of_suppliers(units)
        due = due_of(supplier, units, on, contested)
        if due:
            items.append(_item(supplier, due, on, seconds))
        awaited = awaited_of(supplier, on, contested, due={one.fact.id for one in due})
        if awaited is not None:
            items.append(_awaited_item(supplier, awaited, on))
    return items


def _item(supplier: Supplier, due: Sequence[Due], on: date, seconds: int) -> Item:
    """About what is due soonest; what follows is named with its number."""
    first = [one for one in due if one.turn.due_on == due[0].turn.due_on]
    cells, later = sum(one.missing for one in first), len(due) - len(first)
    why = gettext("{facts} 个数据项，还差 {cells} 格").format(facts=len(first), cells=cells)
    if later:
        why = gettext("{now}；另有 {later} 项晚些到期").format(now=why, later=later)
    return Item(
        title=gettext("成批填报：{part}").format(part=supplier_words(supplier)),
        why=why,
        url=_address(supplier, day_for(first[0], on)),
        minutes=cells * seconds / SECONDS_A_MINUTE,
        due_on=due[0].turn.due_on,
        place=_place(supplier),
    )


def _awaited_item(supplier: Supplier, awaited: Awaited, on: date) -> Item:
    """Not due yet, so it costs no minutes today; but others cannot go on before."""
    why = gettext("{branches} 个支部因缺 {facts} 项数据待核实；{day} 到期，可以提前供数").format(
        branches=len(awaited.branches), facts=len(awaited.facts), day=awaited.due_on.isoformat()
    )
    return Item(
        title=gettext("还没有供数：{part}").format(part=supplier_words(supplier)),
        why=why,
        url=_address(supplier, on),
        blocks_others=True,
        due_on=awaited.due_on,
        place=_place(supplier),
        waits=several([branch.name for branch in awaited.branches]),
        since=awaited.since,
    )


def _address(supplier: Supplier, day: date) -> str:
    asked = urlencode({"on": day.isoformat()})
    return f"{reverse('supply', args=[supplier.district.code])}?{asked}#{quote(supplier.key)}"


def _place(supplier: Supplier) -> str:
    return supplier.townships[0].name if supplier.level == "township" else supplier.district.short_name


TODAY = (TodaySource("supply.due", N_("成批填报"), supplies_due),)
