"""From a seed to the list: order within each stratum, the first k of each, then one sequence through all strata."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from fivestar.foundation.draw.frame import Frame
from fivestar.foundation.draw.hashing import rank


@dataclass(frozen=True, slots=True)
class Drawn:
    """An item on the list."""

    stratum: str
    item: str


def order(seed: bytes, stratum: str, items: Iterable[str]) -> list[str]:
    """The items in the order the seed gives them."""
    return sorted(items, key=lambda item: (rank(seed, stratum, item), item.encode("utf-8")))


def draw(frame: Frame, seed: bytes) -> list[Drawn]:
    """The first `take` of every stratum, interleaved so that any beginning of the list holds all strata in proportion.

    The j-th (from 1) of k stands at (2j − 1) / 2k; equal places go by the order of the strata.
    """
    placed = []
    for number, stratum in enumerate(frame.strata):
        for index, item in enumerate(order(seed, stratum.id, stratum.items)[: stratum.take]):
            placed.append((Fraction(2 * index + 1, 2 * stratum.take), number, Drawn(stratum.id, item)))
    return [drawn for _, _, drawn in sorted(placed, key=lambda place: place[:2])]
