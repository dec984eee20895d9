"""A count that grows through the year: what it should be by now, and when the same count stops being enough.

Only conditions made of `left >= right`, joined by AND, have a pace. On day e of T (both ends of the edition counted) a
count is on pace when left >= floor(right * e / T).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from fivestar.engine.rulebook import Edition
from fivestar.engine.tree import And, Comparison, Node


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a date stands in an edition's year, in days."""

    elapsed: int
    total: int
    is_over: bool

    def due(self, threshold: int) -> int:
        """What a count with this threshold should have reached by now."""
        return threshold * self.elapsed // self.total


def clock(edition: Edition, as_at: date) -> Clock:
    """On the last day of the edition nothing is 期内 any more."""
    total = (edition.valid_to - edition.valid_from).days + 1
    elapsed = (as_at - edition.valid_from).days + 1
    return Clock(elapsed=min(max(elapsed, 0), total), total=total, is_over=as_at >= edition.valid_to)


def accruing_parts(tree: Node) -> tuple[Comparison, ...] | None:
    """The comparisons of a condition that has a pace; None when it has none."""
    parts = tree.parts if isinstance(tree, And) else (tree,)
    found = tuple(part for part in parts if isinstance(part, Comparison) and part.op == ">=")
    return found if len(found) == len(parts) else None


def falls_behind_on(edition: Edition, left: int, right: int) -> date | None:
    """The first day on which an unreached count falls behind; None when it is reached."""
    if left >= right:
        return None
    total = (edition.valid_to - edition.valid_from).days + 1
    first_day = -(-(left + 1) * total // right)
    return edition.valid_from + timedelta(days=first_day - 1)
