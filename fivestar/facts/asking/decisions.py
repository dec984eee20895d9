"""When a question is due, and for which period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fivestar.engine.facts import FactDef
from fivestar.facts.periods import Period, of_day
from fivestar.foundation.clock import legal_day

OPENS_DAYS_BEFORE_END = 10
"""A question is asked in the last ten days of its period. A drafted length: no source sets one."""

_ASKED_WHENEVER = {"realtime", "on_change"}


@dataclass(frozen=True, slots=True)
class Turn:
    """A period to be answered for; `due_on` is its last day, `is_late` once that is past."""

    period: str
    due_on: date
    is_late: bool


def turns(fact: FactDef, today: date) -> list[Turn]:
    """The periods a fact may be asked for today, the earlier first: the one before in its grace, then the one closing.

    A period's question opens in its last ten days and stays through the whole next period (grace), then it is missing
    and no longer asked. Facts that change at any time are asked once a year from its first day; a change may be told
    whenever there is one.
    """
    running = of_day(today, fact.period)
    if fact.frequency in _ASKED_WHENEVER or fact.period == "day":
        year = of_day(today, "year")
        return [Turn(running.text, year.last, is_late=False)]
    before = of_day(running.first - timedelta(days=1), fact.period)
    asked = [before] if before.year == running.year else []
    if today > running.last - timedelta(days=OPENS_DAYS_BEFORE_END):
        asked.append(running)
    return [Turn(one.text, one.last, is_late=one.last < today) for one in asked]


def observed_day(period: Period, answered_at: datetime, at: datetime) -> date:
    """The day an answer speaks of: when it was given, inside its period. A phone's clock may be wrong either way."""
    day = min(legal_day(answered_at), legal_day(at), period.last)
    return max(day, period.first)


def is_conflict(*, seen: int | None, found: int | None, value: int) -> bool:
    """Did the value change between showing the question and taking the answer, to something other than the answer?"""
    return found != seen and found != value
