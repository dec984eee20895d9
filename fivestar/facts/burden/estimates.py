"""Estimated seconds of a form before any was measured: a dated file, so that a past month keeps its own."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

_FILE = Path(__file__).with_name("data") / "minutes.yaml"


class Estimates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Seconds. question: by the type of the fact. row: a value in a file. record: a record of work entered."""

    from_day: date
    source: str
    question: dict[str, int]
    row: int
    record: int


def estimates_on(day: date) -> Estimates:
    """Those in force; before the first entry, the first."""
    begun = [one for one in _entries() if one.from_day <= day]
    return begun[-1] if begun else _entries()[0]


@cache
def _entries() -> list[Estimates]:
    read: Any = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return sorted(msgspec.convert(read, list[Estimates]), key=lambda one: one.from_day)
