"""Limits a district sets by date: minutes a month, days for an answer. Where it set none, the drafted file holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import yaml

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
    drafted = _drafted_on(on)
    limits = {level: Limit(drafted.minutes_a_month[level], drafted.from_day, drafted.source) for level in LEVELS}
    for own in MinuteBudget.objects.filter(district=district, from_day__lte=on).order_by("from_day"):
        limits[own.level] = Limit(own.minutes_a_month, own.from_day, own.source)
    return limits


def days_to_answer(district: Region, on: date) -> Limit:
    """Calendar days within which a contest is answered; one query."""
    own = ContestTerm.objects.filter(district=district, from_day__lte=on).order_by("-from_day").first()
    if own is not None:
        return Limit(own.days, own.from_day, own.source)
    drafted = _drafted_on(on)
    return Limit(drafted.contest_days, drafted.from_day, drafted.source)


def _drafted_on(day: date) -> Drafted:
    begun = [one for one in _drafted() if one.from_day <= day]
    return begun[-1] if begun else _drafted()[0]


@cache
def _drafted() -> list[Drafted]:
    read: Any = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return sorted(msgspec.convert(read, list[Drafted]), key=lambda one: one.from_day)
