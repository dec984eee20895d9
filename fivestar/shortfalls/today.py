"""What waits for somebody today: what his branch lacks and nobody took up, reached ones to strike off, and whatever is
late and climbed to him, each as one line.

What he owns himself comes from the open items.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from fivestar.foundation.access import Actor, Duty
from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item, TodaySource, several
from fivestar.shortfalls.climbing import climbed_to, kinds_of
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
    """One line for all that has climbed as far as him, whatever its kinds; its day is that of the latest."""
    late = climbed_to(actor, at)
    if not late:
        return []
    return [
        Item(
            title=ngettext(
                "下面有 {count} 件事过了时限还没办完", "下面有 {count} 件事过了时限还没办完", len(late)
            ).format(count=len(late)),
            why=gettext("、").join(f"{label} {count}" for _, label, count in kinds_of(late)),
            url=reverse("overdue"),
            due_on=late[0].due_on,
        )
    ]


TODAY = (
    TodaySource("shortfalls.take_up", N_("短板认领"), to_take_up),
    TodaySource("shortfalls.strike_off", N_("短板销号"), items_for),
    TodaySource("shortfalls.overdue", N_("逾期"), late_ones),
)
