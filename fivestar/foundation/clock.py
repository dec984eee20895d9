"""The only place that asks the machine what time it is.

Security (sessions, codes, lock-out, sealing) uses this time. Business uses the district's own:
`territory.queries.now_in(region)`. Acts are told `at` and never ask.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LEGAL_ZONE = ZoneInfo("Asia/Shanghai")  # legal days are days here, whatever the server's zone
MORNING = time(9, 0)

_held: datetime | None = None


def machine_now() -> datetime:
    """Now, in UTC; inside `held_at` the time given there."""
    return _held or datetime.now(UTC)


def legal_day(at: datetime) -> date:
    """The calendar day in China at that moment; `at` must know its zone."""
    if at.tzinfo is None:
        raise ValueError("a moment without a zone has no legal day")
    return at.astimezone(LEGAL_ZONE).date()


def morning_of(day: date) -> datetime:
    """Nine o'clock of a legal day, in UTC: the time of a district that lives at its own date."""
    return datetime.combine(day, MORNING, LEGAL_ZONE).astimezone(UTC)


def midnight_of(day: date) -> datetime:
    """The first moment of a legal day, in UTC."""
    return datetime.combine(day, time(), LEGAL_ZONE).astimezone(UTC)


@contextmanager
def held_at(at: datetime) -> Iterator[datetime]:
    """The clock stands still for the whole process; for tests and rehearsals."""
    global _held  # noqa: PLW0603 -- one clock for the process is what is meant
    if at.tzinfo is None:
        raise ValueError("a moment without a zone cannot be held")
    before, _held = _held, at.astimezone(UTC)
    try:
        yield _held
    finally:
        _held = before
