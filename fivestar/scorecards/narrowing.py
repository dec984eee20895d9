"""What a wall of cells is narrowed to: a task force's stars and category, a duty holder's branches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from fivestar.engine import Rulebook
from fivestar.foundation.access import Duty
from fivestar.responsibility import queries as responsibility
from fivestar.responsibility.queries import Holder

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

CHOSEN_BY = (Duty.LEAD, Duty.GUIDE, Duty.SUPPORT)
"""Duty holders a wall can be narrowed to. Whoever has one township or one village has a page of it."""
SHOWN = (*CHOSEN_BY, Duty.TASKFORCE, Duty.SUPPLY)


@dataclass(frozen=True, slots=True)
class Asked:
    """star: id. department: leading department. taskforce, holder: public ids of posts."""

    star: str | None
    department: str | None
    taskforce: str | None
    holder: str | None


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What was asked for and is there that day; a post that is not is not asked for."""

    star: str | None
    department: str | None
    taskforce: Holder | None
    holder: Holder | None
    there: Mapping[Duty, tuple[Holder, ...]]
    categories: frozenset[str] | None  # the task force's; None: any

    @property
    def stars(self) -> frozenset[str] | None:
        """The task force's; None: any."""
        limits = self.taskforce.first.stars if self.taskforce else None
        return None if limits is None else frozenset(limits)

    @property
    def counts_tasks(self) -> bool:
        return self.department is not None or self.stars is not None

    def of(self, branches: Iterable[Branch]) -> list[Branch]:
        chosen = [one for one in (self.taskforce, self.holder) if one is not None]
        return [
            branch
            for branch in branches
            if all(one.covers(branch.path) for one in chosen)
            and (self.categories is None or branch.category in self.categories)
        ]

    def open_tasks(self, rulebook: Rulebook, outcomes: bytes) -> int:
        """Unmet or unknown, of the leading department and of the task force's stars."""
        within = None if self.stars is None else _criteria_of(rulebook, self.stars)
        return sum(
            code in (0, 2)
            and (self.department is None or criterion.lead_dept == self.department)
            and (within is None or criterion.id in within)
            for criterion, code in zip(rulebook.criteria, outcomes, strict=True)
        )


def narrow(region: Region, day: date, asked: Asked, rulebooks: Sequence[Rulebook]) -> Narrowed:
    """One query, whatever is asked."""
    there = responsibility.duty_holders(region, SHOWN, day)
    taskforce = _found(there[Duty.TASKFORCE], asked.taskforce)
    holder = _found((one for duty in CHOSEN_BY for one in there[duty]), asked.holder)
    categories = _categories(taskforce, rulebooks) if taskforce else None
    return Narrowed(asked.star, asked.department, taskforce, holder, there, categories)


def _found(holders: Iterable[Holder], public_id: str | None) -> Holder | None:
    return next((one for one in holders if public_id and one.has(public_id)), None)


def _categories(taskforce: Holder, rulebooks: Sequence[Rulebook]) -> frozenset[str] | None:
    """Of the standards that have all its stars; those both have (支部过硬) concern both, so nothing is left out."""
    stars = taskforce.first.stars
    if stars is None:
        return None
    having = [one for one in rulebooks if {star.id for star in one.stars}.issuperset(stars)]
    return None if len(having) in (0, len(rulebooks)) else frozenset(one.edition.category for one in having)


@lru_cache(maxsize=64)
def _criteria_of(rulebook: Rulebook, stars: frozenset[str]) -> frozenset[str]:
    return frozenset(criterion.id for star in rulebook.stars if star.id in stars for criterion in star.criteria)
