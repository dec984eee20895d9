"""A line of the plan and what it lacks. Pure, told everything.

What the standards and the list of bodies already say is drafted (拟定); the organisation department makes it the plan
by setting it. A draft answers nothing: a line that nobody set lacks what only a person can say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from fivestar.engine.facts import Level
from fivestar.foundation.outcome import N_

LEVELS = {
    "branch": N_("村（社区）党支部"),
    "township": N_("乡镇（街道）"),
    "department": N_("区直部门"),
    "district": N_("区级（工作专班）"),
}
GAPS = {
    "lead": N_("没有牵头单位"),
    "lead_unknown": N_("牵头单位不在本区部门名单里"),
    "co": N_("协办单位未定"),
    "level": N_("责任层级未定"),
    "due": N_("期限未定"),
    "force": N_("工作专班未定"),
}
_BY_SUPPLIER: dict[Level, str] = {"village": "branch", "township": "township", "department": "department"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a person set, or what is drafted. level: of LEVELS. force: name of the task force, "" for none."""

    cos: tuple[str, ...]
    level: str
    due_on: date | None
    force: str


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion in the plan. version: key of what was set, "" while it is only drafted. gaps: of GAPS."""

    id: str
    key_task: str
    name: str
    lead: str
    said: Said
    version: str
    set_on: date | None
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How whole a plan is. gaps: (gap, lines that lack it), in the order of GAPS."""

    total: int
    whole: int
    gaps: tuple[tuple[str, int], ...]

    @property
    def is_complete(self) -> bool:
        return self.total > 0 and self.whole == self.total


def drafted_level(supplied_by: Level) -> str:
    """Whoever supplies the task's facts is nearest to the work (拟定)."""
    return _BY_SUPPLIER[supplied_by]


def gaps_of(lead: str, said: Said | None, departments: Collection[str]) -> tuple[str, ...]:
    """said: None while nobody set the line."""
    gaps = []
    if not lead:
        gaps.append("lead")
    elif lead not in departments:
        gaps.append("lead_unknown")
    if said is None:
        return (*gaps, "co", "level", "due", "force")
    return (*gaps, *(gap for gap, is_there in (("due", said.due_on), ("force", said.force)) if not is_there))


def tally(lines: Iterable[Line]) -> Tally:
    lines = list(lines)
    found = Counter(gap for line in lines for gap in line.gaps)
    whole = sum(not line.gaps for line in lines)
    return Tally(len(lines), whole, tuple((gap, found[gap]) for gap in GAPS if found[gap]))


def unknown_among(names: Sequence[str], departments: Collection[str]) -> str | None:
    """The first name that is no department of the district."""
    return next((name for name in names if name not in departments), None)
