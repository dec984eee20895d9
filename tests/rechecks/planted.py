"""Districts with planted errors, drawn as a plan draws them."""

import random

from fivestar.rechecks.decisions.allocation import shares_of
from fivestar.rechecks.decisions.bound import Stratum, Walk


def list_of(sizes: list[int], wrong: list[int], total: int, chance: random.Random) -> list[tuple[int, bool]]:
    """A stratified list, interleaved in proportion: (stratum, is it wrong)."""
    taken = shares_of({f"{index:02d}": size for index, size in enumerate(sizes)}, total)
    placed = []
    for index, (size, planted) in enumerate(zip(sizes, wrong, strict=True)):
        drawn = [number < planted for number in chance.sample(range(size), taken[f"{index:02d}"])]
        placed += [((2 * place + 1) / (2 * len(drawn)), index, found) for place, found in enumerate(drawn)]
    return [(index, found) for _, index, found in sorted(placed)]


def ever_missed(sizes: list[int], wrong: list[int], listed: list[tuple[int, bool]], worth: list[int]) -> bool:
    """Was the bound below the truth after any finding?"""
    strata = [Stratum(size, each) for size, each in zip(sizes, worth, strict=True)]
    truth = sum(number * each for number, each in zip(wrong, worth, strict=True))
    walk = Walk(strata)
    for index, is_wrong in listed:
        if not worth[index]:
            continue
        walk.see(index, is_wrong=is_wrong)
        if walk.most_wrong() < truth:
            return True
    return False
