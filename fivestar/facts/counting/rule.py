"""When a count is written: pure, told everything.

A village's records may be younger than its figures: what a ledger or a file said about a period is never lowered
because somebody begins to record. The count takes over as soon as it says more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

SOURCE = "系统记录:"
"""What the source of every counted value begins with, of the stated one and of the one confirmed from it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A current observation of the fact and period."""

    value: int
    basis: str
    source: str
    observed_on: date


@dataclass(frozen=True, slots=True)
class Write:
    """The stated value to be written."""

    value: int
    observed_on: date


def is_counted(source: str) -> bool:
    """Was this value counted from records?"""
    return source.startswith(SOURCE)


def due(counted: int, standing: Iterable[Standing], *, day: date) -> Write | None:
    """What to write for a count made on `day`; None when nothing is to be said.

    An own earlier count is always put right, and no count is older than the one it puts right. Where another record
    says as much or more, it keeps its old day: then the other one goes on being the newer.
    """
    standing = list(standing)
    own = next((one for one in standing if one.basis == "S" and is_counted(one.source)), None)
    elsewhere = max((one.value for one in standing if not is_counted(one.source)), default=None)
    if counted == (own.value if own is not None else 0):
        return None
    if elsewhere is None or counted > elsewhere:
        return Write(counted, day if own is None else max(day, own.observed_on))
    return Write(counted, own.observed_on) if own is not None else None
