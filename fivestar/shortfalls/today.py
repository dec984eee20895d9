"""What waits for somebody today: reached ones to strike off, overdue ones that climbed to him, each as one line.

What he owns himself comes from the open items.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from fivestar.foundation.access import Actor
from fivestar.foundation.clock import legal_day
from fivestar.foundation.today import Item, TodaySource
from fivestar.shortfalls.climbing import climbed_to
from fivestar.shortfalls.queries import to_strike_off


def items_for(actor: Actor, at: datetime) -> Sequence[Item]:
    """One item a district, not one a task. Two queries."""
    if not actor.is_signed_in:
        return []
    counted = to_strike_off(actor, at).order_by().values_list("district__code").annotate(Count("pk"))
    return [
        Item(
            title=gettext("短板销号"),
            why=ngettext("{count} 项已达标，等您看过销号", "{count} 项已达标，等您看过销号", count).format(count=count),
            url=f"{reverse('shortfalls', args=[code])}?state=reached",
        )
        for code, count in counted
    ]


def late_ones(actor: Actor, at: datetime) -> Sequence[Item]:
    """One line for all that has climbed as far as him in a district. One query."""
    if not actor.posts:
        return []
    rows = climbed_to(actor, legal_day(at)).order_by()
    counted = rows.values_list("district__code").annotate(Count("pk"), Min("due_on"))
    return [
        Item(
            title=gettext("逾期整改"),
            why=ngettext("{count} 项过了时限还没达标", "{count} 项过了时限还没达标", count).format(count=count),
            url=f"{reverse('shortfalls', args=[code])}?state=overdue",
            due_on=due_on,
        )
        for code, count, due_on in counted
    ]


TODAY = (TodaySource("shortfalls.strike_off", items_for), TodaySource("shortfalls.overdue", late_ones))
