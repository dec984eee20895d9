"""How a meeting's pack is cut to what can be talked about. Pure."""

from __future__ import annotations

from collections.abc import Sequence

MOST_IN_A_PACK = 10


def shares(counts: Sequence[int], most: int = MOST_IN_A_PACK) -> tuple[int, ...]:
    """How many of each section are shown, `most` in all: one of each in turn, so that no section crowds out another."""
    shown = [0] * len(counts)
    while sum(shown) < min(most, sum(counts)):
        for index, count in enumerate(counts):
            if shown[index] < count and sum(shown) < most:
                shown[index] += 1
    return tuple(shown)
