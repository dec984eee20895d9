"""What review puts on 今日要办: values returned to their supplier, and how many wait for a reviewer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from fivestar.facts.review.navigation import reviews_facts
from fivestar.facts.review.queue import suppliers, waiting_for
from fivestar.facts.review.returned import RETURNS
from fivestar.foundation.access import Actor
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item, TodaySource, several
from fivestar.territory.queries import district_by_code

ITEMS_A_MINUTE = 12
"""How many lines of a queue are estimated to be read in a minute: drafted."""


def reviews_today(actor: Actor, at: datetime) -> Sequence[Item]:
    """One item for the whole queue; empty when nothing waits."""
    district = district_by_code(actor.district_code) if reviews_facts(actor) else None
    if district is None:
        return []
    on = legal_day(at)
    rows = waiting_for(actor, district, suppliers(district, on), on)
    count = len(rows)
    if not count:
        return []
    is_of_one = len({row.branch.township_id for row in rows}) == 1
    title = gettext("{count} 条数据等您核实").format(count=count)
    return [
        Item(
            title=title,
            why=gettext("核实了才正式算数；有疑点的排在前面。"),
            url=reverse("review", args=[district.code]),
            minutes=-(-count // ITEMS_A_MINUTE),
            blocks_others=True,
            place=rows[0].branch.township.name if is_of_one else district.short_name,
            waits=several([row.branch.name for row in rows]),
            since=min(legal_day(row.recorded_at) for row in rows),
        )
    ]


TODAY = (RETURNS, TodaySource("facts.review", N_("核实"), reviews_today))
