"""A star's code from the columns of its criteria's codes: the same three ways as `star_rules`, for many rows."""

from collections.abc import Iterable, Sequence

import polars as pl

from fivestar.engine.pace import Clock
from fivestar.engine.rulebook import Criterion, Rulebook, Star
from fivestar.engine.star_rules import FIRST_DECIDES
from fivestar.engine.verdicts import BEHIND, MET, ON_PACE, UNKNOWN, UNMET

CODE_TYPE = pl.UInt8
_COUNTED = (UNMET, MET, UNKNOWN, BEHIND)


def own_code(star: Star, now: Clock) -> pl.Expr:
    """The star by itself. Where nothing counts it is 期内 when something is on its way, else unknown."""
    codes = [pl.col(f"code.{criterion.id}") for criterion in star.criteria]
    code = _decided(star, codes)
    if any(_always_counts(criterion, now) for criterion in star.criteria):
        return code
    counts = pl.any_horizontal(_is_any(column, _COUNTED) for column in codes)
    return pl.when(counts).then(code).otherwise(_first(codes, (ON_PACE,), UNKNOWN))


def together(rulebook: Rulebook, star: Star) -> pl.Expr:
    """The star with all it presupposes, however far round."""
    names: dict[str, None] = {}
    waiting = [star.id]
    while waiting:
        name = waiting.pop()
        names.setdefault(name)
        waiting.extend(rulebook.star(name).requires)
    codes = [pl.col(f"own.{name}") for name in names]
    return codes[0] if len(codes) == 1 else _first(codes, FIRST_DECIDES[:-1], FIRST_DECIDES[-1])


def points_of(star: Star) -> pl.Expr:
    """The points that are certain."""
    return _points(star, "least", (MET,))


def _decided(star: Star, codes: Sequence[pl.Expr]) -> pl.Expr:
    """The star's code where at least one criterion counts."""
    way = star.way
    if way.share:
        needed, of = way.share
        counted = _count(codes, _COUNTED) * needed
        held, caught_up, best = (
            _count(codes, met) * of >= counted for met in ((MET,), (MET, BEHIND), (MET, BEHIND, UNKNOWN))
        )
    elif way.points is not None:
        held = _points(star, "least", (MET,)) >= way.points
        caught_up = _points(star, "least", (MET, BEHIND)) >= way.points
        best = _points(star, "most", (MET, BEHIND, UNKNOWN)) >= way.points
    else:
        return _first(codes, (UNMET, UNKNOWN, BEHIND), MET)
    alone = [pl.col(f"code.{criterion.id}") for criterion in star.criteria if criterion.decides_alone]
    if alone:
        best &= ~_any(alone, UNMET)
        caught_up &= ~_any(alone, UNKNOWN)
        held &= ~_any(alone, UNKNOWN) & ~_any(alone, BEHIND)
    return (pl.when(~best).then(_lit(UNMET)).when(held).then(_lit(MET)).when(caught_up).then(_lit(BEHIND))).otherwise(
        _lit(UNKNOWN)
    )


def _first(codes: Sequence[pl.Expr], order: Iterable[int], last: int) -> pl.Expr:
    """The first code of `order` that any of the columns holds."""
    chain = _lit(last)
    for code in reversed(tuple(order)):
        chain = pl.when(_any(codes, code)).then(_lit(code)).otherwise(chain)
    return chain


def _any(codes: Sequence[pl.Expr], code: int) -> pl.Expr:
    return pl.any_horizontal(column == code for column in codes)


def _is_any(column: pl.Expr, wanted: Iterable[int]) -> pl.Expr:
    return pl.any_horizontal(column == code for code in wanted)


def _count(codes: Sequence[pl.Expr], wanted: Iterable[int]) -> pl.Expr:
    return pl.sum_horizontal(_is_any(column, wanted).cast(pl.Int32) for column in codes)


def _points(star: Star, end: str, wanted: Iterable[int]) -> pl.Expr:
    """Points of the criteria whose code is wanted; `end` is which end of a tiered criterion's points."""
    counts = (criterion for criterion in star.criteria if not criterion.is_off)
    return pl.sum_horizontal(
        pl.lit(0, dtype=pl.Int32),
        *(_is_any(pl.col(f"code.{one.id}"), wanted).cast(pl.Int32) * _worth(one, end) for one in counts),
    )


def _worth(criterion: Criterion, end: str) -> pl.Expr:
    if criterion.tiers:
        return pl.col(f"{end}.{criterion.id}")
    return pl.lit(criterion.points or 0, dtype=pl.Int32)


def _always_counts(criterion: Criterion, now: Clock) -> bool:
    may_be_on_pace = criterion.accrues and not now.is_over
    return not criterion.is_off and criterion.applies_when is None and not may_be_on_pace


def _lit(code: int) -> pl.Expr:
    return pl.lit(code, dtype=CODE_TYPE)
