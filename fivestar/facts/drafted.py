"""Drafted settings, each a dated file: a past month keeps what held then."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec
import yaml


class Dated(Protocol):
    """An entry of such a file."""

    @property
    def from_day(self) -> date: ...


Entry = TypeVar("Entry", bound=Dated)


def drafted_on(day: date, file: Path, kind: type[Entry]) -> Entry:
    """The entry in force; before the first one, the first."""
    entries: list[Entry] = _entries(file, kind)
    begun = [one for one in entries if one.from_day <= day]
    return begun[-1] if begun else entries[0]


@cache
def _entries(file: Path, kind: type[Entry]) -> list[Entry]:
    read: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
    return sorted(msgspec.convert(read, list[kind]), key=lambda one: one.from_day)  # type: ignore[valid-type]
