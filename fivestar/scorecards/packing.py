"""A branch's facts as one packed row: integers in the catalogue's order, this year's and then last year's.

The catalogue only ever grows at its end, so a row packed with fewer facts reads as unknown for the newer ones.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache

from fivestar.engine import canon
from fivestar.engine.facts import PREVIOUS

UNKNOWN = -(2**63)  # outside the range any fact may have


@lru_cache(maxsize=8)
def catalogue_digest(slugs: tuple[str, ...]) -> str:
    """What a packed row names the order of its facts by."""
    return canon.digest(list(slugs))


def pack(slugs: Sequence[str], stored: Mapping[str, int]) -> bytes:
    """Stored integers by key (`fact`, `previous.fact`); what is missing is unknown."""
    numbers = array("q", [stored.get(slug, UNKNOWN) for slug in slugs])
    numbers.extend(stored.get(PREVIOUS + slug, UNKNOWN) for slug in slugs)
    if sys.byteorder == "big":
        numbers.byteswap()
    return zlib.compress(numbers.tobytes(), 1)


def unpack(packed: bytes, slugs: Sequence[str]) -> dict[str, int]:
    """Key → stored integer; unknown is absent."""
    if not packed:
        return {}
    numbers = array("q")
    numbers.frombytes(zlib.decompress(packed))
    if sys.byteorder == "big":
        numbers.byteswap()
    known = len(numbers) // 2
    found = {slug: number for slug, number in zip(slugs, numbers[:known], strict=False) if number != UNKNOWN}
    found.update(
        (PREVIOUS + slug, number) for slug, number in zip(slugs, numbers[known:], strict=False) if number != UNKNOWN
    )
    return found
