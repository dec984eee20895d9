"""Many branches at once: the checked trees as Polars expressions, in five steps (facts, answers, codes, stars, level).

Facts are one Int64 (Boolean, String) column each: Int32 would overflow in silence. Answers are one byte each
(`verdicts.CODE`). What cannot happen is not computed: a criterion that always applies needs no test for it.
"""

from collections.abc import Iterable
from datetime import date

import polars as pl

from fivestar.engine.columns import expression
from fivestar.engine.facts import FactDef, base_name
from fivestar.engine.pace import Clock, accruing_parts, clock
from fivestar.engine.rulebook import Criterion, Rulebook
from fivestar.engine.star_columns import own_code, points_of, together
from fivestar.engine.verdicts import BEHIND, MET, NOT_APPLICABLE, UNKNOWN, UNMET

CODE_TYPE = pl.UInt8
COLUMN_TYPE = {"integer": pl.Int64, "boolean": pl.Boolean, "choice": pl.String}


def rate_frame(rulebook: Rulebook, frame: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Rate every row of `frame`: `branch` and one column per fact; a column that is missing is unknown throughout.

    Answers: branch, level, at_most, star.<id>, <criterion id> (codes), and points.<star id> of stars won by points.
    """
    now = clock(rulebook.edition, as_at)
    stars, criteria = rulebook.stars, rulebook.criteria
    return (
        frame.select("branch", *_facts(rulebook, frame))
        .with_columns(_answers(rulebook, now))
        .with_columns(_code(criterion, now).alias(f"code.{criterion.id}") for criterion in criteria)
        .with_columns(own_code(star, now).alias(f"own.{star.id}") for star in stars)
        .with_columns(together(rulebook, star).alias(f"star.{star.id}") for star in stars)
        .select(
            "branch",
            *_levels(rulebook),
            *(f"star.{star.id}" for star in stars),
            *(pl.col(f"code.{criterion.id}").alias(criterion.id) for criterion in criteria),
            *(points_of(star).alias(f"points.{star.id}") for star in stars if star.way.points is not None),
        )
    )


def column_type(fact: FactDef) -> type[pl.DataType]:
    """The type of a fact's column."""
    return COLUMN_TYPE[fact.type]


def _facts(rulebook: Rulebook, frame: pl.DataFrame) -> Iterable[pl.Expr]:
    """The columns the conditions ask for, in their types."""
    for key in rulebook.keys:
        kind = column_type(rulebook.facts[base_name(key)])
        if key not in frame.columns:
            yield pl.lit(None, dtype=kind).alias(key)
        elif frame.schema[key] != kind:
            yield pl.col(key).cast(kind)
        else:
            yield pl.col(key)


def _answers(rulebook: Rulebook, now: Clock) -> Iterable[pl.Expr]:
    """Each condition once, by its own text; paces, tiers and caps by the id of what they belong to."""
    texts: dict[str, None] = {}
    for criterion in rulebook.criteria:
        if criterion.is_off:
            continue
        texts.update(dict.fromkeys(text for text in (criterion.applies_when, criterion.met_when) if text is not None))
        if criterion.accrues and not now.is_over:
            yield _on_pace(rulebook, criterion, now).alias(f"pace.{criterion.id}")
        if criterion.tiers:
            yield from _tier_points(rulebook, criterion)
    for text in texts:
        yield expression(rulebook.trees[text]).alias(f"is.{text}")
    for cap in rulebook.edition.caps:
        yield expression(rulebook.trees[cap.when]).alias(f"cap.{cap.id}")


def _on_pace(rulebook: Rulebook, criterion: Criterion, now: Clock) -> pl.Expr:
    """Whether each count has reached floor(threshold * elapsed / total); unknown is not."""
    parts = accruing_parts(rulebook.trees[criterion.met_when]) or ()
    kept = [expression(part.left) >= expression(part.right) * now.elapsed // now.total for part in parts]
    return pl.all_horizontal(kept).fill_null(value=False)


def _tier_points(rulebook: Rulebook, criterion: Criterion) -> Iterable[pl.Expr]:
    """Least and most points of a met criterion: the first tier that holds, or any before it that may."""
    least = most = pl.lit(0, dtype=pl.Int32)
    for tier in reversed(criterion.tiers):
        when, worth = expression(rulebook.trees[tier.when]), pl.lit(tier.points, dtype=pl.Int32)
        least = pl.when(when).then(worth).when(when.is_null()).then(pl.min_horizontal(worth, least)).otherwise(least)
        most = pl.when(when).then(worth).when(when.is_null()).then(pl.max_horizontal(worth, most)).otherwise(most)
    yield least.alias(f"least.{criterion.id}")
    yield most.alias(f"most.{criterion.id}")


def _code(criterion: Criterion, now: Clock) -> pl.Expr:
    if criterion.is_off:
        return pl.lit(NOT_APPLICABLE, dtype=CODE_TYPE)
    met = pl.col(f"is.{criterion.met_when}")
    code = met.cast(CODE_TYPE).fill_null(UNKNOWN)
    if criterion.accrues and not now.is_over:
        code = pl.when(~met).then(BEHIND - pl.col(f"pace.{criterion.id}").cast(CODE_TYPE)).otherwise(code)
    if criterion.applies_when is None:
        return code
    applies = pl.col(f"is.{criterion.applies_when}")
    elsewhere = (NOT_APPLICABLE - applies.cast(CODE_TYPE)).fill_null(UNKNOWN)
    return pl.when(applies).then(code).otherwise(elsewhere)


def _levels(rulebook: Rulebook) -> Iterable[pl.Expr]:
    stars = [pl.col(f"star.{star.id}") for star in rulebook.stars]
    level = pl.sum_horizontal((star == MET).cast(pl.Int32) for star in stars)
    at_most = pl.sum_horizontal((star != UNMET).cast(pl.Int32) for star in stars)
    for cap in rulebook.edition.caps:
        when = pl.col(f"cap.{cap.id}")
        level = pl.when(when.fill_null(value=True)).then(pl.min_horizontal(level, cap.at_most)).otherwise(level)
        at_most = pl.when(when).then(pl.min_horizontal(at_most, cap.at_most)).otherwise(at_most)
    yield level.cast(pl.UInt8).alias("level")
    yield at_most.cast(pl.UInt8).alias("at_most")
