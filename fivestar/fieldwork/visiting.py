"""Villages by how long nobody came and by how many came: for planning visits, never for judging anybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q

from fivestar.fieldwork.models import Visit
from fivestar.foundation.access import Actor, visible
from fivestar.territory.queries import branches_of

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

LONG_DAYS, MANY_VISITS, WITHIN_DAYS = 90, 4, 30
"""Where the filters of the page stand at first; whoever looks moves them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A village. last: the last day of the last visit. count: visits that ended within the days asked for."""

    branch: Branch
    last: date | None
    count: int


@dataclass(frozen=True, slots=True)
class Attention:
    """Both lists in register order. looked_at: how many villages there are to look at."""

    unvisited: list[Line]
    crowded: list[Line]
    looked_at: int


def attention(
    actor: Actor,
    district: Region,
    on: date,
    *,
    long_days: int = LONG_DAYS,
    many: int = MANY_VISITS,
    within: int = WITHIN_DAYS,
) -> Attention:
    """Of the villages this actor may visit. Two queries."""
    rows = Visit.objects.filter(branch__district=district, withdrawn_at=None, from_day__lte=on)
    recent = Q(to_day__gt=on - timedelta(days=within))
    counted = {
        branch: (last, count)
        for branch, last, count in rows.order_by()
        .values_list("branch")
        .annotate(last=Max("to_day"), count=Count("pk", filter=recent))
    }
    there = visible(actor, "fieldwork.visit", branches_of(district))
    lines = [Line(branch, *counted.get(branch.pk, (None, 0))) for branch in there]
    since = on - timedelta(days=long_days)
    return Attention(
        [line for line in lines if line.last is None or line.last < since],
        [line for line in lines if line.count >= many],
        len(lines),
    )


def by_township(lines: Iterable[Line]) -> list[tuple[Region, list[Line]]]:
    """In register order; townships without any are left out."""
    return [(township, list(there)) for township, there in groupby(lines, key=lambda line: line.branch.township)]
