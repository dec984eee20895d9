"""What the findings of a plan come to: what counts so far, what was found, and the most that may still be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import ceil, floor

from fivestar.foundation.draw import Frame
from fivestar.rechecks.decisions.bound import MISSES, most_wrong
from fivestar.rechecks.framing import StratumName, strata_of_stars, strata_of_verdicts
from fivestar.rechecks.models import Finding

HOLDS, DOES_NOT, COULD_NOT = (str(one) for one in Finding.Verdict)
_TENTHS = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """A pair of the list with what was found of it, None while nobody looked."""

    pair: int
    stratum: str
    branch: int
    star: str
    verdict: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """One star's part of the list."""

    category: str
    star: str
    taken: int
    looked: int
    does_not: int
    could_not: int


@dataclass(frozen=True, slots=True)
class Result:
    """Shares are in tenths of a percent, bounds rounded up. `counted`: the unbroken beginning of the list.

    ahead: found further down, counted later. A star fell when one of its tasks did not hold.
    """

    taken: int
    counted: int
    ahead: int
    holds: int
    does_not: int
    could_not: int
    most_wrong: int
    stars: int
    stars_looked: int
    stars_fell: int
    most_stars: int
    strata: tuple[Tally, ...]

    @property
    def says_of_stars(self) -> bool:
        """A star needs all its tasks: a few pairs say little of whole stars, and then it is not said as a number."""
        return self.most_stars < _TENTHS

    @property
    def confidence(self) -> int:
        return round(100 * (1 - MISSES))


def verdict_of(verdicts: Iterable[str]) -> str | None:
    """What a pair counts as when several looked: any fault counts; who could not is outweighed by one who did."""
    found = set(verdicts)
    return next((verdict for verdict in (DOES_NOT, HOLDS, COULD_NOT) if verdict in found), None)


def result_of(frame: Frame, lines: Sequence[Line], *, stars: int, is_closed: bool) -> Result:
    """lines: the whole list in order. stars: how many the frame holds. Closed: what nobody saw counts as could not."""
    if is_closed:
        counted = [line if line.verdict else _left(line) for line in lines]
    else:
        counted = list(takewhile(lambda line: line.verdict is not None, lines))
    place = {stratum.id: index for index, stratum in enumerate(frame.strata)}
    looked = [(place[line.stratum], line.verdict != HOLDS) for line in counted]
    by_star = strata_of_stars(frame)
    pairs = sum(stratum.count for stratum in frame.strata)
    held = [line for line in counted if StratumName.of(line.stratum).is_held]
    most_stars = min(most_wrong(by_star, [one for one in looked if by_star[one[0]].worth]), stars)
    return Result(
        taken=len(lines),
        counted=len(counted),
        ahead=sum(line.verdict is not None for line in lines[len(counted) :]),
        holds=_count(counted, HOLDS),
        does_not=_count(counted, DOES_NOT),
        could_not=_count(counted, COULD_NOT),
        most_wrong=_tenths(most_wrong(strata_of_verdicts(frame), looked), pairs),
        stars=stars,
        stars_looked=len({(line.branch, line.star) for line in held}),
        stars_fell=len({(line.branch, line.star) for line in held if line.verdict == DOES_NOT}),
        most_stars=_tenths(most_stars, stars) if stars else 0,
        strata=_tallies(lines, counted),
    )


def _left(line: Line) -> Line:
    return Line(line.pair, line.stratum, line.branch, line.star, COULD_NOT)


def _count(lines: Iterable[Line], verdict: str) -> int:
    return sum(line.verdict == verdict for line in lines)


def _tallies(lines: Sequence[Line], counted: Sequence[Line]) -> tuple[Tally, ...]:
    """By category and star, in the order of their names; stars of which nothing was drawn are left out."""
    names = sorted({_star_of(line) for line in lines})
    here = {name: [line for line in counted if _star_of(line) == name] for name in names}
    return tuple(
        Tally(
            category=category,
            star=star,
            taken=sum(_star_of(line) == (category, star) for line in lines),
            looked=len(here[category, star]),
            does_not=_count(here[category, star], DOES_NOT),
            could_not=_count(here[category, star], COULD_NOT),
        )
        for category, star in names
    )


def _star_of(line: Line) -> tuple[str, str]:
    name = StratumName.of(line.stratum)
    return name.category, name.star


def _tenths(number: float, of: int) -> int:
    """Tenths of a percent, rounded up, at most a hundred percent; a whisker over a whole number is that number."""
    exact = _TENTHS * number / of
    nearest = floor(exact)
    return min(_TENTHS, nearest if exact - nearest < 1e-9 else ceil(exact))
