"""Limits a district sets by date: minutes a month, days for an answer. Where it set none, the drafted file holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from fivestar.facts.drafted import drafted_on
from fivestar.facts.models import ContestTerm, MinuteBudget

if TYPE_CHECKING:
    from fivestar.territory.models import Region

LEVELS = ("village", "township", "department")
_FILE = Path(__file__).with_name("data") / "limits.yaml"


class Drafted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Minutes by level; calendar days."""

    from_day: date
    source: str
    minutes_a_month: dict[str, int]
    contest_days: int


@dataclass(frozen=True, slots=True)
class Limit:
    """A number with the day it holds from and its source."""

    number: int
    from_day: date
    source: str


def minutes_a_month(district: Region, level: str, on: date) -> Limit:
    """What one village, township or department may be asked for in a month; one query."""
    return minute_limits(district, on)[level]


def minute_limits(district: Region, on: date) -> dict[str, Limit]:
    """Level → limit on a day; one query."""
    drafted = drafted_on(on, _FILE, Drafted)
    limits = {level: Limit(drafted.minutes_a_month[level], drafted.from_day, drafted.source) for level in LEVELS}
    for own in MinuteBudget.objects.filter(district=district, from_day__lte=on).order_by("from_day"):
        limits[own.level] = Limit(own.minutes_a_month, own.from_day, own.source)
    return limits


def days_to_answer(district: Region, on: date) -> Limit:
    """Calendar days within which a contest is answered; one query."""
    own = ContestTerm.objects.filter(district=district, from_day__lte=on).order_by("-from_day").first()
    if own is not None:
        return Limit(own.days, own.from_day, own.source)
    drafted = drafted_on(on, _FILE, Drafted)
    return Limit(drafted.contest_days, drafted.from_day, drafted.source)
