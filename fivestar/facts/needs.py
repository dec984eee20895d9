"""Which criteria need a fact, and whose they are: read from the rulebooks in force, one table for every page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from fivestar.engine import Rulebook
from fivestar.engine.facts import base_name
from fivestar.engine.tree import keys_in
from fivestar.standards import queries as standards

if TYPE_CHECKING:
    from fivestar.territory.models import Region


@dataclass(frozen=True, slots=True)
class Need:
    """A criterion that reads the fact; `departments` leads with the one that leads the task."""

    category: str
    criterion: str
    name: str
    star: str
    departments: tuple[str, ...]


Needs = Mapping[str, tuple[Need, ...]]


def rulebooks_in_force(district: Region, on: date) -> dict[str, Rulebook]:
    """Category → rulebook, in the order of the chart; one query once a process knows them."""
    editions = standards.editions_in_force([district.pk], on)
    return {
        category: standards.rulebook_of(editions[district.pk, category])
        for category in standards.CATEGORY_ORDER
        if (district.pk, category) in editions
    }


def needs_of(rulebooks: Mapping[str, Rulebook]) -> Needs:
    """Fact → what needs it, in the order of the standards. A veto that is off needs nothing."""
    found: dict[str, list[Need]] = {}
    for rulebook in rulebooks.values():
        for slug, needs in _needs_in(rulebook).items():
            found.setdefault(slug, []).extend(needs)
    return {slug: tuple(needs) for slug, needs in found.items()}


@lru_cache(maxsize=32)
def _needs_in(rulebook: Rulebook) -> Needs:
    found: dict[str, list[Need]] = {}
    for star in rulebook.stars:
        for criterion in star.criteria:
            if criterion.is_off:
                continue
            need = Need(
                rulebook.edition.category,
                criterion.id,
                criterion.name,
                star.name,
                (criterion.lead_dept, *criterion.co_depts),
            )
            texts = criterion.conditions()
            for slug in dict.fromkeys(base_name(key) for text in texts for key in keys_in(rulebook.trees[text])):
                found.setdefault(slug, []).append(need)
    return {slug: tuple(needs) for slug, needs in found.items()}
