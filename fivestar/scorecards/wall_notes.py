"""What stands beside a wall: choices to filter by, and notes on figures that would otherwise mislead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from fivestar.engine import Rulebook
from fivestar.foundation.outcome import N_
from fivestar.scorecards import registers
from fivestar.scorecards.shapes import Note, StarChoice
from fivestar.scorecards.validity import validity_notes

if TYPE_CHECKING:
    from fivestar.territory.models import Region


def star_choices(rulebooks: Iterable[Rulebook]) -> tuple[StarChoice, ...]:
    """Every star of these rulebooks, rural before urban; one that both have is one choice."""
    found: dict[str, StarChoice] = {}
    for rulebook in sorted(rulebooks, key=lambda one: (one.edition.category, one.digest)):
        for star in rulebook.stars:
            known = found.get(star.id)
            categories = (known.categories if known else ()) + (rulebook.edition.category,)
            found[star.id] = StarChoice(star.id, star.name, tuple(dict.fromkeys(categories)))
    return tuple(found.values())


def department_choices(rulebooks: Iterable[Rulebook]) -> tuple[str, ...]:
    """Leading departments, in the order of the rulebooks."""
    return tuple(dict.fromkeys(criterion.lead_dept for rulebook in rulebooks for criterion in rulebook.criteria))


def notes(region: Region, day: date, categories: Mapping[str, int], rulebooks: Sequence[Rulebook]) -> tuple[Note, ...]:
    """What a reader must know of the figures; rooms above add theirs."""
    found = []
    if categories.get("unknown"):
        found.append(
            Note(N_("{count} 个村(社区)是否参加创建、属哪一类尚待核实，不评星"), {"count": categories["unknown"]})
        )
    if categories.get("outside"):
        found.append(Note(N_("{count} 个村(社区)不在创建范围"), {"count": categories["outside"]}))
    if any(rulebook.edition.status == "draft" for rulebook in rulebooks):
        found.append(Note(N_("所用标准为拟定稿，未经区委组织部确认")))
    found.extend(validity_notes(rulebooks, day))
    for add in registers.figures:
        found.extend(add(region, day))
    return tuple(found)
