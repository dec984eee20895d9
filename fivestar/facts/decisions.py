"""How observations become the value of a year: which count, how shorter periods add up, when a value lapses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from fivestar.engine.facts import FactDef
from fivestar.facts.periods import Period, of_day

AWAITED_DAYS = 31
"""The figure of a month, quarter, half-year or term is awaited so long after its end; then what is put together from
the year's periods is unknown. A drafted length: no source sets one."""

_WHOLE = {"sum", "max", "min"}
_AWAITED = {"month", "quarter", "half_year", "term"}


@dataclass(frozen=True, slots=True)
class Seen:
    """An observation as far as reading it matters. `order` breaks ties: later recorded wins."""

    fact: str
    period: str
    year: int
    value: int
    basis: str
    source: str
    observed_on: date
    order: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of a fact for a year, with where it comes from.

    `value` is None when it is too old, or when a period of the year is `missing`; `lapses_on` is the first day on which
    that will be so.
    """

    value: int | None
    period: str
    basis: str
    source: str
    observed_on: date
    lapses_on: date | None
    missing: str | None = None


def read_year(
    seen: Iterable[Seen], definitions: Mapping[str, FactDef], *, year: int, basis: str, as_at: date
) -> dict[str, Reading]:
    """Fact → reading for `year`. Basis C reads confirmed values only, S the newer of stated and confirmed.

    What is observed after `as_at` does not count. A sum, greatest or least value of shorter periods is known only when
    every period that ended more than `AWAITED_DAYS` ago is there, for two quarters must not pass for a year; records
    of work (and single days) are what there is. A year that is over grows no older: age is counted to its last day.
    """
    newest: dict[tuple[str, str], Seen] = {}
    for one in seen:
        if one.year != year or one.observed_on > as_at or (basis == "C" and one.basis != "C"):
            continue
        key = (one.fact, one.period)
        held = newest.get(key)
        if held is None or _rank(one) > _rank(held):
            newest[key] = one
    by_fact: dict[str, list[Seen]] = {}
    for (fact, _), one in newest.items():
        by_fact.setdefault(fact, []).append(one)
    return {
        fact: _add_up(definitions[fact], parts, year, as_at) for fact, parts in by_fact.items() if fact in definitions
    }


def next_reading_change(seen: Iterable[Seen], readings: Iterable[Reading], *, as_at: date) -> date | None:
    """First day after `as_at` on which the same record reads otherwise: a later observation counts, a value lapses."""
    days = [one.observed_on for one in seen if one.observed_on > as_at]
    days += [reading.lapses_on for reading in readings if reading.lapses_on is not None and reading.lapses_on > as_at]
    return min(days, default=None)


def _rank(one: Seen) -> tuple[date, bool, int]:
    return (one.observed_on, one.basis == "C", one.order)


def _add_up(fact: FactDef, parts: list[Seen], year: int, as_at: date) -> Reading:
    parts.sort(key=lambda one: one.period)
    newest = parts[-1] if fact.adds == "last" else max(parts, key=lambda one: one.observed_on)
    chosen = _CHOSEN[fact.adds](parts) if fact.adds in _CHOSEN else newest
    is_sum = fact.adds == "sum" and len(parts) > 1
    missing, overdue_on = _first_missing(fact, parts, year, as_at)
    lapses_on = _earliest(_too_old_on(fact, newest, year), overdue_on)
    is_known = missing is None and (lapses_on is None or as_at < lapses_on)
    return Reading(
        value=(sum(one.value for one in parts) if is_sum else chosen.value) if is_known else None,
        period=f"{year}" if is_sum else chosen.period,
        basis="S" if any(one.basis == "S" for one in parts if is_sum or one is chosen) else "C",
        source=";".join(dict.fromkeys(one.source for one in parts)) if is_sum else chosen.source,
        observed_on=newest.observed_on if is_sum else chosen.observed_on,
        lapses_on=lapses_on,
        missing=missing,
    )


# Which part speaks for the year; for a sum the newest does.
_CHOSEN: dict[str, Callable[[Sequence[Seen]], Seen]] = {
    "last": lambda parts: parts[-1],
    "max": lambda parts: max(parts, key=lambda one: one.value),
    "min": lambda parts: min(parts, key=lambda one: one.value),
}


def _too_old_on(fact: FactDef, newest: Seen, year: int) -> date | None:
    if fact.stale_after_days is None:
        return None
    day = newest.observed_on + timedelta(days=fact.stale_after_days + 1)
    return day if day <= date(year, 12, 31) else None


def _first_missing(fact: FactDef, parts: Sequence[Seen], year: int, as_at: date) -> tuple[str | None, date | None]:
    """The period that should be there and is not, or else the day from which the next one would be."""
    if fact.adds not in _WHOLE or fact.period not in _AWAITED or fact.supplied_by == "records":
        return None, None
    there = {one.period for one in parts}
    for period in _periods_of(year, fact.period):
        if period.text in there:
            continue
        overdue_on = period.last + timedelta(days=AWAITED_DAYS + 1)
        return (period.text, None) if as_at >= overdue_on else (None, overdue_on)
    return None, None


@lru_cache(maxsize=64)
def _periods_of(year: int, kind: str) -> tuple[Period, ...]:
    months = (of_day(date(year, month, 1), kind) for month in range(1, 13))
    return tuple(dict.fromkeys(months))


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)
