"""What a proposed edition would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fivestar.scorecards.shapes.marks import LevelCount


@dataclass(frozen=True, slots=True)
class EffectLine:
    """A branch whose answer a proposed edition would change."""

    public_id: str
    branch: str
    township: str
    level_before: int | None
    level_after: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """A proposal rated over every branch of its category and district, by the confirmed facts held today."""

    branch_count: int
    levels_before: tuple[LevelCount, ...]
    levels_after: tuple[LevelCount, ...]
    changed: tuple[EffectLine, ...]
    new_facts: tuple[str, ...]  # labels of facts nobody has supplied yet: everything asked from them is 待核实
    verdicts_before: Mapping[str, int]  # word → cells
    verdicts_after: Mapping[str, int]
