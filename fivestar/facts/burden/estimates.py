"""Estimated seconds of a form before any was measured: a dated file, so that a past month keeps its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from fivestar.facts.drafted import drafted_on

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
    return drafted_on(day, _FILE, Estimates)
