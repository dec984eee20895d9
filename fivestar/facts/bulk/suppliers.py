"""Who supplies which facts of which branches in bulk: a department, a township, or a clerk for her villages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from fivestar.engine import FactDef
from fivestar.facts import periods
from fivestar.facts.catalogue import Catalogue, catalogue
from fivestar.facts.judging import group_of
from fivestar.facts.models import Basis, Observation
from fivestar.foundation.access import Actor, visible
from fivestar.standards import queries as standards
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

DEPARTMENT, TOWNSHIP, VILLAGE = "department", "township", "village"
_ACTS = {
    DEPARTMENT: (Basis.CONFIRMED, "facts.confirm_department"),
    TOWNSHIP: (Basis.STATED, "facts.state_township"),
    VILLAGE: (Basis.STATED, "facts.state_local"),
}


@dataclass(frozen=True)
class Supplier:
    """One supplier's part: its facts in the order of the catalogue, and the branches the actor may speak of.

    key: `township`, `village` or `department:<name>`. asked: branch category → slugs its edition asks for.
    """

    key: str
    level: str
    department: str
    basis: str
    district: Region
    facts: tuple[FactDef, ...]
    branches: tuple[Branch, ...]
    asked: Mapping[str, frozenset[str]]
    catalogue: Catalogue

    @cached_property
    def townships(self) -> tuple[Region, ...]:
        """In register order, each once."""
        return tuple(dict.fromkeys(branch.township for branch in self.branches))

    def is_asked(self, branch: Branch, fact: FactDef) -> bool:
        return fact.id in self.asked[branch.category]

    def within(self, township_code: str) -> tuple[Branch, ...]:
        return tuple(branch for branch in self.branches if branch.township.code == township_code)


@dataclass(frozen=True, slots=True)
class Held:
    """One value that stands: stored, with its period."""

    period: str
    value: int


def suppliers_for(actor: Actor, district: Region, on: date) -> list[Supplier]:
    """What this actor may supply in bulk here by the editions in force on a day; empty for whoever supplies nothing.

    A query or two a supplier of the editions, however many branches there are.
    """
    facts = catalogue()
    asked = _asked(district, on)
    everything = frozenset().union(*asked.values())
    parts: dict[tuple[str, str], list[FactDef]] = {}
    for slug, fact in facts.facts.items():
        level = fact.supplier_level
        counts_itself = fact.supplied_by == "records" and level == VILLAGE
        if slug in everything and not counts_itself:
            parts.setdefault((level, group_of(fact)), []).append(fact)
    return [
        supplier
        for (level, department), supplied in sorted(parts.items())
        if (supplier := _supplier(actor, district, level, department, supplied, asked, facts)).branches
    ]


def supplier_of(actor: Actor, district: Region, on: date, key: str) -> Supplier | None:
    return next((one for one in suppliers_for(actor, district, on) if one.key == key), None)


def held_by(supplier: Supplier, year: int) -> dict[tuple[int, str], list[Held]]:
    """(branch id, slug) → what stands in this year and the one before, by period, on the better basis; one query."""
    rows = Observation.objects.filter(
        branch__in=[branch.pk for branch in supplier.branches],
        fact__slug__in=[fact.id for fact in supplier.facts],
        year__in=(year, year - 1),
        superseded_at=None,
    )
    found: dict[tuple[int, str], list[Held]] = {}
    # "C" comes before "S": the stated value of a period that is confirmed too is left out.
    for branch, slug, period, value in rows.order_by("period", "basis").values_list(
        "branch", "fact__slug", "period", "value"
    ):
        held = found.setdefault((branch, slug), [])
        if not held or held[-1].period != period:
            held.append(Held(period, value))
    return found


def last_observation() -> int:
    """The number of the newest observation: what was there when somebody looked."""
    return Observation.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def period_of(fact: FactDef, on: date) -> str:
    return periods.of_day(on, fact.period).text


def _asked(district: Region, on: date) -> dict[str, frozenset[str]]:
    in_force = standards.editions_in_force([district.pk], on)
    return {category: frozenset(standards.rulebook_of(edition).facts) for (_, category), edition in in_force.items()}


def _supplier(
    actor: Actor,
    district: Region,
    level: str,
    department: str,
    supplied: list[FactDef],
    asked: Mapping[str, frozenset[str]],
    facts: Catalogue,
) -> Supplier:
    basis, act = _ACTS[level]
    return Supplier(
        key=f"{level}:{department}" if department else level,
        level=level,
        department=department,
        basis=basis,
        district=district,
        facts=tuple(supplied),
        branches=tuple(_branches(actor, district, act, department, supplied, asked)),
        asked=asked,
        catalogue=facts,
    )


def _branches(
    actor: Actor,
    district: Region,
    act: str,
    department: str,
    supplied: list[FactDef],
    asked: Mapping[str, frozenset[str]],
) -> Iterator[Branch]:
    """In register order; only those whose edition asks for one of the facts."""
    slugs = {fact.id for fact in supplied}
    there = visible(actor, act, territory.branches_of(district), about=department or None)
    return (branch for branch in there if slugs & asked.get(branch.category, frozenset()))
