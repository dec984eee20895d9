"""Who did the year's work: secretaries state, clerks confirm; and what lies on the clerk's desk in 柳河镇 today.

Of 青塘村 the meetings of the year are there, as its clerk took them over from an export of the Party-affairs system.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fivestar.demonstration.places import TOLD_VILLAGE
from fivestar.engine.facts import Period
from fivestar.facts import queries as facts_queries
from fivestar.facts.actions import state_observation
from fivestar.facts.periods import of_day, parse
from fivestar.foundation.access import Actor, Duty
from fivestar.foundation.clock import morning_of
from fivestar.meetings import actions as meetings
from fivestar.meetings.kinds import Kind, kinds_of
from fivestar.meetings.sheet import COLUMN_WORDS
from fivestar.responsibility.in_charge import refs_of
from fivestar.responsibility.queries import actor_as, person_by_ref
from fivestar.standards.queries import catalogue

if TYPE_CHECKING:
    from fivestar.facts.decisions import Seen
    from fivestar.territory.models import Branch, Region

EXPORT = "青塘村三会一课(演示).csv"
TOPICS = ("学习上级会议精神", "研究集体经济项目", "讨论联农带农", "通报村务财务", "安排人居环境整治", "评议党员作用")
COMMITTEE = 5
"""Seats of a branch committee in the demonstration."""
STANDS_OUT: tuple[tuple[str, Period, int], ...] = (
    ("local_jobs", "year", 20),
    ("floating_members", "quarter", 60),
    ("leading_industry_households", "year", 40),
    ("local_jobs", "year", 260),
    ("floating_members", "quarter", 0),
)
"""Fact, kind of period, value: stated this morning by one secretary each, and something is odd about every one."""


class Authors:
    """Who stated and who confirmed what a village supplies: its secretary and its township's clerk."""

    def __init__(self, district: "Region", branches: Iterable["Branch"], on: date) -> None:
        secretaries, clerks = refs_of(district, Duty.OWN, on), refs_of(district, Duty.CLERK, on)
        self._by = {
            branch.pk: {"S": secretaries.get(branch.path, ""), "C": clerks.get(branch.township.path, "")}
            for branch in branches
        }
        self._of_village = {
            slug for slug, fact in facts_queries.catalogue().facts.items() if fact.supplied_by == "village"
        }

    def of(self, branch: int, fact: str, basis: str) -> str:
        """Reference of a person; empty where the figure was taken over from a register."""
        return self._by[branch][basis] if fact in self._of_village else ""


def keep_meetings(district: "Region", branches: Iterable["Branch"], today: date) -> int:
    """As many meetings of 青塘村 as its confirmed figures count, brought as a file by its clerk. How many."""
    branch = next(one for one in branches if _is_told(one))
    rows = list(_meetings(branch, today))
    if not rows:
        return 0
    lines = [tuple(COLUMN_WORDS.values()), *rows]
    data = "\n".join(",".join(str(cell) for cell in line) for line in lines).encode()
    clerk, at = _holder(refs_of(district, Duty.CLERK, today)[branch.township.path], today), morning_of(today)
    file = meetings.bring_file(actor=clerk, district=district, name=EXPORT, data=data, at=at)
    return meetings.confirm_file(actor=clerk, file=file, at=at).taken_in or 0


def state_what_stands_out(district: "Region", branches: Iterable["Branch"], today: date) -> None:
    """This morning's statements of secretaries of 柳河镇, never of the told village."""
    secretaries, known = refs_of(district, Duty.OWN, today), catalogue()
    there = [one for one in branches if one.township.name == TOLD_VILLAGE[0] and not _is_told(one)]
    for branch, (slug, kind, value) in zip(_with(secretaries, there), STANDS_OUT, strict=False):
        state_observation(
            actor=_holder(secretaries[branch.path], today),
            branch=branch,
            fact=known[slug],
            period=of_day(today, kind).text,
            value=value,
            basis="S",
            source="村里报告(演示)",
            observed_on=today,
            at=morning_of(today),
        )


def _is_told(branch: "Branch") -> bool:
    return (branch.township.name, branch.village.core) == TOLD_VILLAGE


def _with(secretaries: dict[str, str], branches: Iterable["Branch"]) -> Iterator["Branch"]:
    return (branch for branch in branches if branch.path in secretaries and branch.category == "rural")


def _meetings(branch: "Branch", today: date) -> Iterator[tuple[object, ...]]:
    """Rows of the file, in the order of the table of columns."""
    seen = [one for one in facts_queries.observed([branch.pk], years=(today.year,))[branch.pk] if one.basis == "C"]
    newest = {one.fact: one.value for one in sorted(seen, key=lambda one: one.period)}
    members = newest.get("party_members", 30)
    for kind in kinds_of(branch.category):
        groups = newest.get("party_groups", 1) if kind.by_group else 1
        for one in seen:
            if one.fact == kind.fact:
                for group in range(1, groups + 1):
                    yield from _of_period(branch, kind, one, group, members // groups, today)


def _of_period(
    branch: "Branch", kind: Kind, one: "Seen", group: int, members: int, today: date
) -> Iterator[tuple[object, ...]]:
    period = parse(one.period)
    assert period is not None
    last = min(period.last, today)
    due = COMMITTEE if kind.id in ("committee", "committees") else members
    for number in range(one.value):
        day = period.first + timedelta(days=(last - period.first).days * (number + 1) // (one.value + 1) + group - 1)
        topic = TOPICS[(day.toordinal() + number) % len(TOPICS)]
        cells = {
            "branch": branch.village.code,
            "kind": kind.label,
            "held_on": min(day, last),
            "due": due,
            "present": max(1, due - day.day % 4),
            "topic": f"{topic}(演示)",
            "group": group if kind.by_group else "",
        }
        yield tuple(cells[column] for column in COLUMN_WORDS)


def _holder(ref: str, on: date) -> Actor:
    person = person_by_ref(ref)
    assert person is not None, ref
    return replace(actor_as(person, on), has_second_factor=True)
