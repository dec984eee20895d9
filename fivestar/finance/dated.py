"""What ledgers are kept by: account heads, terms, what a publication rests on. Dated data with sources, read once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec
import yaml

INCOME_FACTS = ("collective_income", "operating_income")
"""What the income of a year's ledger says of the standards; which heads count stands in heads.yaml."""
COLLECTIVE, ESTATE = "collective", "estate"
INCOME, EXPENDITURE = "income", "expenditure"
_FOLDER = Path(__file__).parent / "data"


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a line is booked under. counts_for: facts that its income adds to."""

    id: str
    kind: str
    label: str
    counts_for: tuple[str, ...] = ()


class _Chart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    chart: str
    valid_from: date
    valid_to: date | None
    source: str
    heads: tuple[Head, ...]


class _Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    value: int
    unit: str
    valid_from: date
    valid_to: date | None
    source: str


class _Basis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    chart: str
    valid_from: date
    valid_to: date | None
    text: str


class _Charts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    charts: tuple[_Chart, ...]


class _Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    terms: tuple[_Term, ...]
    bases: tuple[_Basis, ...]


class _Dated(Protocol):
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


Row = TypeVar("Row", bound=_Dated)


@cache
def charts() -> tuple[_Chart, ...]:
    return msgspec.convert(_document("heads.yaml"), _Charts).charts


@cache
def _terms() -> _Terms:
    return msgspec.convert(_document("terms.yaml"), _Terms)


def terms() -> tuple[_Term, ...]:
    return _terms().terms


def _document(name: str) -> object:
    return yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))


def _in_force(rows: Iterable[Row], day: date) -> Row | None:
    return next((one for one in rows if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)), None)


def heads_on(chart: str, day: date) -> tuple[Head, ...]:
    """The heads in force that day; none where no list is loaded for it."""
    found = _in_force([one for one in charts() if one.chart == chart], day)
    return found.heads if found else ()


def source_of_heads(chart: str, day: date) -> str:
    found = _in_force([one for one in charts() if one.chart == chart], day)
    return found.source if found else ""


@cache
def _labels() -> dict[str, str]:
    return {head.id: head.label for chart in reversed(charts()) for head in chart.heads}


def label_of(head: str) -> str:
    """Of whatever list it stood in; ids are never used for something else."""
    return _labels().get(head, head)


def term(term_id: str, day: date) -> int | None:
    """None where nothing is loaded for that day: then nothing is due by it."""
    found = _in_force([one for one in _terms().terms if one.id == term_id], day)
    return found.value if found else None


def basis_of(chart: str, day: date) -> str:
    """By which text a ledger of that day is made public; empty where none is loaded."""
    found = _in_force([one for one in _terms().bases if one.chart == chart], day)
    return found.text if found else ""


def heads_counting_for(fact: str) -> frozenset[str]:
    """Ids of the heads whose income adds to a fact."""
    return frozenset(head.id for chart in charts() for head in chart.heads if fact in head.counts_for)
