"""What rating one branch answers."""

from dataclasses import dataclass
from datetime import date

from fivestar.engine.verdicts import BEHIND, ON_PACE, OUT, WORD, Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to one criterion. `counted`: it weighs in its star. `on_pace`: only of a pending one."""

    verdict: Verdict
    counted: bool
    on_pace: bool | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """Points of a star won by points: what is certain, and the most still possible."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Rated:
    """`level` stars are certain, `at_most` possible; `next_change_at` is the first later day with another answer."""

    level: int
    at_most: int
    stars: dict[str, Verdict]
    outcomes: dict[str, Outcome]
    points: dict[str, Points]
    next_change_at: date | None


# One outcome for each code: they are values, and the same six serve every branch.
OUTCOME = tuple(
    Outcome(word, code not in OUT, {ON_PACE: True, BEHIND: False}.get(code)) for code, word in enumerate(WORD)
)
