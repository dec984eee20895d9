"""What the page of parts draws, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from fivestar.facts.bulk.suppliers import DEPARTMENT, TOWNSHIP, Supplier, period_of
from fivestar.facts.pages import BASIS_WORDS
from fivestar.standards import words


@dataclass(frozen=True, slots=True)
class Part:
    """One supplier's part on the page. facts: (label, period)."""

    key: str
    words: str
    basis_words: str
    branches: int
    facts: tuple[tuple[str, str], ...]


def parts_of(suppliers: list[Supplier], on: date) -> list[Part]:
    return [
        Part(
            key=supplier.key,
            words=supplier_words(supplier),
            basis_words=BASIS_WORDS[supplier.basis],
            branches=len(supplier.branches),
            facts=tuple((words.label_of(fact), period_of(fact, on)) for fact in supplier.facts),
        )
        for supplier in suppliers
    ]


def supplier_words(supplier: Supplier) -> str:
    if supplier.level == DEPARTMENT:
        return supplier.department
    if supplier.level == TOWNSHIP:
        return gettext("乡镇（街道）核实的数据")
    return gettext("村（社区）报告的数据")
