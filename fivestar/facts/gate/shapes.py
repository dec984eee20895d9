"""What the gate is told and what it answers, as frozen values. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from fivestar.facts.gate.names import key_of, unit_kind

BRANCHES = {"rural": frozenset({"rural"}), "urban": frozenset({"urban"}), "both": frozenset({"rural", "urban"})}
"""Populations whose figure is a branch's own; `township` and `district` are sums over them."""

PERIODS = ("day", "month", "quarter", "half_year", "term", "year")
"""From the shortest to the longest."""

FindingKind = Literal["held", "derivable", "unneeded", "over_budget"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The question proposed."""

    form: str
    label: str
    measure: str
    unit: str
    population: str
    period: str
    supplied_by: str
    times_a_year: int
    minutes: int
    criteria: tuple[str, ...] = ()
    document: str = ""
    supplier: str = ""

    @property
    def key(self) -> str:
        return key_of(self.measure or self.label)

    @property
    def minutes_a_year(self) -> int:
        return self.minutes * self.times_a_year


@dataclass(frozen=True, slots=True)
class Held:
    """What is asked already: a fact needed by the standards in force, or a question at the gate (`state`)."""

    slug: str
    label: str
    unit: str
    populations: frozenset[str]
    period: str
    adds: str = "last"
    supplier: str = ""
    state: str = ""

    @property
    def key(self) -> str:
        return key_of(self.label)

    @property
    def unit_kind(self) -> str:
        return unit_kind(self.unit)


@dataclass(frozen=True, slots=True)
class Budget:
    """Minutes a month one supplier of that level may be asked for, and what is asked of him already in a year."""

    minutes_a_month: int
    used_a_year: int
    source: str


@dataclass(frozen=True, slots=True)
class Known:
    """All the gate judges by.

    shares: pairs of slugs (part, whole) that the standards set against each other. criteria: id → may it ask for a
    file. budget: None where no minutes are set.
    """

    held: tuple[Held, ...]
    shares: tuple[tuple[str, str], ...] = ()
    criteria: Mapping[str, bool] = field(default_factory=dict)
    budget: Budget | None = None

    def by_slug(self, slug: str) -> Held | None:
        return next((one for one in self.held if one.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Finding:
    """Why the machine sends a question back: a message id with its values."""

    kind: FindingKind
    message_id: str
    values: Mapping[str, object]

    def as_json(self) -> dict[str, object]:
        return {"kind": self.kind, "message_id": self.message_id, "values": dict(self.values)}


@dataclass(frozen=True, slots=True)
class Near:
    """A name that sounds alike: whoever proposes says why it is something else."""

    slug: str
    label: str
    similarity: int
