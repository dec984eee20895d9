"""The sums of the ledger, on frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from fivestar.engine.facts import FactDef

Way = Literal["hand", "row", "record", "taken"]
"""How a value came: stated by hand, a row of a file or of a program's delivery, counted from records, taken over from
another record by the program itself."""

WEIGHT_OF_ESTIMATE = 10
"""An estimate counts as much as so many measured forms. A drafted weight: no source sets one."""

PERIODS_A_YEAR = {"month": 12, "quarter": 4, "half_year": 2, "term": 2, "year": 1}


@dataclass(frozen=True, slots=True)
class Counted:
    """`number` values of one fact, of branches of one category, that came one way."""

    key: int
    category: str
    fact: str
    way: Way
    number: int


@dataclass(frozen=True, slots=True)
class Tally:
    """asked: values given by hand. rows: in files. recorded: counted from records. taken: from another record.
    reused: further tasks that a value served without being asked again. seconds: of whoever gave them.
    """

    asked: int = 0
    rows: int = 0
    recorded: int = 0
    taken: int = 0
    reused: int = 0
    seconds: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.asked + other.asked,
            self.rows + other.rows,
            self.recorded + other.recorded,
            self.taken + other.taken,
            self.reused + other.reused,
            self.seconds + other.seconds,
        )

    @property
    def spared(self) -> int:
        """Cells filled without a question."""
        return self.recorded + self.taken + self.reused


Supplier = tuple[str, str]
"""(level, department): village, township or department; the department's name only for the last."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Seconds of each kind of form: `fact:<slug>`, `row`, `record:<kind>`; measured: how many forms were."""

    question: Mapping[str, int]
    row: int
    record: int
    measured: Mapping[str, tuple[int, int]]

    def of_fact(self, fact: FactDef) -> int:
        return self._calibrated(f"fact:{fact.id}", self.question[fact.type])

    def of_record(self, kind: str) -> int:
        return self._calibrated(f"record:{kind}", self.record)

    def _calibrated(self, form: str, estimate: int) -> int:
        return calibrated(estimate, *self.measured.get(form, (0, 0)))


def calibrated(estimate: int, count: int, seconds: int) -> int:
    """The estimate drawn to the mean of `count` measured forms (`seconds` in all), in seconds, halves up."""
    weight = WEIGHT_OF_ESTIMATE + count
    return (2 * (estimate * WEIGHT_OF_ESTIMATE + seconds) + weight) // (2 * weight)


def supplier_of(fact: FactDef) -> Supplier:
    """Who gives the fact, or keeps the records it is counted from."""
    level = fact.supplier_level
    return level, (fact.department or "") if level == "department" else ""


def tally(
    counted: Iterable[Counted],
    facts: Mapping[str, FactDef],
    uses: Mapping[tuple[str, str], int],
    prices: Prices,
) -> dict[int, dict[Supplier, Tally]]:
    """Key → supplier → sums. uses: (category, fact) → tasks that read the fact; none where no task needs it."""
    found: dict[int, dict[Supplier, Tally]] = {}
    for one in counted:
        fact = facts.get(one.fact)
        if fact is None:
            continue
        of = found.setdefault(one.key, {})
        supplier = supplier_of(fact)
        further = max(0, uses.get((one.category, one.fact), 0) - 1)
        of[supplier] = of.get(supplier, Tally()) + _one(one, fact, further, prices)
    return found


def _one(one: Counted, fact: FactDef, further: int, prices: Prices) -> Tally:
    reused = one.number * further
    if one.way == "hand":
        return Tally(asked=one.number, reused=reused, seconds=one.number * prices.of_fact(fact))
    if one.way == "row":
        return Tally(rows=one.number, reused=reused, seconds=one.number * prices.row)
    if one.way == "record":
        return Tally(recorded=one.number, reused=reused)
    return Tally(taken=one.number, reused=reused)


def total(parts: Mapping[Supplier, Tally], level: str | None = None) -> Tally:
    """All suppliers together, or those of one level."""
    return sum((one for (of, _), one in parts.items() if level in (None, of)), Tally())


def times_a_year(fact: FactDef) -> int:
    """How often a fact is asked for in a year, as `facts.asking` does: what changes at any time is asked once."""
    return 1 if fact.is_told_on_change else PERIODS_A_YEAR.get(fact.period, 1)
