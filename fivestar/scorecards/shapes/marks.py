"""What the wall, the dossier and the effect share: stars, sentences, counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext

VERDICT_OF_CODE: dict[str, str] = {
    "0": "unmet",
    "1": "met",
    "2": "unknown",
    "3": "not_applicable",
    "4": "pending",
    "5": "pending",
}

Basis = Literal["S", "C"]
Direction = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that travels as id and values and is translated where it is read."""

    message_id: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return gettext(self.message_id).format(**self.values)


@dataclass(frozen=True, slots=True)
class StarMark:
    """One star in a star row."""

    id: str
    short: str  # two characters: 过硬
    name: str  # 支部过硬星
    code: str  # "0".."5"

    @property
    def verdict(self) -> str:
        return VERDICT_OF_CODE[self.code]

    @property
    def is_behind(self) -> bool:
        """期内 and slower than the year."""
        return self.code == "5"


@dataclass(frozen=True, slots=True)
class LevelCount:
    """One figure above the wall; `target` is how many branches aim at this level, None when none does."""

    level: int
    count: int
    target: int | None


@dataclass(frozen=True, slots=True)
class Share:
    """`known` of `total` applicable criteria have an answer."""

    known: int
    total: int

    @property
    def percent(self) -> int:
        """Cut off, never rounded up."""
        return self.known * 100 // self.total if self.total else 0
