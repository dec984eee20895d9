"""Writing, sealing and checking the audit.

A sealed row carries a number without gaps and `digest = sha256(RFC 8785 of its content, its number and the digest
before it)`: changing, removing or inserting a row breaks the chain from there on. Cutting off the end shows only to
somebody who kept a later head; `audit verify` prints the head to keep.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, models, transaction

from fivestar.engine import canon
from fivestar.foundation.access.types import Actor
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.writing import insert

FIRST = "sha256:" + "0" * 64
"""What stands before the first row."""
ROWS_A_SEALING = 500
SEALED_WITHIN = timedelta(minutes=5)
"""An unsealed row older than this means that no sealer runs."""

Changes = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Break:
    """The first row at which the chain does not hold. `row` is the database's own key."""

    row: int
    number: int
    what: str  # content, gap or previous


@dataclass(frozen=True, slots=True)
class Verified:
    """How far the chain was read and how it stands."""

    sealed: int
    head: str
    waiting: int
    overdue: int
    broken: Break | None


def record(*, actor: Actor, act: str, subject: models.Model | None, changes: Changes, at: datetime) -> AuditEntry:
    """Adds a row; only inside a transaction, so that it stands or falls with the act.

    changes: field → [old, new] (or whatever says what moved): text, whole numbers, yes/no, lists of them; dates become
    text. Never a name, telephone number or other personal value.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{act}: an audit row outside the act's transaction proves nothing")
    entry = AuditEntry(
        at=at,
        actor=actor.person_ref or "anyone",
        act=act,
        subject_kind=subject._meta.label if subject else "",
        subject=_reference(subject) if subject else "",
        changes=_plain(changes),
    )
    canon.dumps(entry.changes)  # refuses floats and other things that have no one spelling
    insert(entry)
    return entry


def who_did(act: str, subject: models.Model) -> frozenset[str]:
    """References of whoever did that to it, ever. One query."""
    rows = AuditEntry.objects.filter(act=act, subject_kind=subject._meta.label, subject=_reference(subject))
    return frozenset(rows.order_by().values_list("actor", flat=True))


def changes_of(act: str, subject: models.Model) -> list[tuple[datetime, dict[str, Any]]]:
    """When that was done to it and what changed, the newest first. One query."""
    rows = AuditEntry.objects.filter(act=act, subject_kind=subject._meta.label, subject=_reference(subject))
    return list(rows.order_by("-id").values_list("at", "changes"))


def seal_pending(*, at: datetime) -> int:
    """Numbers and chains what waits; how many rows. Two sealers at once do no harm: the second finds nothing."""
    sealed = 0
    while count := _seal_some(at):
        sealed += count
    return sealed


@transaction.atomic
def _seal_some(at: datetime) -> int:
    waiting = list(AuditEntry.objects.select_for_update().filter(number__isnull=True).order_by("id")[:ROWS_A_SEALING])
    # Read the end of the chain only after the rows are ours: another sealer may just have moved it.
    last = AuditEntry.objects.filter(number__isnull=False).order_by("-number").first()
    number, previous = (last.number or 0, last.digest or "") if last else (0, FIRST)
    for entry in waiting:
        number += 1
        entry.number, entry.previous, entry.sealed_at = number, previous, at
        entry.digest = previous = _digest(entry)
    AuditEntry.objects.bulk_update(waiting, ["number", "previous", "digest", "sealed_at"], batch_size=100)
    return len(waiting)


def verify(*, at: datetime) -> Verified:
    """Reads the whole chain in its order, in memory that does not grow."""
    sealed = AuditEntry.objects.filter(number__isnull=False).order_by("number").iterator(chunk_size=1000)
    count, head, broken = _follow(sealed)
    waiting = AuditEntry.objects.filter(number__isnull=True)
    return Verified(
        sealed=count,
        head=head,
        waiting=waiting.count(),
        overdue=waiting.filter(recorded_at__lt=at - SEALED_WITHIN).count(),
        broken=broken,
    )


def digest_of(number: int) -> str | None:
    """Digest of the row with that number; None when the chain has none."""
    return AuditEntry.objects.filter(number=number).values_list("digest", flat=True).first()


def _follow(entries: Iterable[AuditEntry]) -> tuple[int, str, Break | None]:
    number, head = 0, FIRST
    for entry in entries:
        assert entry.number is not None  # by the filter
        if entry.number != number + 1:
            return number, head, Break(entry.pk, entry.number, "gap")
        if entry.previous != head:
            return number, head, Break(entry.pk, entry.number, "previous")
        if entry.digest != _digest(entry):
            return number, head, Break(entry.pk, entry.number, "content")
        number, head = entry.number, entry.digest
    return number, head, None


def _digest(entry: AuditEntry) -> str:
    return canon.digest(
        {
            "number": entry.number,
            "previous": entry.previous,
            "at": _moment(entry.at),
            "recorded_at": _moment(entry.recorded_at),
            "actor": entry.actor,
            "act": entry.act,
            "subject_kind": entry.subject_kind,
            "subject": entry.subject,
            "changes": entry.changes,
        }
    )


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _reference(subject: models.Model) -> str:
    return str(getattr(subject, "public_id", subject.pk))


def _plain(value: Any) -> Any:
    """JSON's own kinds; moments and days as text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = [_plain(item) for item in value]
        return sorted(items) if isinstance(value, set | frozenset) else items
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    # A choice's text is text; NFC is the one spelling that can be chained.
    return unicodedata.normalize("NFC", str(value)) if isinstance(value, str) else value
