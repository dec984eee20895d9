"""Entries of invented draws, recorded and sealed; what the log then holds."""

from datetime import datetime

from django.db import transaction

from fivestar.foundation import publiclog
from fivestar.foundation.publiclog.models import LogEntry
from tests.cast import NOW

UNIT = "990099"


def record(number: int, *, kind: str = "recheck.void", at: datetime = NOW) -> LogEntry:
    with transaction.atomic():
        return publiclog.record(
            kind=kind,
            subject=f"draw{number}",
            unit=UNIT,
            canonical={"id": f"draw{number}", "commitment": "sha256:00"},
            at=at,
        )


def record_many(count: int, *, first: int = 1) -> list[LogEntry]:
    return [record(number) for number in range(first, first + count)]


def sealed(count: int, *, first: int = 1, at: datetime = NOW) -> None:
    record_many(count, first=first)
    publiclog.seal_pending(at=at)
