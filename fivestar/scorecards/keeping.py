"""Current rows, locked and written, and how a few or many kept rows are updated.

What is read here is written out: every statement of a fact waits for it, and Django takes longer to put such a query
together than the database to answer it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from fivestar.foundation import writing
from fivestar.scorecards.models import BASES, CurrentRow, Scorecard

FEW_ROWS = 4
ROWS_A_STATEMENT = 200

_ROWS = "SELECT * FROM scorecards_currentrow WHERE branch_id IN ({branches}) ORDER BY branch_id, basis {lock}"

Key = tuple[int, str]  # branch, basis


def locked_rows(branch_ids: Sequence[int], at: datetime) -> dict[Key, CurrentRow]:
    """The current rows of these branches, made where missing, ours until the transaction ends."""
    locked = _lock_rows(branch_ids)
    missing = [
        CurrentRow(branch_id=branch, basis=basis, updated_at=at)
        for branch in branch_ids
        for basis in BASES
        if (branch, basis) not in locked
    ]
    if missing:
        CurrentRow.objects.bulk_create(missing, ignore_conflicts=True)
        locked = _lock_rows(branch_ids)
    return locked


def _lock_rows(branch_ids: Sequence[int]) -> dict[Key, CurrentRow]:
    lock = "FOR UPDATE" if connection.features.has_select_for_update else ""  # SQLite has one writer as it is
    rows = CurrentRow.objects.raw(_ROWS.format(branches=writing.marks(branch_ids), lock=lock), branch_ids)
    return {(row.branch_id, row.basis): row for row in rows}


def write_rows(rows: Mapping[Key, CurrentRow], packed: Mapping[Key, tuple[bytes, str]], at: datetime) -> None:
    """packed: what the rows should hold and the digest of the catalogue it is packed by; a row without is emptied."""
    changed = []
    for key, row in rows.items():
        holds, digest = packed.get(key, (b"", ""))
        if (bytes(row.packed), row.catalogue_digest) != (holds, digest):
            row.packed, row.catalogue_digest, row.updated_at = holds, digest, at
            changed.append(row)
    update(CurrentRow, changed, ["packed", "catalogue_digest", "updated_at"])


def update(model: type[CurrentRow] | type[Scorecard], rows: Sequence[Any], fields: list[str]) -> None:
    """A few by one UPDATE each, in one go; many by one upsert on their keys, where one UPDATE of many cases takes ten
    times as long.
    """
    if len(rows) <= FEW_ROWS:
        writing.update(rows, fields)
    else:
        model._default_manager.bulk_create(
            rows, batch_size=ROWS_A_STATEMENT, update_conflicts=True, unique_fields=["id"], update_fields=fields
        )
