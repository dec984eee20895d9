"""Dated settings of what is public, read once from the room's own data."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import yaml

from fivestar.disclosure.decisions import STRICTEST, Limit

_FILE = Path(__file__).parent / "data" / "small_counts.yaml"


class Setting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One span of days."""

    valid_from: date
    valid_to: date | None
    least: int
    units: frozenset[str]
    offices: frozenset[str]
    source: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    settings: tuple[Setting, ...]


@cache
def settings() -> tuple[Setting, ...]:
    return msgspec.convert(yaml.safe_load(_FILE.read_text(encoding="utf-8")), _File).settings


def limit_on(day: date) -> Limit:
    """What holds that day; the strictest where nothing is loaded for it."""
    for one in settings():
        if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to):
            return Limit(one.least, one.units, one.offices)
    return STRICTEST
