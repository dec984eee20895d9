"""What of the collective's finances is disclosed: classes, items and special matters, read once from one file. Pure.

The file says itself how many items there are in all; what it does not have yet is 待补全 on the page.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import yaml

FILE = Path(__file__).parent / "data" / "finance.yaml"


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An item, or a matter disclosed by itself."""

    id: str
    label: str


class Class(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the classes. names: what the source gives as examples."""

    id: str
    label: str
    items: tuple[Topic, ...]
    names: str = ""


class Topics(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole list with its source."""

    format: int
    source: str
    regulation: str
    seen_on: date
    items_in_all: int
    classes: tuple[Class, ...]
    special: tuple[Topic, ...]

    @property
    def items_missing(self) -> int:
        """How many items are 待补全."""
        return self.items_in_all - sum(len(one.items) for one in self.classes)


def read(file: Path = FILE) -> Topics:
    """Raises ValueError with what is wrong: an unknown field, an id twice, more items than there are."""
    found = msgspec.convert(yaml.safe_load(file.read_text(encoding="utf-8")), Topics)
    ids = [one.id for one in _all(found)]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise ValueError(f"{file.name}: {', '.join(twice)} stands there twice")
    if found.items_missing < 0:
        raise ValueError(f"{file.name}: more items than the {found.items_in_all} there are")
    return found


def _all(topics: Topics) -> list[Class | Topic]:
    return [*topics.classes, *(item for one in topics.classes for item in one.items), *topics.special]


FINANCE = read()
BY_ID = {one.id: one.label for one in _all(FINANCE)}


def choices() -> list[tuple[str, str]]:
    """What a notice of finances can say that it discloses: a class, its items, a special matter."""
    found = []
    for one in FINANCE.classes:
        found.append((one.id, one.label))
        found += [(item.id, f"{one.label} · {item.label}") for item in one.items]
    return [*found, *((one.id, one.label) for one in FINANCE.special)]
