"""Which of many files look alike: the same bytes, or pictures that differ in few bits, mirrored ones too.

Files of one branch, task and year are not compared: two shots of one thing belong together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from fivestar.evidence.fingerprints import Fingerprint, Shelf

COMPARED = ("pk", "branch_id", "criterion_id", "edition__year", "sha256", "sha256_given", "dhash", "dhash_mirror")
"""What a row of the database must tell of a file."""


class Gallery:
    """Files in use, laid out so that looking for like ones touches few of them."""

    def __init__(self, rows: Iterable[Any]) -> None:
        """rows: each with `COMPARED` as attributes."""
        self._rows = {row.pk: row for row in rows}
        self._shelf = Shelf((key, int(row.dhash, 16)) for key, row in self._rows.items() if row.dhash)
        self._same: dict[str, set[int]] = defaultdict(set)
        for key, row in self._rows.items():
            for digest in (row.sha256, row.sha256_given):
                self._same[digest].add(key)

    def like(self, key: int) -> dict[int, int | None]:
        """Key of a file like this one → bits that differ, None when the bytes are the same. Of a stranger, nothing."""
        row = self._rows.get(key)
        if row is None:
            return {}
        looked_for = fingerprint_of(row)
        hits: dict[int, int | None] = {**self._shelf.near(looked_for)} if looked_for is not None else {}
        hits.update(dict.fromkeys(self._same[row.sha256] | self._same[row.sha256_given]))
        return {other: bits for other, bits in hits.items() if _place(self._rows[other]) != _place(row)}


def fingerprint_of(file: Any) -> Fingerprint | None:
    """None of what is no picture, or has too little on it to be compared."""
    if not file.dhash:
        return None
    found = Fingerprint(int(file.dhash, 16), int(file.dhash_mirror, 16))
    return found if found.says_enough else None


def _place(row: Any) -> tuple[int, str, int]:
    return row.branch_id, row.criterion_id, row.edition__year
