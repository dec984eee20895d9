"""Who sends too much, remembered in memory alone and only until midnight.

SECURITY: an address comes here as a pseudonym of the day and is kept as HMAC under a key that is made at the day's
first call and never written anywhere: not even this process can say tomorrow who sent something today. Each process of
the web server counts for itself, so the limits hold per process.
"""

from __future__ import annotations

import hmac
import secrets
from collections import Counter
from datetime import date
from threading import Lock

FREE = {"file": 3, "follow": 5}
"""So many a day from one address without a question; many people may stand behind one address."""
MOST = {"file": 30, "follow": 60}
"""So many a day from one address at all. A wrong code counts, a right one does not."""
FREE_FOR_ALL = {"file": 600, "follow": 2_000}
"""So many a day from everywhere; after that everybody is asked the question."""
ADDRESSES = 50_000
"""So many addresses are remembered; more than that in one day is a flood, and everybody is asked."""


class Flood:
    """Counts of one process and one day."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._day = date.min
        self._key = b""
        self._seen: Counter[tuple[str, bytes]] = Counter()
        self._all: Counter[str] = Counter()

    def is_refused(self, act: str, origin: str, day: date) -> bool:
        with self._lock:
            return self._seen[act, self._mark(origin, day)] >= MOST[act]

    def is_asked(self, act: str, origin: str, day: date) -> bool:
        """Must whoever sends this answer a question first?"""
        with self._lock:
            seen = self._seen[act, self._mark(origin, day)]
            return seen >= FREE[act] or self._all[act] >= FREE_FOR_ALL[act] or len(self._seen) >= ADDRESSES

    def count(self, act: str, origin: str, day: date) -> None:
        with self._lock:
            key = act, self._mark(origin, day)
            self._all[act] += 1
            if key in self._seen or len(self._seen) < ADDRESSES:
                self._seen[key] += 1

    def forget(self) -> None:
        """For tests: as if the process had just begun."""
        with self._lock:
            self._day, self._key = date.min, b""
            self._seen.clear()
            self._all.clear()

    def _mark(self, origin: str, day: date) -> bytes:
        # A clock set back begins no new day: whoever sends too much goes on being counted.
        if day > self._day:
            self._day, self._key = day, secrets.token_bytes(32)
            self._seen.clear()
            self._all.clear()
        return hmac.digest(self._key, origin.encode(), "sha256")


flood = Flood()
