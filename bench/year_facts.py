"""What invented branches carried through a year: three days' facts rated, so that tasks open, close and fall back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from bench.branches import synthetic
from bench.rulebooks import AS_AT

from fivestar.engine import Rulebook, rate_frame  # isort: skip -- after Django is set up
from fivestar.engine.facts import FactDef, base_name  # isort: skip -- beside the others

# So that a district of 367 lacks some 5,000 of its 33,000 tasks: of sound, middling and poor ones (`bench.branches`).
DIFFERS = np.array([0.01, 0.08, 0.4])
UNKNOWN = np.array([0.002, 0.02, 0.1])
DAYS = (date(2023, 6, 20), date(2023, 8, 15), date(2023, 9, 8))
MOVES = 0.05
"""The share of facts that stood otherwise on an earlier day."""


@dataclass(frozen=True, slots=True)
class Card:
    """An answer from a day on."""

    since: date
    level: int
    at_most: int
    stars: str
    outcomes: bytes


@dataclass(frozen=True, slots=True)
class Carried:
    """A branch: its answers, the oldest first, and its facts of today as they are stored."""

    cards: tuple[Card, ...]
    facts: dict[str, int]


def carried(rulebook: Rulebook, count: int) -> Iterator[Carried]:
    """So many branches, the same for the same number."""
    now = _synthetic(rulebook, count, count)
    before = [_moved(now, _synthetic(rulebook, count, count + number), number) for number in (1, 2)]
    rated = [_answers(rulebook, frame) for frame in (*before, now)]
    kinds = {key: rulebook.facts[base_name(key)] for key in rulebook.keys}
    for facts, *answers in zip(now.drop("branch").iter_rows(named=True), *rated, strict=True):
        cards: list[Card] = []
        for since, answer in zip(DAYS, answers, strict=True):
            card = Card(since, *answer)
            if not cards or (cards[-1].outcomes, cards[-1].stars) != (card.outcomes, card.stars):
                cards.append(card)
        stored = {key: _stored(kinds[key], value) for key, value in facts.items() if value is not None}
        yield Carried(tuple(cards), stored)


def _synthetic(rulebook: Rulebook, count: int, seed: int) -> pl.DataFrame:
    return synthetic(rulebook, seed, differs_by=DIFFERS, unknown_by=UNKNOWN).head(count)


def _moved(now: pl.DataFrame, other: pl.DataFrame, seed: int) -> pl.DataFrame:
    random = np.random.default_rng(seed)
    return pl.DataFrame(
        [
            now[name].zip_with(pl.Series(random.random(len(now)) >= MOVES), other[name])
            if name != "branch"
            else now[name]
            for name in now.columns
        ]
    )


def _answers(rulebook: Rulebook, frame: pl.DataFrame) -> Iterator[tuple[int, int, str, bytes]]:
    rated = rate_frame(rulebook, frame, AS_AT)
    stars = [f"star.{star.id}" for star in rulebook.stars]
    criteria = [criterion.id for criterion in rulebook.criteria]
    for row in rated.iter_rows(named=True):
        yield (
            row["level"],
            row["at_most"],
            "".join(str(row[name]) for name in stars),
            bytes(row[name] for name in criteria),
        )


def _stored(fact: FactDef, value: object) -> int:
    if isinstance(value, str):
        return (fact.choices or ()).index(value)
    assert isinstance(value, int)
    return int(value)
