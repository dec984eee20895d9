"""dHash: which pictures look alike, and how to find them among many without comparing with each.

A picture is drawn as 9 × 8 grey points; each of the 64 bits says whether a point is darker than its right neighbour.
Two pictures are near when at most `NEAR` bits differ. A hash is cut into four bands of 16 bits: of two hashes that
differ in at most 7 bits, one band differs in at most 1 (were each to differ in 2, it would be 8). So looking up the
17 values around each of the four bands finds every near picture: nothing within `NEAR` is missed.

What dHash itself misses: cuts of more than a rim, turns of more than a degree or two, another shot of the same place,
another photograph of the same paper. It is worth a look, never a verdict.
"""

from collections.abc import Iterable
from dataclasses import dataclass

BITS = 64
BAND_COUNT = 4
BAND_BITS = BITS // BAND_COUNT
NEAR = 2 * BAND_COUNT - 1
"""Bits that may differ; the banding is exact up to here and no further."""
_BAND_MASK = (1 << BAND_BITS) - 1
_CHANGES = (0, *(1 << bit for bit in range(BAND_BITS)))
_LEAST_DETAIL = 6  # a plain wall or an empty sheet has fewer edges than this and resembles every other one


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """dHash of a picture and of the picture seen in a mirror, each 0 … 2^64 − 1."""

    dhash: int
    mirror: int

    @property
    def says_enough(self) -> bool:
        """Has the picture enough detail to be compared?"""
        return _LEAST_DETAIL <= self.dhash.bit_count() <= BITS - _LEAST_DETAIL


def distance(one: int, other: int) -> int:
    """Bits that differ."""
    return (one ^ other).bit_count()


def nearest(looked_for: Fingerprint, dhash: int) -> int:
    """Bits between a picture and another, or that other in a mirror."""
    return min(distance(looked_for.dhash, dhash), distance(looked_for.mirror, dhash))


def is_mirrored(looked_for: Fingerprint, dhash: int) -> bool:
    """Is the other liker to the picture seen in a mirror than to the picture itself?"""
    return distance(looked_for.mirror, dhash) < distance(looked_for.dhash, dhash)


def bands(dhash: int) -> tuple[int, ...]:
    """The four bands, the highest bits first, each 0 … 65535."""
    return tuple(dhash >> BAND_BITS * place & _BAND_MASK for place in reversed(range(BAND_COUNT)))


def probes(looked_for: Fingerprint) -> tuple[tuple[int, ...], ...]:
    """Per band the values one bit around the picture's and its mirror's: 34 at most, to be looked up in an index."""
    pairs = zip(bands(looked_for.dhash), bands(looked_for.mirror), strict=True)
    return tuple(
        tuple({one ^ change for change in _CHANGES} | {other ^ change for change in _CHANGES}) for one, other in pairs
    )


def as_text(dhash: int) -> str:
    """Sixteen hexadecimal digits."""
    return f"{dhash:016x}"


class Shelf:
    """Hashes laid out by their bands, so that looking for near ones touches few of them."""

    def __init__(self, hashes: Iterable[tuple[int, int]]) -> None:
        """hashes: key and dHash."""
        self._by_band: tuple[dict[int, list[tuple[int, int]]], ...] = tuple({} for _ in range(BAND_COUNT))
        for key, dhash in hashes:
            for laid, band in zip(self._by_band, bands(dhash), strict=True):
                laid.setdefault(band, []).append((key, dhash))

    def near(self, looked_for: Fingerprint) -> dict[int, int]:
        """Key → bits that differ, of all that are near."""
        met: dict[int, int] = {}
        for laid, values in zip(self._by_band, probes(looked_for), strict=True):
            for value in values:
                if value in laid:
                    met.update(laid[value])
        found = {key: nearest(looked_for, dhash) for key, dhash in met.items()}
        return {key: bits for key, bits in found.items() if bits <= NEAR}
