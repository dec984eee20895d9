"""A day that cannot be meant is refused before it is kept."""

from __future__ import annotations

from datetime import date, datetime

from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import Refused
from fivestar.responsibility.decisions import fault_of_day


def refuse_days(refused: type[Refused], at: datetime, *days: date) -> None:
    """Raises `refused` with the first that no holding, post, seat or meeting can begin or end on."""
    for day in days:
        fault = fault_of_day(day, legal_day(at))
        if fault is not None:
            raise refused(fault[0], **fault[1])
