"""What the page of parts draws, as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from fivestar.facts.bulk.due import units_of
from fivestar.facts.bulk.suppliers import DEPARTMENT, TOWNSHIP, Supplier, period_of
from fivestar.facts.contests.queries import standing_of_suppliers
from fivestar.facts.contests.taps import Contested, TapFact, taps_of
from fivestar.facts.pages import BASIS_WORDS
from fivestar.standards import words

if TYPE_CHECKING:
    from fivestar.engine import FactDef
    from fivestar.foundation.access import Actor
    from fivestar.territory.models import Region


@dataclass(frozen=True, slots=True)
class Part:
    """One supplier's part on the page."""

    key: str
    words: str
    basis_words: str
    branches: int
    facts: tuple[TapFact, ...]

    @property
    def may_contest(self) -> bool:
        return any(fact.taps for fact in self.facts)


def parts_of(actor: Actor, district: Region, suppliers: list[Supplier], on: date) -> list[Part]:
    """One query more than the suppliers took, however many there are."""
    units = {supplier.key: units_of(actor, district, supplier) for supplier in suppliers}
    contested = standing_of_suppliers({unit for there in units.values() for unit in there})
    return [
        Part(
            key=supplier.key,
            words=supplier_words(supplier),
            basis_words=BASIS_WORDS[supplier.basis],
            branches=len(supplier.branches),
            facts=tuple(
                _fact(fact, period_of(fact, on), supplier, units[supplier.key], contested) for fact in supplier.facts
            ),
        )
        for supplier in suppliers
    ]


def _fact(
    fact: FactDef,
    period: str,
    supplier: Supplier,
    units: Sequence[Region],
    contested: Contested,
) -> TapFact:
    taps = taps_of(units, supplier.department, fact.id, period, contested)
    return TapFact(fact.id, words.label_of(fact), period, taps)


def supplier_words(supplier: Supplier) -> str:
    if supplier.level == DEPARTMENT:
        return supplier.department
    if supplier.level == TOWNSHIP:
        return gettext("乡镇（街道）上报的数据")
    return gettext("村（社区）报告的数据")
