"""What judges' scores are worth: trimmed means, their spread, and bands within which differences are noise. No Django.

Scores are whole points. A candidate's score from one judge is the weighted sum of his points over the items. Judges
differ in how severe they are; that shifts all their scores alike and is no difference between candidates. What is left
when judge and candidate are taken out of the scores is noise, and Tukey's range (the studentised range at 95 %) says
how far apart two of so many candidates may lie by noise alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import erf, exp, lgamma, log, pi, sqrt

TRIM_FROM = 5
"""From so many judges on the highest and the lowest score of a candidate do not count."""
CONFIDENCE = 0.95
_STEPS = 64
Scores = Mapping[str, Mapping[str, Fraction]]  # candidate → judge → weighted score


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate. mean: trimmed; spread: highest less lowest of all scores; judges: how many scored it."""

    candidate: str
    mean: Fraction
    spread: Fraction
    judges: int


@dataclass(frozen=True, slots=True)
class Banded:
    """Candidates by bands, the highest first; within a band by name, never by score.

    margin: how far apart two may lie by noise alone; None where it cannot be told (fewer than two judges or two
    candidates, or nobody scored two of them): then all stand in one band.
    """

    bands: tuple[tuple[Judged, ...], ...]
    margin: float | None
    judges: int
    is_complete: bool


def weighted(points: Mapping[str, int], weights: Mapping[str, int]) -> Fraction:
    """The weighted mean of one judge's points over the items; every item must be scored."""
    if points.keys() != weights.keys():
        raise ValueError(f"items {sorted(points.keys() ^ weights.keys())}")
    return Fraction(sum(points[item] * weight for item, weight in weights.items()), sum(weights.values()))


def trimmed_mean(scores: Sequence[Fraction | int]) -> Fraction:
    """Without the highest and the lowest from `TRIM_FROM` scores on; of none there is no mean."""
    if not scores:
        raise ValueError("no scores")
    kept = sorted(scores)[1:-1] if len(scores) >= TRIM_FROM else scores
    return Fraction(sum(kept), len(kept))


def banded(scores: Scores) -> Banded:
    """Bands of all candidates that anybody scored. A new band begins where a candidate lies further below the first of
    the band than noise reaches; so the first and the last of a band cannot be told apart.
    """
    judged = [
        Judged(name, trimmed_mean(list(by.values())), max(by.values()) - min(by.values()), len(by))
        for name, by in scores.items()
        if by
    ]
    judged.sort(key=lambda one: (-one.mean, one.candidate))
    judges = {judge for by in scores.values() for judge in by}
    margin = _margin({name: by for name, by in scores.items() if by})
    bands: list[list[Judged]] = []
    for one in judged:
        if not bands or (margin is not None and float(bands[-1][0].mean - one.mean) > margin):
            bands.append([])
        bands[-1].append(one)
    is_complete = all(one.judges == len(judges) for one in judged)
    ordered = tuple(tuple(sorted(band, key=lambda one: one.candidate)) for band in bands)
    return Banded(ordered, margin, len(judges), is_complete)


def _margin(scores: Scores) -> float | None:
    """Tukey's honest difference, by the fewest scores that count of any candidate."""
    cells = [(name, judge, float(score)) for name, by in scores.items() for judge, score in by.items()]
    judges = {judge for _, judge, _ in cells}
    free = len(cells) - len(scores) - len(judges) + 1
    if len(scores) < 2 or len(judges) < 2 or free < 1:
        return None
    fewest = min(len(by) for by in scores.values())
    counted = fewest - 2 if fewest >= TRIM_FROM else fewest
    noise = sqrt(sum(left**2 for left in _residuals(cells)) / free)
    return studentised_range(len(scores), free) * noise / sqrt(counted)


def _residuals(cells: Sequence[tuple[str, str, float]]) -> list[float]:
    """What is left of each score without its candidate and its judge; fitted by turns until nothing moves."""
    left = [score for _, _, score in cells]
    for _ in range(200):
        moved = 0.0
        for place in (0, 1):
            groups: dict[str, list[int]] = {}
            for index, cell in enumerate(cells):
                groups.setdefault(str(cell[place]), []).append(index)
            for members in groups.values():
                mean = sum(left[index] for index in members) / len(members)
                moved = max(moved, abs(mean))
                for index in members:
                    left[index] -= mean
        if moved < 1e-12:
            break
    return left


@lru_cache(maxsize=256)
def studentised_range(count: int, free: int, confidence: float = CONFIDENCE) -> float:
    """How many standard errors the range of `count` equal means stays below with that confidence.

    free: degrees of freedom of the noise. Integrated numerically; a test holds it against the printed tables.
    """
    low, high = 0.0, 200.0
    for _ in range(24):
        middle = (low + high) / 2
        if _range_below(middle, count, free) < confidence:
            low = middle
        else:
            high = middle
    return high


def _range_below(q: float, count: int, free: int) -> float:
    """P(range / noise < q): over the noise's own distribution, the range of normal variates below q times it."""
    if free > 2000:
        return _normal_range_below(q, count)
    half = free / 2
    factor = log(2) + half * log(half) - lgamma(half)
    reach = 6 / sqrt(2 * free)
    first, last = max(1e-6, 1 - reach), 1 + reach if free > 2 else 1 + 3 * reach
    return _simpson(
        lambda s: exp(factor + (free - 1) * log(s) - half * s * s) * _normal_range_below(q * s, count), first, last
    )


def _normal_range_below(width: float, count: int) -> float:
    return count * _simpson(
        lambda z: exp(-z * z / 2) / sqrt(2 * pi) * max(_below(z) - _below(z - width), 0.0) ** (count - 1), -8, 8
    )


def _below(z: float) -> float:
    return (1 + erf(z / sqrt(2))) / 2


def _simpson(of: Callable[[float], float], first: float, last: float) -> float:
    step = (last - first) / _STEPS
    total = of(first) + of(last)
    for index in range(1, _STEPS):
        total += of(first + index * step) * (4 if index % 2 else 2)
    return total * step / 3
