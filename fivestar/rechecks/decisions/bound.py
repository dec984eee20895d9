"""The most that may still be wrong, valid whenever one stops. `docs/explanation/re-checks.md` says why.

Betting against "right" along a list drawn without replacement from strata (Ville's inequality; Waudby-Smith and Ramdas,
Estimating means of bounded random variables by betting, 2024); strata by the arithmetic-geometric mean, as in
Hoeffding, On the distribution of the number of successes in independent trials, 1956.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

MISSES = 0.05
"""In at most so many draws the bound is ever below the truth."""
BETS = (1.0, 0.97, 0.9, 0.8, 0.65, 0.5, 0.3, 0.15)
_HALVINGS = 50


@dataclass(frozen=True, slots=True)
class Stratum:
    """`size` items, each wrong one costing `worth`."""

    size: int
    worth: int = 1


@dataclass(slots=True)
class _Seen:
    """What the list showed of a stratum. The chance of "wrong" at its next item is linear in its number of wrong ones
    M: (M − wrong) / (size − looked); `slope` and `offset` are the sums of 1 and of `wrong` over size − looked.
    """

    looked: int = 0
    wrong: int = 0
    slope: float = 0.0
    offset: float = 0.0


class Walk:
    """Along the list, one finding after another; `most_wrong` at any moment."""

    def __init__(self, strata: Sequence[Stratum], *, misses: float = MISSES) -> None:
        self._strata = strata
        self._seen = [_Seen() for _ in strata]
        self._count = 0
        self._wrong = 0
        self._goal = math.log(1 / misses)

    def see(self, stratum: int, *, is_wrong: bool) -> None:
        """The next item of the list, which belongs to the stratum of that index."""
        one = self._seen[stratum]
        left = self._strata[stratum].size - one.looked
        one.slope += 1 / left
        one.offset += one.wrong / left
        one.looked += 1
        one.wrong += is_wrong
        self._count += 1
        self._wrong += is_wrong

    def most_wrong(self) -> float:
        """An upper bound on the worth of all wrong items."""
        room = self._count * _highest_average(self._count, self._wrong, self._goal)
        return _fullest(self._strata, self._seen, room + sum(one.offset for one in self._seen))


def most_wrong(strata: Sequence[Stratum], looked: Iterable[tuple[int, bool]]) -> float:
    """The bound at the end of a walk: (index of the stratum, is it wrong) in the order of the list, without a gap."""
    walk = Walk(strata)
    for index, is_wrong in looked:
        walk.see(index, is_wrong=is_wrong)
    return walk.most_wrong()


@lru_cache(maxsize=8192)
def _highest_average(count: int, wrong: int, goal: float) -> float:
    """The highest average chance of "wrong" along the list at which the money would not have reached the goal."""
    low, high = 0.0, 1.0
    if not count or _money(count, wrong, high) < goal:
        return 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _money(count, wrong, middle) < goal:
            low = middle
        else:
            high = middle
    return high


def _money(count: int, wrong: int, average: float) -> float:
    """Logarithm of what the mixed bets have become if each chance had been the average."""
    won = []
    for bet in BETS:
        if bet == 1.0 and wrong:
            continue  # all was lost at the first wrong one
        price = 1 - bet * average
        if price <= 0:
            return math.inf
        won.append((wrong * math.log(1 - bet) if wrong else 0.0) - count * math.log(price))
    most = max(won)
    return most + math.log(sum(math.exp(one - most) for one in won) / len(BETS))


def _fullest(strata: Sequence[Stratum], seen: Sequence[_Seen], room: float) -> float:
    """The greatest worth with Σ slope · M ≤ room, M between what was found wrong and what was not found right."""
    worth = float(sum(stratum.worth * one.wrong for stratum, one in zip(strata, seen, strict=True)))
    room -= sum(one.slope * one.wrong for one in seen)
    open_strata = [(stratum, one) for stratum, one in zip(strata, seen, strict=True) if stratum.worth]
    for stratum, one in sorted(open_strata, key=lambda both: both[1].slope / both[0].worth):
        most = stratum.size - one.looked
        taken = float(most) if one.slope * most <= room else max(0.0, room / one.slope)
        worth += taken * stratum.worth
        room -= taken * one.slope
    return worth
