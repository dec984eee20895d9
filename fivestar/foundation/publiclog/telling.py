"""What a room tells the log of one of its records, and of those it had before the log was there."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypedDict

from django.db import transaction

from fivestar.foundation.publiclog.recording import record_late
from fivestar.foundation.registers import Register


class Told(TypedDict):
    """Of one act, as `record` takes it beside the time."""

    kind: str
    subject: str
    unit: str
    canonical: Mapping[str, Any]


Earlier = Iterable[tuple[Told, date]]
"""What is on record, each with the legal day on which it happened."""

earlier: Register[Callable[[], Earlier]] = Register("publiclog.earlier")
"""Where each room lists what of it belongs in the log."""


@transaction.atomic
def backfill(*, at: datetime) -> Counter[str]:
    """Enters what is on record and not in the log; how many of each kind. Doing it twice enters nothing twice.

    at: the machine's time; what is entered late does not pretend to have been there before.
    """
    entered: Counter[str] = Counter()
    for listed in earlier:
        for told, day in listed():
            if record_late(**told, happened_on=day, at=at) is not None:
                entered[told["kind"]] += 1
    return entered
