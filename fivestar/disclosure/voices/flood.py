"""Who sends too much, remembered in memory alone and only until midnight, by all processes of one server together.

SECURITY: an address comes here as a pseudonym of the day and is kept as HMAC under a key that is made at the day's
first call and stands in the same memory, never in a file: tomorrow nobody can say who sent something today. `fivestar
serve` makes that memory (Linux: without a name, gone with the server) and every web process opens it; a web server
started in any other way counts per process.
"""

from __future__ import annotations

import fcntl
import hmac
import mmap
import os
import secrets
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Lock

ACTS = ("file", "follow")
FREE = {"file": 3, "follow": 5}
"""So many a day from one address without a question; many people may stand behind one address."""
MOST_BY_SUM = {"file": 10, "follow": 20}
"""So many a day from one address by a sum, which a program solves too; after that by work alone."""
MOST = {"file": 30, "follow": 60}
"""So many a day from one address at all. A wrong code counts, a right one does not."""
FREE_FOR_ALL = {"file": 600, "follow": 2_000}
"""So many a day from everywhere; after that everybody is asked the question."""
ADDRESSES = 50_000
"""So many addresses are remembered; more than that in one day is a flood, and everybody is asked."""

_HEAD = struct.Struct("<I32sIII")  # day, key, addresses remembered, all of each act
_SLOT = struct.Struct("<16sHH")  # mark of an address, its count of each act
_SLOTS = 2**17
_MOST_COUNTED = 2**16 - 1
SIZE = _HEAD.size + _SLOTS * _SLOT.size
"""Bytes of the memory: 2.5 MiB."""

Memory = bytearray | mmap.mmap


class Flood:
    """Counts of one server and one day. place: of memory that several processes share; "" counts for this one alone."""

    def __init__(self, place: str = "") -> None:
        self._place = place
        self._lock = Lock()
        self._memory: Memory | None = None
        self._file: int | None = None

    def is_refused(self, act: str, origin: str, day: date) -> bool:
        with self._of(day) as memory:
            return self._seen(memory, act, origin) >= MOST[act]

    def is_asked(self, act: str, origin: str, day: date) -> bool:
        """Must whoever sends this answer a question first?"""
        with self._of(day) as memory:
            _, _, known, *everybody = _HEAD.unpack_from(memory)
            is_flood = everybody[ACTS.index(act)] >= FREE_FOR_ALL[act] or known >= ADDRESSES
            return is_flood or self._seen(memory, act, origin) >= FREE[act]

    def is_sum_enough(self, act: str, origin: str, day: date) -> bool:
        with self._of(day) as memory:
            return self._seen(memory, act, origin) < MOST_BY_SUM[act]

    def take(self, act: str, origin: str, day: date) -> bool:
        """Counts one; False when there were too many already. Two at one moment never take the same place."""
        with self._of(day) as memory:
            if self._seen(memory, act, origin) >= MOST[act]:
                return False
            self._add(memory, act, origin, 1)
            return True

    def give_back(self, act: str, origin: str, day: date) -> None:
        """What was taken by mistake: a right code is not counted."""
        with self._of(day) as memory:
            self._add(memory, act, origin, -1)

    def forget(self) -> None:
        """For tests: as if the server had just begun."""
        with self._held() as memory:
            memory[:] = bytes(SIZE)

    def remembered(self) -> bytes:
        """Everything it holds, byte by byte, for whoever looks for an address in it."""
        with self._held() as memory:
            return bytes(memory)

    @contextmanager
    def _of(self, day: date) -> Iterator[Memory]:
        with self._held() as memory:
            # A clock set back begins no new day: whoever sends too much goes on being counted.
            if day.toordinal() > _HEAD.unpack_from(memory)[0]:
                memory[:] = bytes(SIZE)
                _HEAD.pack_into(memory, 0, day.toordinal(), secrets.token_bytes(32), 0, 0, 0)
            yield memory

    @contextmanager
    def _held(self) -> Iterator[Memory]:
        """Opened at the first call and not before: a process that is forked later must hold a lock of its own."""
        with self._lock:
            if self._memory is None:
                self._memory = self._open()
            if self._file is None:
                yield self._memory
                return
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                yield self._memory
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def _open(self) -> Memory:
        if not self._place:
            return bytearray(SIZE)
        self._file = os.open(self._place, os.O_RDWR)  # until the process ends
        return mmap.mmap(self._file, SIZE)

    def _seen(self, memory: Memory, act: str, origin: str) -> int:
        at = self._slot(memory, origin)
        return 0 if at is None else int(_SLOT.unpack_from(memory, at)[1 + ACTS.index(act)])

    def _add(self, memory: Memory, act: str, origin: str, many: int) -> None:
        day, key, known, *everybody = _HEAD.unpack_from(memory)
        which = ACTS.index(act)
        everybody[which] = max(0, everybody[which] + many)
        at = self._slot(memory, origin)
        if at is not None:
            mark, *counts = _SLOT.unpack_from(memory, at)
            is_new = mark == bytes(16)
            if not is_new or known < ADDRESSES:
                known += is_new
                counts[which] = min(_MOST_COUNTED, max(0, counts[which] + many))
                _SLOT.pack_into(memory, at, _mark(key, origin), *counts)
        _HEAD.pack_into(memory, 0, day, key, known, *everybody)

    def _slot(self, memory: Memory, origin: str) -> int | None:
        """Where an address stands, or would; less than half of the slots is ever taken, so one is always near."""
        mark = _mark(_HEAD.unpack_from(memory)[1], origin)
        first = int.from_bytes(mark[:8]) % _SLOTS
        for step in range(_SLOTS):
            at = _HEAD.size + (first + step) % _SLOTS * _SLOT.size
            if memory[at : at + 16] in (mark, bytes(16)):
                return at
        return None


def _mark(key: bytes, origin: str) -> bytes:
    return hmac.digest(key, origin.encode(), "sha256")[:16]
