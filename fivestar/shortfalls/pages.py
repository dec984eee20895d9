"""What the pages of shortfalls draw, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from fivestar.engine import Rulebook
from fivestar.foundation.access import Duty
from fivestar.foundation.outcome import N_
from fivestar.responsibility.bodies import names_of
from fivestar.responsibility.in_charge import offices_of
from fivestar.responsibility.matrix import WORDS as DUTY_WORDS
from fivestar.responsibility.queries import Level
from fivestar.scorecards.answered import values_now
from fivestar.scorecards.narrowing import CHOSEN_BY, Narrowed
from fivestar.shortfalls.models import Shortfall
from fivestar.shortfalls.registers import Helper, helpers_of
from fivestar.shortfalls.words import (
    VERDICT_WORDS,
    criterion_of,
    gap_words,
    rulebook_of,
    star_name,
    state_words,
    suppliers,
    who_is,
)
from fivestar.territory.queries import townships_of

if TYPE_CHECKING:
    from fivestar.foundation.access import Actor
    from fivestar.territory.models import Branch, Region


@dataclass(frozen=True, slots=True)
class Line:
    """A shortfall in words. owner: title of the post; holder: who holds it today; days_late: 0 in time.

    helpers: the projects that serve it.
    """

    row: Shortfall
    branch: Branch
    task: str
    star: str
    verdict: str
    gap: str
    suppliers: str
    department: str
    state: str
    owner: str
    holder: str
    days_late: int
    helpers: tuple[Helper, ...] = ()

    @property
    def lacks_project(self) -> bool:
        """Its measure takes one, and there is none."""
        return self.row.is_open and self.row.takes_project and not self.helpers


@dataclass(frozen=True, slots=True)
class StarGroup:
    """A star of a branch with what it lacks."""

    name: str
    lines: tuple[Line, ...]


def lines_of(actor: Actor, rows: Sequence[Shortfall], today: date) -> list[Line]:
    """A constant number of queries."""
    rulebooks = {row.branch_id: rulebook_of(row) for row in rows}
    values = values_now({row.branch_id: rulebooks[row.branch_id] for row in rows if row.is_open})
    holders = names_of(actor, {row.owner_id for row in rows if row.owner_id}, today)
    helpers = helpers_of(actor, {row.branch_id for row in rows})
    return [
        _line(
            row,
            rulebook_of(row),
            values.get(row.branch_id, {}),
            holders,
            helpers.get((row.branch_id, row.criterion), ()),
            today,
        )
        for row in rows
    ]


def _line(
    row: Shortfall,
    rulebook: Rulebook,
    values: Mapping[str, object],
    holders: Mapping[int, str],
    helpers: tuple[Helper, ...],
    today: date,
) -> Line:
    criterion = criterion_of(rulebook, row.criterion)
    late = (today - row.due_on).days if row.is_open and row.due_on is not None else 0
    return Line(
        row=row,
        branch=row.branch,
        task=criterion.name,
        star=star_name(rulebook, row.star),
        verdict=gettext(VERDICT_WORDS[row.verdict]),
        gap=gap_words(rulebook, criterion, row.verdict, values),  # type: ignore[arg-type]  # values of the engine
        suppliers=suppliers(rulebook, criterion),
        department=row.department,
        state=state_words(row),
        owner=row.owner.title if row.owner else "",
        holder=holders.get(row.owner_id or 0, ""),
        days_late=max(late, 0),
        helpers=helpers,
    )


def by_star(lines: Iterable[Line]) -> list[StarGroup]:
    """In the order of the standards; unmet before unknown."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.star, []).append(line)
    order = ("unmet", "unknown")
    return [
        StarGroup(
            star,
            tuple(sorted(mine, key=lambda one: order.index(one.row.verdict) if one.row.verdict in order else 2)),
        )
        for star, mine in groups.items()
    ]


NARROWED_BY = ("township", "star", "department", "taskforce", "holder", "verdict", "state")
STATE_CHOICES = {
    "found": N_("待认领"),
    "rectifying": N_("整改中"),
    "overdue": N_("逾期的"),
    "reached": N_("已达标，待销号"),
    "fallen_back": N_("反弹的"),
    "struck_off": N_("已销号"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow a list: its label and (value, words, is it Chinese whatever the language?)."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str
    is_chinese: bool = True


@dataclass(frozen=True, slots=True)
class Counts:
    """Of a branch's standing list."""

    unmet: int
    unknown: int
    reached: int
    late: int


def counts_of(lines: Sequence[Line]) -> Counts:
    verdicts = [line.row.verdict for line in lines]
    return Counts(
        unmet=verdicts.count("unmet"),
        unknown=verdicts.count("unknown"),
        reached=sum(line.row.state == "reached" for line in lines),
        late=sum(line.days_late > 0 for line in lines),
    )


def chain_in_words(levels: Iterable[Level]) -> list[tuple[str, str]]:
    """(duty, who) for the five; "" where there is a gap."""
    return [
        (
            gettext(DUTY_WORDS[level.duty]),
            gettext("、").join(who_is(one) for one in level.posts),
        )
        for level in levels
    ]


def choices_of(
    district: Region, narrowed: Narrowed, rulebooks: Sequence[Rulebook], asked: Mapping[str, str]
) -> list[Choice]:
    """What a district's list can be narrowed by. One query."""
    stars = {star.id: star.name for rulebook in rulebooks for star in rulebook.stars}
    departments = sorted({one.lead_dept for rulebook in rulebooks for one in rulebook.criteria})
    holders = [(one, DUTY_WORDS[duty]) for duty in CHOSEN_BY for one in narrowed.there[duty]]
    taskforces = [one.first for one in narrowed.there[Duty.TASKFORCE]]
    given = (
        ("township", gettext("乡镇（街道）"), [(one.code, one.short_name) for one in townships_of(district)]),
        ("star", gettext("星"), list(stars.items())),
        ("department", gettext("牵头部门"), [(one, one) for one in departments]),
        (
            "taskforce",
            gettext("专班"),
            [(one.public_id, one.title) for one in taskforces],
        ),
        (
            "holder",
            gettext("责任人"),
            [(one.first.public_id, f"{one.first.office} {one.first.surname or ''}") for one, _ in holders],
        ),
    )
    found = [Choice(name, label, tuple(options), asked.get(name, "")) for name, label, options in given]
    verdicts = tuple((one, gettext(VERDICT_WORDS[one])) for one in ("unmet", "unknown"))
    states = tuple((one, gettext(words)) for one, words in STATE_CHOICES.items())
    return [
        Choice("state", gettext("到哪一步"), states, asked.get("state", ""), is_chinese=False),
        Choice("verdict", gettext("核实情况"), verdicts, asked.get("verdict", ""), is_chinese=False),
        *found,
    ]


def told(row: Shortfall) -> dict[str, str]:
    """Who planned it and who struck it off, by office. One query, none where nobody did."""
    refs = {ref for ref in (row.planned_by, row.struck_off_by) if ref}
    offices = offices_of(refs, row.branch.path) if refs else {}
    return {"planned_by": offices.get(row.planned_by, ""), "struck_off_by": offices.get(row.struck_off_by, "")}
