"""Invented facts for any number of branches, the same for the same number: no branch is a real one.

Each row starts from the first worked case of the rulebook (everything met). A branch is sound, middling or poor, which
says how often a value is something else, nought or unknown; so all answers and levels occur.
"""

import numpy as np
import polars as pl

from fivestar.engine import FactDef, Rulebook
from fivestar.engine.facts import base_name, integer_range
from fivestar.engine.frames import column_type

# Of each kind of branch: the share of it, how often a value differs, and how often it is unknown.
SHARE = np.array([0.3, 0.4, 0.3])
DIFFERS = np.array([0.002, 0.02, 0.25])
UNKNOWN = np.array([0.0, 0.003, 0.06])


def synthetic(
    rulebook: Rulebook, count: int, *, differs_by: np.ndarray = DIFFERS, unknown_by: np.ndarray = UNKNOWN
) -> pl.DataFrame:
    """`branch` (12 digits) and one column per fact the rulebook asks for, with gaps."""
    random = np.random.default_rng(count)
    kind = random.choice(len(SHARE), size=count, p=SHARE)
    differs, unknown = differs_by[kind], unknown_by[kind]
    columns = [pl.Series("branch", np.arange(990_000_000_000, 990_000_000_000 + count)).cast(pl.String)]
    for key in rulebook.keys:
        fact = rulebook.facts[base_name(key)]
        values = np.full(count, rulebook.cases[0].facts[key], dtype=np.int64)
        other = random.random(count) < differs
        values[other] = _other_values(fact, values[other], random)
        column = pl.Series(key, values, dtype=pl.Int64).cast(column_type(fact))
        columns.append(column.set(pl.Series(random.random(count) < unknown), None))
    return pl.DataFrame(columns)


def _other_values(fact: FactDef, values: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """From nought to twice the value and a little more, inside the fact's range."""
    if fact.type == "boolean":
        return 1 - values
    low, high = integer_range(fact)
    return np.clip(random.integers(0, values * 2 + 4), low, high)
