"""How the codes of a star's criteria become the star's own code: by all, by share, by points."""

from collections.abc import Callable, Sequence
from itertools import compress

from fivestar.engine.conditions import Get, Run, closure
from fivestar.engine.rated import Points
from fivestar.engine.rulebook import Criterion, Rulebook, Star
from fivestar.engine.verdicts import BEHIND, MET, NOT_APPLICABLE, ON_PACE, UNKNOWN, UNMET

Decide = Callable[[Sequence[int], Get], int]
CountPoints = Callable[[Sequence[int], Get], tuple[int, int, int]]

# Of several stars that must all be held, the first code in this order decides.
FIRST_DECIDES = (UNMET, UNKNOWN, BEHIND, ON_PACE, MET)


def together(codes: Sequence[int]) -> int:
    """The code of a star and the stars it presupposes."""
    return next(code for code in FIRST_DECIDES if code in codes)


def rule_of(rulebook: Rulebook, star: Star) -> Decide:
    """The function from the codes of this star's criteria (in order) to the star's code."""
    if star.way.share:
        return _by_share(star, *star.way.share)
    if star.way.points is not None:
        return _by_points(star, star.way.points, points_of(rulebook, star))
    return _by_all


def _by_all(codes: Sequence[int], _get: Get) -> int:
    for code in (UNMET, UNKNOWN, BEHIND, MET):
        if code in codes:
            return code
    return _nothing_counts(codes)


def _nothing_counts(codes: Sequence[int]) -> int:
    return ON_PACE if ON_PACE in codes else UNKNOWN


def _by_share(star: Star, numerator: int, denominator: int) -> Decide:
    alone = tuple(criterion.decides_alone for criterion in star.criteria)

    def decide(codes: Sequence[int], _get: Get) -> int:
        met, unknown, behind = codes.count(MET), codes.count(UNKNOWN), codes.count(BEHIND)
        counted = met + unknown + behind + codes.count(UNMET)
        if not counted:
            return _nothing_counts(codes)
        needed = numerator * counted
        return _between(
            tuple(compress(codes, alone)),
            held=met * denominator >= needed,
            held_if_caught_up=(met + behind) * denominator >= needed,
            held_at_best=(met + behind + unknown) * denominator >= needed,
        )

    return decide


def _by_points(star: Star, needed: int, count: CountPoints) -> Decide:
    alone = tuple(criterion.decides_alone for criterion in star.criteria)

    def decide(codes: Sequence[int], get: Get) -> int:
        if codes.count(NOT_APPLICABLE) + codes.count(ON_PACE) == len(codes):
            return _nothing_counts(codes)
        least, caught_up, most = count(codes, get)
        return _between(
            tuple(compress(codes, alone)),
            held=least >= needed,
            held_if_caught_up=caught_up >= needed,
            held_at_best=most >= needed,
        )

    return decide


def _between(alone: Sequence[int], *, held: bool, held_if_caught_up: bool, held_at_best: bool) -> int:
    """The code when the star is (not) held with everything open unmet, what is behind made good, and all of it met."""
    if not held_at_best or UNMET in alone:
        return UNMET
    if held and UNKNOWN not in alone and BEHIND not in alone:
        return MET
    return BEHIND if held_if_caught_up and UNKNOWN not in alone else UNKNOWN


def points_of(rulebook: Rulebook, star: Star) -> CountPoints:
    """The function to a star's points: certain, with what is behind made good, and the most possible."""
    each = tuple(_points(rulebook, criterion) for criterion in star.criteria)

    def count(codes: Sequence[int], get: Get) -> tuple[int, int, int]:
        least = caught_up = most = 0
        for code, points in zip(codes, each, strict=True):
            if code in (MET, BEHIND, UNKNOWN):
                low, high = points(get)
                most += high
                if code != UNKNOWN:
                    caught_up += low
                if code == MET:
                    least += low
        return least, caught_up, most

    return count


def certain_and_possible(count: CountPoints, codes: Sequence[int], get: Get) -> Points:
    least, _, most = count(codes, get)
    return Points(least, most)


def _points(rulebook: Rulebook, criterion: Criterion) -> Callable[[Get], tuple[int, int]]:
    """Least and most points of a met criterion."""
    if not isinstance(criterion.points, tuple):
        fixed = (criterion.points or 0, criterion.points or 0)
        return lambda get: fixed
    tiers: tuple[tuple[Run, int], ...] = tuple(
        (closure(rulebook.trees[tier.when]), tier.points) for tier in criterion.points
    )

    def points(get: Get) -> tuple[int, int]:
        low: int | None = None
        high = 0
        for when, worth in tiers:
            answer = when(get)
            if answer is False:
                continue
            low, high = worth if low is None else min(low, worth), max(high, worth)
            if answer is True:
                return low, high
        return 0, high

    return points
