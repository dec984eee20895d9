"""What counts of people are too small for a public page. Pure; every page for villagers asks here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Shown = Literal["exact", "below", "near"]


@dataclass(frozen=True, slots=True)
class Limit:
    """least: the smallest count that is shown. offices: facts that count public offices, shown at any size."""

    least: int
    units: frozenset[str]
    offices: frozenset[str]


STRICTEST = Limit(least=10, units=frozenset({"人", "户", "名", "人次"}), offices=frozenset())
"""Where no setting is loaded for the day: rather too little is shown than too much."""


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of a task. key: of the fact, which may be last year's; amount: None where it is no number or unknown."""

    key: str
    slug: str
    amount: int | None
    unit: str


def shown(counts: Iterable[Count], limit: Limit) -> Mapping[str, Shown]:
    """How each figure may be shown, by key.

    below: a count of people above nothing and below the least. near: one that lacks so little to another count beside
    it (“356 of 358 households”) that the few who are missing could be recognised. Nobody at all is nobody: 0 is shown.
    """
    rows = list(counts)
    persons = [one for one in rows if _counts_people(one, limit)]
    found: dict[str, Shown] = {one.key: "exact" for one in rows}
    for one in persons:
        assert one.amount is not None  # by the choice above
        if 0 < one.amount < limit.least:
            found[one.key] = "below"
        elif any(0 < other.amount - one.amount < limit.least for other in persons if other.amount is not None):
            found[one.key] = "near"
    return found


def shown_together(tasks: Iterable[Iterable[Count]], limit: Limit) -> Mapping[str, Shown]:
    """How each figure may be shown wherever it stands: what one task may not show exactly no other one does."""
    found: dict[str, Shown] = {}
    for counts in tasks:
        for key, how in shown(counts, limit).items():
            if found.get(key, "exact") == "exact":
                found[key] = how
    return found


def _counts_people(one: Count, limit: Limit) -> bool:
    return one.amount is not None and one.unit in limit.units and one.slug not in limit.offices
