"""When a question is due, and for which period."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fivestar.engine.facts import FactDef
from fivestar.facts.periods import Period, of_day
from fivestar.foundation.clock import legal_day

OPENS_DAYS_BEFORE_END = 10
"""A question is asked in the last ten days of its period. A drafted length: no source sets one."""
GRACE_DAYS = 92
"""What was not answered in time stays through the next period, a quarter at most. A drafted length."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A period to be answered for; `due_on` is its last day, `is_late` once that is past."""

    period: str
    due_on: date
    is_late: bool


def turns(fact: FactDef, today: date, stated: Collection[str]) -> list[Turn]:
    """The periods a fact is asked for today, the earlier first. `stated`: periods of it that have a value already.

    The period before stays in its grace, the running one opens in its last days. What changes at any time is asked once
    a year from the first day; a change may be told whenever there is one.
    """
    running = of_day(today, fact.period)
    if fact.is_told_on_change:
        is_answered = any(period.startswith(f"{today.year}") for period in stated)
        return [] if is_answered else [Turn(running.text, of_day(today, "year").last, is_late=False)]
    before = of_day(running.first - timedelta(days=1), fact.period)
    asked = []
    if today <= before.last + timedelta(days=GRACE_DAYS):
        asked.append(before)
    if today > running.last - timedelta(days=OPENS_DAYS_BEFORE_END):
        asked.append(running)
    return [Turn(one.text, one.last, is_late=one.last < today) for one in asked if one.text not in stated]


def observed_day(period: Period, answered_at: datetime, at: datetime) -> date:
    """The day an answer speaks of: when it was given, inside its period. A phone's clock may be wrong either way."""
    day = min(legal_day(answered_at), legal_day(at), period.last)
    return max(day, period.first)


def is_conflict(*, seen: int | None, found: int | None, value: int) -> bool:
    """Did the value change between showing the question and taking the answer, to something other than the answer?"""
    return found not in (seen, value)
