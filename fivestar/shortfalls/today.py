"""What waits for somebody today: what his branch lacks and nobody took up, reached ones to strike off, overdue ones
that climbed to him, each as one line.

What he owns himself comes from the open items.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import ngettext

from fivestar.foundation.access import Actor, Duty
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item, TodaySource, several
from fivestar.shortfalls.climbing import climbed_to
from fivestar.shortfalls.models import Shortfall
from fivestar.shortfalls.queries import to_strike_off


def items_for(actor: Actor, at: datetime) -> Sequence[Item]:
    """One item a district, not one a task: the offices that reached them wait, since the first did. Two queries."""
    if not actor.is_signed_in:
        return []
    rows = to_strike_off(actor, at).order_by("district__code", "owner__title")
    counted = list(rows.values_list("district__code", "owner__title").annotate(Count("pk"), Min("ended_on")))
    return [_to_strike_off(code, list(lines)) for code, lines in groupby(counted, key=lambda line: line[0])]


def _to_strike_off(code: str, lines: Sequence[tuple[str, str, int, date]]) -> Item:
    count = sum(line[2] for line in lines)
    return Item(
        title=ngettext("{count} 项已达标，等您看过销号", "{count} 项已达标，等您看过销号", count).format(count=count),
        why="",
        url=f"{reverse('shortfalls', args=[code])}?state=reached",
        blocks_others=True,
        waits=several([line[1] for line in lines]),
        since=min(line[3] for line in lines),
    )


def to_take_up(actor: Actor, at: datetime) -> Sequence[Item]:
    """One line for a branch of one's own: what is not reached and has no measure. One query.

    What nobody has supplied yet waits for its supplier, not for a measure.
    """
    own = [grant.path for grant in actor.posts if grant.duty is Duty.OWN]
    if not own:
        return []
    lacking = Shortfall.objects.filter(branch__path__in=own, is_open=True, verdict="unmet", owner__isnull=True)
    counted = lacking.order_by("branch").values_list("branch__public_id", "branch__village__name").annotate(Count("pk"))
    return [
        Item(
            title=ngettext(
                "{count} 项没达标，还没定措施、谁负责和时限", "{count} 项没达标，还没定措施、谁负责和时限", count
            ).format(count=count),
            why="",
            url=reverse("branch_shortfalls", args=[public_id]),
            place=village,
        )
        for public_id, village, count in counted
    ]


def late_ones(actor: Actor, at: datetime) -> Sequence[Item]:
    """One line for all that has climbed as far as him in a district. One query."""
    if not actor.posts:
        return []
    rows = climbed_to(actor, legal_day(at)).order_by()
    counted = rows.values_list("district__code").annotate(Count("pk"), Min("due_on"))
    return [
        Item(
            title=ngettext("{count} 项过了时限还没达标", "{count} 项过了时限还没达标", count).format(count=count),
            why="",
            url=f"{reverse('shortfalls', args=[code])}?state=overdue",
            due_on=due_on,
        )
        for code, count, due_on in counted
    ]


TODAY = (
    TodaySource("shortfalls.take_up", N_("短板认领"), to_take_up),
    TodaySource("shortfalls.strike_off", N_("短板销号"), items_for),
    TodaySource("shortfalls.overdue", N_("逾期整改"), late_ones),
)
