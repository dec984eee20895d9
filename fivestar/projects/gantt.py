"""The schedule as bars: what was planned against what stands now. Pure: days in, places on a scale of `WIDTH` out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Told:
    """A phase as it was planned, as it stands, and when it ended."""

    name: str
    planned_first: date
    planned_last: date
    first: date
    last: date
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """From `x` over `width` units; never narrower than a day can be seen."""

    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Row:
    """One phase. late: days behind the baseline, by its end or by today while it is not done; below 0 is early."""

    told: Told
    planned: Bar
    now: Bar
    late: int

    @property
    def is_done(self) -> bool:
        return self.told.done_on is not None


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole; today is None where it lies outside."""

    first: date
    last: date
    rows: tuple[Row, ...]
    today: int | None


def chart_of(phases: Sequence[Told], today: date) -> Chart:
    """phases: at least one."""
    ends = [_end(one, today) for one in phases]
    first = min(min(one.planned_first, one.first) for one in phases)
    last = max(max(one.planned_last, end) for one, end in zip(phases, ends, strict=True))
    days = (last - first).days + 1

    def bar(begin: date, end: date) -> Bar:
        x = (begin - first).days * WIDTH // days
        return Bar(x, max(4, ((end - first).days + 1) * WIDTH // days - x))

    rows = tuple(
        Row(one, bar(one.planned_first, one.planned_last), bar(one.first, end), (end - one.planned_last).days)
        for one, end in zip(phases, ends, strict=True)
    )
    there = (today - first).days * WIDTH // days if first <= today <= last else None
    return Chart(first, last, rows, there)


def _end(one: Told, today: date) -> date:
    """When it ended; otherwise when it is to end, or today where that is past and it has not."""
    if one.done_on is not None:
        return max(one.first, one.done_on)
    return max(one.last, today) if today > one.last else one.last
