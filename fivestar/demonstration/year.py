"""A year of observations of one branch: when each figure was taken, who gave it, when it was looked at.

Figures are taken in the periods each fact asks for. Villages state theirs and the township confirms some days later;
departments need days too, records of work count at once. One task of a star comes last: when it is there the star is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from fivestar.demonstration.conditions import keys_of, whole
from fivestar.demonstration.picture import Picture
from fivestar.engine import FactDef, Rulebook, Value
from fivestar.engine.facts import PREVIOUS, base_name
from fivestar.facts.periods import Period, of_day

CONFIRMED, STATED = "C", "S"
LONGEST_DELAY = 9
"""Days until the slowest has looked at a figure or handed it in."""
FIRST_STARS = 90
"""Days after New Year before the first stars can be complete."""
_SOURCES = {"village": "村里报告,乡镇核实(演示)", "township": "乡镇核实(演示)", "records": "工作记录(演示)"}
QUIET_DAYS = 7
"""Of the last days only a few branches have news."""
STILL_ASKED = frozenset({"floating_members", "floating_members_in_touch", "left_behind_children_visited"})
"""What the secretary of the told village finds in 今日要办: said for the first quarter, not since. No verdict hangs on
it: of these the latest figure counts, so until then his tasks are judged by what was said before."""


@dataclass(frozen=True, slots=True)
class Said:
    """One observation to be: as `facts.actions.Given`, with the day on which it is recorded."""

    fact: str
    period: str
    value: Value
    basis: str
    source: str
    observed_on: date
    recorded_on: date


def year_of(picture: Picture, rulebook: Rulebook, today: date) -> list[Said]:
    """Everything said of a branch from New Year to `today`, and last year's figures it is compared with."""
    lot = Random(f"{picture.plan.place.code} {rulebook.edition.year}")  # noqa: S311 -- the same on every machine
    last = _last_pieces(picture, rulebook, today, lot)
    said: list[Said] = []
    for key, value in picture.values.items():
        fact = rulebook.facts[base_name(key)]
        if key.startswith(PREVIOUS):
            said.append(_of_last_year(fact, value, rulebook.edition.year))
        elif key not in picture.unsaid:
            said += _of_fact(picture, fact, value, rulebook, today, last.get(key), lot)
    return [one for one in said if one.recorded_on <= today and not _is_still_asked(picture, one)]


def _is_still_asked(picture: Picture, one: Said) -> bool:
    is_told_village = picture.plan.told and picture.plan.place.category == "rural"
    return is_told_village and one.fact in STILL_ASKED and not one.period.endswith("-Q1")


def _of_last_year(fact: FactDef, value: Value, year: int) -> Said:
    day = date(year, 1, 4)
    return Said(fact.id, f"{year - 1}", value, CONFIRMED, _source(fact), day, day)


def _last_pieces(picture: Picture, rulebook: Rulebook, today: date, lot: Random) -> dict[str, date]:
    """Fact → day on which it completes a held star; stars without one are complete as soon as their figures are."""
    first = date(rulebook.edition.year, 1, 1)
    span = max((today - first).days - QUIET_DAYS - 1, FIRST_STARS)
    days: dict[str, date] = {}
    for star in rulebook.stars:
        if star.id not in picture.plan.held or lot.random() < 0.25:
            continue
        keys = [keys_of(rulebook.trees[criterion.met_when])[0] for criterion in star.criteria if not criterion.is_off]
        likely = [key for key in keys if key in picture.values and _comes_once(rulebook.facts[base_name(key)])]
        day = first + timedelta(days=lot.randint(FIRST_STARS, span))
        if lot.random() < 0.02:
            day = today - timedelta(days=lot.randint(0, QUIET_DAYS - 1))
        days[lot.choice(likely)] = day
    return days


def _comes_once(fact: FactDef) -> bool:
    """Is the newest figure alone the answer, so that a late one is all there is?"""
    return fact.adds == "last" and fact.period in ("year", "half_year", "quarter")


def _of_fact(
    picture: Picture, fact: FactDef, value: Value, rulebook: Rulebook, today: date, last: date | None, lot: Random
) -> Iterator[Said]:
    if last is not None:
        taken = [(of_day(last, fact.period), last)]
    else:
        taken = list(_taken(picture, fact, rulebook.edition.year, today, lot))
    for period, day, part in _parts(picture, fact, value, taken, rulebook, today):
        yield from _said(picture, fact, period, day, part, 0 if last else _delay(picture, fact, period))


def _taken(picture: Picture, fact: FactDef, year: int, today: date, lot: Random) -> Iterator[tuple[Period, date]]:
    """The periods of the year of which there is a figure by now, and when it was taken."""
    if fact.period == "day":
        yield of_day(date(year, 1, 10), "day"), date(year, 1, 10)
        return
    if fact.period == "year":
        yield of_day(date(year, 1, 1), "year"), date(year, 1, 1) + timedelta(days=lot.randint(8, 80))
        return
    for period in _periods(year, fact.period):
        length = (period.last - period.first).days
        if fact.id in picture.growing or fact.supplied_by == "records":
            percent = 80  # noted as the work is done
        elif fact.adds == "sum" and fact.period != "half_year":
            percent = 100  # known when the period is over
        else:
            percent = 30 + _habit(picture, fact, period) % 25  # looked at in its midst
        day = period.first + timedelta(days=length * percent // 100)
        # A sum is shared out over the periods that are also recorded by today.
        if day + timedelta(days=LONGEST_DELAY if fact.adds == "sum" else 0) <= today:
            yield period, day


@lru_cache(maxsize=16)
def _periods(year: int, kind: str) -> tuple[Period, ...]:
    return tuple(dict.fromkeys(of_day(date(year, month, 1), kind) for month in range(1, 13)))


def _habit(picture: Picture, fact: FactDef, period: Period) -> int:
    """A number that one supplier has for one branch and period: figures that belong together come together."""
    whom = fact.department or fact.supplied_by
    return int(picture.plan.place.code[-6:]) * 31 + 17 * sum(map(ord, whom + period.text))


def _delay(picture: Picture, fact: FactDef, period: Period) -> int:
    """Days until the township has looked at it, or the department has handed it in."""
    if fact.id in picture.growing or fact.supplied_by == "records":
        return _habit(picture, fact, period) % 2
    return 2 + _habit(picture, fact, period) % (LONGEST_DELAY - 1)


def _parts(
    picture: Picture,
    fact: FactDef,
    value: Value,
    taken: list[tuple[Period, date]],
    rulebook: Rulebook,
    today: date,
) -> Iterator[tuple[Period, date, Value]]:
    """The value of each period: what adds up is shared out, what grows keeps its pace, what stands stays."""
    if not taken:
        return
    if fact.id in picture.growing:
        yield from _growing(picture, fact, taken, rulebook, today)
        return
    if fact.adds != "sum" or isinstance(value, bool | str):
        for period, day in taken:
            yield period, day, value
        return
    for (period, day), part in zip(taken, _shares(picture, fact.id, whole(value), len(taken)), strict=True):
        yield period, day, part


def _shares(picture: Picture, fact: str, value: int, count: int) -> list[int]:
    """A sum over periods; what lacks against its whole (settled against accepted) lacks in the last ones."""
    partner = picture.partners.get(fact)
    total = whole(picture.values[partner]) if partner and partner in picture.values else value
    parts = [total // count + (at < total % count) for at in range(count)]
    lacking = total - value
    for at in range(count - 1, -1, -1):
        taken = max(min(lacking, parts[at]), 0)
        parts[at] -= taken
        lacking -= taken
    return parts if lacking >= 0 else [value // count + (at < value % count) for at in range(count)]


def _growing(
    picture: Picture, fact: FactDef, taken: list[tuple[Period, date]], rulebook: Rulebook, today: date
) -> Iterator[tuple[Period, date, int]]:
    """On pace: as much of the year's count as of the year; slow ones stand at half of it."""
    edition = rulebook.edition
    total = (edition.valid_to - edition.valid_from).days + 1
    until = 0
    for period, day in taken:
        by = max(min(period.last, edition.valid_to), day) if fact.period != "year" else max(today, day)
        elapsed = (by - edition.valid_from).days + 1
        reached = (2 * picture.growing[fact.id] * elapsed + total) // (2 * total)
        if fact.period == "year":
            reached = -(-picture.growing[fact.id] * elapsed // total)
        if fact.id in picture.slow:
            reached //= 2
        yield period, day, reached - until if fact.adds == "sum" else reached
        until = reached


def _said(picture: Picture, fact: FactDef, period: Period, day: date, value: Value, delay: int) -> Iterator[Said]:
    if fact.supplied_by == "village":
        yield Said(fact.id, period.text, value, STATED, "村里报告(演示)", day, day + timedelta(days=min(delay, 1)))
    if fact.id not in picture.unconfirmed:
        source = _led_source(picture) if fact.id == "led_entities" else _source(fact)
        yield Said(fact.id, period.text, value, CONFIRMED, source, day, day + timedelta(days=delay))


def _led_source(picture: Picture) -> str:
    return f"区委组织部:领办{picture.plan.led}备案(演示)" if picture.plan.led else "区委组织部提供(演示)"


def _source(fact: FactDef) -> str:
    if fact.supplied_by == "department":
        return f"{fact.department}提供(演示)"
    return _SOURCES[fact.supplied_by]
