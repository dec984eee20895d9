"""Dated terms of voices, with their sources; read once. Discipline matters and 12345 have none here: the offices that
take them have their own."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import msgspec
import yaml

_FILE = Path(__file__).parent / "data" / "terms.yaml"


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days, from when until when, and by what text."""

    id: str
    value: int
    unit: str
    valid_from: date
    valid_to: date | None
    source: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    terms: tuple[Term, ...]


@cache
def terms() -> tuple[Term, ...]:
    return msgspec.convert(yaml.safe_load(_FILE.read_text(encoding="utf-8")), _File).terms


def term(term_id: str, on: date) -> Term | None:
    """None where no text is loaded for that day."""
    there = (one for one in terms() if one.id == term_id and one.valid_from <= on)
    return next((one for one in there if one.valid_to is None or on <= one.valid_to), None)


def day_after(term_id: str, on: date) -> date | None:
    """The last day by that term, counted from a day; None: 规则待录入."""
    found = term(term_id, on)
    return None if found is None else on + timedelta(days=found.value)
