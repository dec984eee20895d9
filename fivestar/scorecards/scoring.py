"""From facts to answers: one branch by closures, many by frames; both give the same values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

import polars as pl

from fivestar.engine import Rated, Rulebook, Value, rate, rate_frame
from fivestar.engine.columns import expression
from fivestar.engine.facts import base_name
from fivestar.engine.frames import column_type
from fivestar.engine.pace import accruing_parts
from fivestar.engine.verdicts import BEHIND, CODE, MET, NOT_APPLICABLE, ON_PACE, UNKNOWN, UNMET

SET_BASED_FROM = 50
"""From so many branches on Polars is quicker than closures."""

CHARACTER = "012345"


@dataclass(frozen=True, slots=True)
class Answer:
    """What facts carry. `stars` one character a star, `outcomes` one byte a criterion, in the edition's order.

    rated: what the engine said, where it was asked branch by branch; a receipt need not ask again.
    """

    level: int
    at_most: int
    stars: str
    outcomes: bytes
    next_change_at: date | None
    rated: Rated | None = field(default=None, repr=False, compare=False)

    @property
    def counts(self) -> dict[str, int]:
        """Number of criteria by word."""
        codes = self.outcomes
        return {
            "met": codes.count(MET),
            "unmet": codes.count(UNMET),
            "unknown": codes.count(UNKNOWN),
            "pending": codes.count(ON_PACE) + codes.count(BEHIND),
            "not_applicable": codes.count(NOT_APPLICABLE),
        }


def answers(rulebook: Rulebook, values: Mapping[int, Mapping[str, Value]], as_at: date) -> dict[int, Answer]:
    """Branch → answer; by closures or by frames as their number commands."""
    if len(values) < SET_BASED_FROM:
        return {branch: answer_of(rulebook, facts, as_at) for branch, facts in values.items()}
    return answers_of_many(rulebook, values, as_at)


def answer_of(rulebook: Rulebook, facts: Mapping[str, Value], as_at: date) -> Answer:
    """One branch, by closures."""
    rated = rate(rulebook, facts, as_at)
    outcomes = _codes(rated)
    return Answer(
        level=rated.level,
        at_most=rated.at_most,
        stars=star_characters(rulebook, [CODE.get(word, BEHIND) for word in rated.stars.values()], outcomes),
        outcomes=outcomes,
        next_change_at=rated.next_change_at,
        rated=rated,
    )


def answers_of_many(rulebook: Rulebook, values: Mapping[int, Mapping[str, Value]], as_at: date) -> dict[int, Answer]:
    """Many branches, by frames."""
    frame = frame_of(rulebook, values)
    rated = rate_frame(rulebook, frame, as_at)
    stars = list(zip(*(rated[f"star.{star.id}"].to_list() for star in rulebook.stars), strict=True))
    codes = zip(*(rated[criterion.id].to_list() for criterion in rulebook.criteria), strict=True)
    changes = _next_changes(rulebook, frame, rated, as_at)
    return {
        branch: Answer(level, at_most, star_characters(rulebook, star, bytes(code)), bytes(code), change)
        for branch, level, at_most, star, code, change in zip(
            rated["branch"].to_list(),
            rated["level"].to_list(),
            rated["at_most"].to_list(),
            stars,
            codes,
            changes,
            strict=True,
        )
    }


def frame_of(rulebook: Rulebook, values: Mapping[int, Mapping[str, Value]]) -> pl.DataFrame:
    """One row a branch, one typed column for each value the conditions ask for."""
    rows = list(values.values())
    columns = {
        key: pl.Series(key, [row.get(key) for row in rows], dtype=column_type(rulebook.facts[base_name(key)]))
        for key in rulebook.keys
    }
    return pl.DataFrame({"branch": pl.Series("branch", list(values), dtype=pl.Int64), **columns})


def star_characters(rulebook: Rulebook, codes: Sequence[int], outcomes: bytes) -> str:
    """One character a star. A pending star is 5 when a task of its own is behind, else 4."""
    starts = [0]
    for star in rulebook.stars:
        starts.append(starts[-1] + len(star.criteria))
    characters = []
    for code, (start, end) in zip(codes, pairwise(starts), strict=True):
        if code in (ON_PACE, BEHIND):
            code = BEHIND if BEHIND in outcomes[start:end] else ON_PACE  # noqa: PLW2901 -- the same code, sharper
        characters.append(CHARACTER[code])
    return "".join(characters)


def _codes(rated: Rated) -> bytes:
    return bytes(
        CODE[outcome.verdict] if outcome.on_pace is None else (ON_PACE if outcome.on_pace else BEHIND)
        for outcome in rated.outcomes.values()
    )


def _next_changes(rulebook: Rulebook, frame: pl.DataFrame, rated: pl.DataFrame, as_at: date) -> list[date | None]:
    """What `Rated.next_change_at` says, for many: the first day a count falls behind, at the latest the last day."""
    edition = rulebook.edition
    if as_at >= edition.valid_to:
        return [None] * len(rated)
    total = (edition.valid_to - edition.valid_from).days + 1
    accruing = [criterion for criterion in rulebook.criteria if criterion.accrues]
    if not accruing:
        return [None] * len(rated)
    both = pl.concat(
        [frame, rated.select(pl.col(criterion.id).alias(f"code.{criterion.id}") for criterion in accruing)],
        how="horizontal",
    )
    days = [
        pl.when((pl.col(f"code.{criterion.id}") == ON_PACE) & (expression(part.left) < expression(part.right)))
        .then(((expression(part.left) + 1) * total + expression(part.right) - 1) // expression(part.right))
        .otherwise(total)
        for criterion in accruing
        for part in accruing_parts(rulebook.trees[criterion.met_when]) or ()
    ]
    is_pending = pl.any_horizontal(pl.col(f"code.{criterion.id}").is_in([ON_PACE, BEHIND]) for criterion in accruing)
    found = both.select(pl.when(is_pending).then(pl.min_horizontal(*days)).alias("day"))["day"].to_list()
    return [None if day is None else edition.valid_from + timedelta(days=day - 1) for day in found]
