"""Villages by how long nobody came and by how many came: for planning visits, never for judging anybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
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
    """A village. last, days: the last day of the last visit and how many days ago it was, None where nobody ever came.

    count: visits that ended within the days asked for. offices: the posts that made them, of crowded ones only.
    """

    branch: Branch
    last: date | None
    days: int | None
    count: int
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Township:
    """Villages of a township that nobody visited for long; never: of these, where nobody ever came."""

    township: Region
    lines: tuple[Line, ...]

    @property
    def never(self) -> int:
        return sum(line.last is None for line in self.lines)


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
    """Of the villages this actor may visit. Three queries."""
    rows = Visit.objects.filter(branch__district=district, withdrawn_at=None, from_day__lte=on)
    recent = Q(to_day__gt=on - timedelta(days=within))
    counted = {
        branch: (last, count)
        for branch, last, count in rows.order_by()
        .values_list("branch")
        .annotate(last=Max("to_day"), count=Count("pk", filter=recent))
    }
    there = visible(actor, "fieldwork.visit", branches_of(district))
    lines = [_line(branch, *counted.get(branch.pk, (None, 0)), on) for branch in there]
    crowded = [line for line in lines if line.count >= many]
    offices: dict[int, dict[str, None]] = {line.branch.pk: {} for line in crowded}
    made = rows.filter(recent, branch__in=offices).order_by("to_day", "pk")
    for branch, office in made.values_list("branch", "post__title"):
        offices[branch][office] = None
    return Attention(
        [line for line in lines if line.days is None or line.days > long_days],
        [replace(line, offices=tuple(offices[line.branch.pk])) for line in crowded],
        len(lines),
    )


def _line(branch: Branch, last: date | None, count: int, on: date) -> Line:
    return Line(branch, last, None if last is None else (on - last).days, count)


def by_township(lines: Iterable[Line]) -> list[Township]:
    """In register order; townships without any are left out."""
    return [Township(one, tuple(there)) for one, there in groupby(lines, key=lambda line: line.branch.township)]
