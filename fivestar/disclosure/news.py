"""Which pages for villagers an act has made old: each process follows the audit and remembers, unit by unit, the last.

An act on a branch makes its own page old, one on a township or a district all pages beneath; one whose place nobody
knows, all. What facts carry is known more exactly from the scorecards themselves: acts that only bring facts are left
to their stamp (`scorecards.queries.with_stamp`), else every figure of a department would make 400 pages old.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from threading import Lock
from time import monotonic

from fivestar.foundation.audit import feed

STILL_COMING = 600.0
"""Seconds for which a number that was passed over is asked for again: no act takes as long."""
_OF_FACTS = frozenset(
    {"facts.record", "facts.confirm_stated", "facts.confirm_import", "facts.withdraw_import", "facts.hand_in"}
)
# SECURITY: a page drawn anew because somebody spoke up would tell that somebody did.
_SILENT = ("disclosure.", "foundation.", "evidence.", "facts.ApiToken", "responsibility.DeviceKey")
# Acts on these reach further than the unit their subject stands in.
_WIDE = frozenset({"territory.Village", "responsibility.Handover", "responsibility.Department"})
_EVERYWHERE = ""


class News:
    """Numbers of acts by unit. All paths end in a dot, so that a prefix is a unit above."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last = -1
        self._passed_over: dict[int, float] = {}
        self._at: dict[str, int] = {}
        self._beneath: dict[str, int] = {}

    def version(self, path: str) -> int:
        """Changes with every act that may have made the page of this unit old. One query, more after an act."""
        with self._lock:
            self._listen()
            above = max((self._at.get(unit, 0) for unit in units_of(path)), default=0)
            return max(above, self._beneath.get(path, 0), self._at.get(_EVERYWHERE, 0))

    def forget(self) -> None:
        """For tests, whose rows are taken back."""
        self.__init__()  # type: ignore[misc]  # begins anew

    def _listen(self) -> None:
        if self._last < 0:
            self._last = feed.last_told()
            return
        told = feed.told_since(self._last, self._passed_over)
        if not told:
            return
        now = monotonic()
        seen = {one.pk for one in told}
        newest = max(self._last, *seen)
        waiting = {
            pk: since for pk, since in self._passed_over.items() if pk not in seen and now - since < STILL_COMING
        }
        waiting |= {pk: now for pk in range(self._last + 1, newest) if pk not in seen}
        for path in self._places(told):
            self._note(path, newest)
        # Only now: whoever fails on the way reads the same rows again.
        self._last, self._passed_over = newest, waiting

    def _places(self, told: Iterable[feed.Told]) -> set[str]:
        by_kind: dict[str, set[str]] = defaultdict(set)
        for one in told:
            if one.act not in _OF_FACTS and not one.kind.startswith(_SILENT):
                by_kind[one.kind].add(one.reference)
        found: set[str] = set()
        for kind, references in by_kind.items():
            paths = None if kind in _WIDE else feed.paths_of(kind, references)
            found |= paths or {_EVERYWHERE}
        return found

    def _note(self, path: str, number: int) -> None:
        # Numbers passed over come late: what is noted must rise all the same.
        number = max(number, self._at.get(path, 0) + 1)
        self._at[path] = number
        for unit in units_of(path):
            self._beneath[unit] = max(number, self._beneath.get(unit, 0) + 1)


def units_of(path: str) -> list[str]:
    """“1.4.v17.” → itself and all above: “1.”, “1.4.”, “1.4.v17.”."""
    parts = path.split(".")[:-1]
    return [".".join(parts[: length + 1]) + "." for length in range(len(parts))]


news = News()
