"""Which department shall help which branch: loads as even as can be, ties that exist kept, few townships for each.

A flow from branches through departments: every matrix of it is totally unimodular, so the linear programme's corners
are whole numbers and HiGHS' simplex gives an exact answer, the same on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

_EVENNESS = 10_000
"""One more branch for a department that has k costs k of these; always more than all townships together."""
_NEW_TOWNSHIP = 1


@dataclass(frozen=True, slots=True)
class Wanting:
    """A branch without a department; both by key."""

    branch: int
    township: int


@dataclass(frozen=True, slots=True)
class Helping:
    """A department: how many branches it has already, and in which townships."""

    department: int
    load: int
    townships: frozenset[int]


def suggest(wanting: Sequence[Wanting], helping: Sequence[Helping]) -> Mapping[int, int]:
    """Branch → department, one for each branch that wants one.

    Loads differ by at most one where what exists allows it. Of equally even answers one in which departments go where
    they are already. Empty without departments.
    """
    if not wanting or not helping:
        return {}
    pairs = [(row, column) for row in range(len(wanting)) for column in range(len(helping))]
    level = _level([one.load for one in helping], len(wanting))
    slots = [(column, number) for column, one in enumerate(helping) for number in range(level - one.load)]
    costs = [_NEW_TOWNSHIP * (wanting[row].township not in helping[column].townships) for row, column in pairs] + [
        _EVENNESS * (helping[column].load + number) for column, number in slots
    ]
    solved = _solve(costs, _rows(pairs, slots, len(wanting), len(helping)), [1] * len(wanting) + [0] * len(helping))
    return {
        wanting[row].branch: helping[column].department
        for (row, column), value in zip(pairs, solved, strict=False)
        if value > 0.5
    }


def _level(loads: Sequence[int], more: int) -> int:
    """The load up to which departments are filled, like water: no even answer goes above it."""
    level = min(loads)
    while sum(max(0, level - load) for load in loads) < more:
        level += 1
    return level


def _rows(
    pairs: Sequence[tuple[int, int]], slots: Sequence[tuple[int, int]], branches: int, departments: int
) -> list[list[tuple[int, float]]]:
    """Each branch goes once; what goes to a department fills that many of its slots."""
    rows: list[list[tuple[int, float]]] = [[] for _ in range(branches + departments)]
    for index, (row, column) in enumerate(pairs):
        rows[row].append((index, 1.0))
        rows[branches + column].append((index, 1.0))
    for index, (column, _) in enumerate(slots, len(pairs)):
        rows[branches + column].append((index, -1.0))
    return rows


def _solve(costs: Sequence[int], rows: Sequence[Sequence[tuple[int, float]]], sides: Sequence[int]) -> Sequence[float]:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # its constructor says no types
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("solver", "simplex")
    solver.setOptionValue("threads", 1)
    count = len(costs)
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = count, len(rows)
    programme.col_cost_ = np.array(costs, dtype=np.double)
    programme.col_lower_, programme.col_upper_ = np.zeros(count), np.ones(count)
    programme.row_lower_ = programme.row_upper_ = np.array(sides, dtype=np.double)
    programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    programme.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in rows)])
    programme.a_matrix_.index_ = np.array([index for row in rows for index, _ in row])
    programme.a_matrix_.value_ = np.array([value for row in rows for _, value in row], dtype=np.double)
    solver.passModel(programme)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError("a flow that always exists was not found")
    return list(solver.getSolution().col_value)
