"""How observations become the value of a year: which count, how shorter periods add up, when a value is too old."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from fivestar.engine.facts import FactDef


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
    """The value of a fact for a year, with where it comes from. `value` is None when the newest is too old."""

    value: int | None
    period: str
    basis: str
    source: str
    observed_on: date
    stale_on: date | None  # first day on which it is too old


def read_year(
    seen: Iterable[Seen], definitions: Mapping[str, FactDef], *, year: int, basis: str, as_at: date
) -> dict[str, Reading]:
    """Fact → reading for `year`. Basis C reads confirmed values only, S the newer of stated and confirmed.

    What is observed after `as_at` does not count. Sums and extremes are over the periods known so far. The year
    that is over grows no older: age is counted to its last day.
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
    reckoned = min(as_at, date(year, 12, 31))
    return {
        fact: _add_up(definitions[fact], parts, year, reckoned)
        for fact, parts in by_fact.items()
        if fact in definitions
    }


def next_reading_change(seen: Iterable[Seen], readings: Iterable[Reading], *, year: int, as_at: date) -> date | None:
    """First day after `as_at` on which the same record reads otherwise: a later observation counts, one grows old."""
    last_day = date(year, 12, 31)
    days = [one.observed_on for one in seen if one.observed_on > as_at]
    days += [
        reading.stale_on
        for reading in readings
        if reading.stale_on is not None and as_at < reading.stale_on <= last_day
    ]
    return min(days, default=None)


def _rank(one: Seen) -> tuple[date, bool, int]:
    return (one.observed_on, one.basis == "C", one.order)


def _add_up(fact: FactDef, parts: list[Seen], year: int, reckoned: date) -> Reading:
    parts.sort(key=lambda one: one.period)
    newest = parts[-1] if fact.adds == "last" else max(parts, key=lambda one: one.observed_on)
    stale_on = None
    if fact.stale_after_days is not None:
        stale_on = newest.observed_on + timedelta(days=fact.stale_after_days + 1)
    is_stale = stale_on is not None and reckoned >= stale_on
    chosen = {
        "last": lambda: parts[-1],
        "max": lambda: max(parts, key=lambda one: one.value),
        "min": lambda: min(parts, key=lambda one: one.value),
        "sum": lambda: newest,
    }[fact.adds]()
    is_sum = fact.adds == "sum" and len(parts) > 1
    value = sum(one.value for one in parts) if is_sum else chosen.value
    return Reading(
        value=None if is_stale else value,
        period=f"{year}" if is_sum else chosen.period,
        basis="S" if any(one.basis == "S" for one in parts if is_sum or one is chosen) else "C",
        source=";".join(dict.fromkeys(one.source for one in parts)) if is_sum else chosen.source,
        observed_on=newest.observed_on if is_sum else chosen.observed_on,
        stale_on=stale_on,
    )
