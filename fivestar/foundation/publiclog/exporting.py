"""The log as a folder: what `logtree.copies` writes, read from the database."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from fivestar.foundation.logtree.copies import Kept, Written, write_copy
from fivestar.foundation.logtree.heads import SignedHead
from fivestar.foundation.logtree.tiles import WIDTH
from fivestar.foundation.publiclog.keys import log_key
from fivestar.foundation.publiclog.models import LogEntry, LogHead, LogWitness, LogWitnessing
from fivestar.foundation.publiclog.reading import (
    bundle,
    public_keys,
    signed_head,
    tile_bytes,
    witness_document,
    witnessing_document,
)


class NothingSealed(LookupError):  # noqa: N818 -- says what it is
    """There is no head yet."""


def export_copy(folder: Path) -> Written:
    """Adds to the folder what it lacks. Raises NothingSealed.

    No transaction: the log only grows, and what is behind the head read first is cut off.
    """
    source = Records()
    if not source.heads:
        raise NothingSealed
    return write_copy(folder, source, log_key())


def entry_at(number: int) -> LogEntry | None:
    return LogEntry.objects.filter(number=number).first()


class Records:
    """`logtree.copies.Source`, as the database stands. Heads first: what is sealed later is not looked at."""

    _last: tuple[int, list[Kept]] | None = None

    @cached_property
    def heads(self) -> Sequence[SignedHead]:
        return [signed_head(row) for row in LogHead.objects.select_related("key").order_by("size")]

    @cached_property
    def keys(self) -> dict[str, str]:
        return public_keys()

    @cached_property
    def witnesses(self) -> Sequence[dict[str, Any]]:
        return [witness_document(row) for row in LogWitness.objects.order_by("id")]

    @cached_property
    def witnessed(self) -> Sequence[dict[str, Any]]:
        size = self.heads[-1].head.size
        known = {one["key"] for one in self.witnesses}
        rows = LogWitnessing.objects.select_related("head", "witness").filter(head__size__lte=size).order_by("id")
        return [witnessing_document(row) for row in rows if row.witness.name in known]

    @cached_property
    def _erased(self) -> frozenset[int]:
        numbers = LogEntry.objects.filter(erased_at__isnull=False, number__isnull=False)
        return frozenset(number // WIDTH for number in numbers.values_list("number", flat=True) if number is not None)

    def tile(self, level: int, number: int) -> bytes:
        return tile_bytes(level, number)

    def entries(self, number: int) -> Sequence[Kept]:
        # Asked for twice in a row, for leaves and for contents.
        if self._last is None or self._last[0] != number:
            self._last = (number, bundle(number))
        return self._last[1]

    def has_erased(self, number: int) -> bool:
        return number in self._erased
