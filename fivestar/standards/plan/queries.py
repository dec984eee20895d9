"""Reads of the plan: every task of the edition in force with what was set for it, or what is drafted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from fivestar.engine.rulebook import Criterion, Star
from fivestar.foundation.access import Duty
from fivestar.foundation.clock import legal_day
from fivestar.responsibility import queries as responsibility
from fivestar.responsibility.bodies import stars_of
from fivestar.standards import queries as standards
from fivestar.standards.models import PlanLine
from fivestar.standards.plan.lines import Line, Said, Tally, drafted_level, gaps_of, tally

if TYPE_CHECKING:
    from fivestar.responsibility.models import Department
    from fivestar.standards.models import Edition
    from fivestar.territory.models import Region


@dataclass(frozen=True, slots=True)
class StarPlan:
    """The lines of a star."""

    star: Star
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A district's plan for a category on a day."""

    edition: Edition
    stars: tuple[StarPlan, ...]

    @property
    def lines(self) -> list[Line]:
        return [line for part in self.stars for line in part.lines]

    @property
    def tally(self) -> Tally:
        return tally(self.lines)

    def line(self, criterion: str) -> Line | None:
        return next((line for line in self.lines if line.id == criterion), None)


def plan_of(district: Region, category: str, on: date) -> Plan | None:
    """None where no standards are in force. A constant number of queries."""
    edition = standards.edition_in_force(district, category, on)
    if edition is None:
        return None
    departments = {one.name for one in departments_of(district)}
    forces = forces_by_star(district, on)
    rows = current_lines(district, category, edition.year).select_related("task_force")
    standing = {row.criterion: row for row in rows}
    return Plan(
        edition,
        tuple(
            StarPlan(
                star,
                tuple(
                    _line(one, standing.get(one.id), forces.get(star.id), edition, departments) for one in star.criteria
                ),
            )
            for star in standards.rulebook_of(edition).stars
        ),
    )


def current_lines(district: Region, category: str, year: int) -> QuerySet[PlanLine]:
    return PlanLine.objects.filter(district=district, category=category, year=year, is_current=True)


def departments_of(district: Region) -> QuerySet[Department]:
    """Those that may lead a task or help with it."""
    return responsibility.departments_of(district).filter(kind="department")


def forces_of(district: Region) -> QuerySet[Department]:
    return responsibility.departments_of(district).filter(kind="taskforce")


def forces_by_star(district: Region, on: date) -> Mapping[str, Department]:
    """Star id → the task force whose post looks after it; the first where several do."""
    posts = responsibility.posts_over(district.path, on)
    found: dict[str, Department] = {}
    for post in posts.filter(duty=Duty.TASKFORCE, department__kind="taskforce"):
        assert post.department is not None  # by the filter
        for star in post.stars or ():
            found.setdefault(star, post.department)
    return found


def lines_of_force(force: Department, on: date) -> list[tuple[str, Criterion, PlanLine]]:
    """(category, task, line) of what the plan in force gives a task force, the soonest due first."""
    editions = standards.editions_in_force([force.district_id], on)
    rows = PlanLine.objects.filter(district=force.district_id, task_force=force, is_current=True)
    found = []
    for row in rows.order_by("due_on", "category", "criterion"):
        edition = editions.get((force.district_id, row.category))
        if edition is None or edition.year != row.year:
            continue
        criteria = {one.id: one for star in standards.rulebook_of(edition).stars for one in star.criteria}
        if row.criterion in criteria:
            found.append((row.category, criteria[row.criterion], row))
    return found


def drafted_departments(force: Department, on: date) -> list[tuple[str, Sequence[str]]]:
    """(leading, helping) departments of each task of the stars a task force looks after, as the standards in force
    name them. Two queries.
    """
    stars = stars_of(force)
    editions = standards.editions_in_force([force.district_id], on).values()
    return [
        (one.lead_dept, one.co_depts)
        for edition in editions
        for star in standards.rulebook_of(edition).stars
        if stars is None or star.id in stars
        for one in star.criteria
    ]


def _line(
    criterion: Criterion, row: PlanLine | None, force: Department | None, edition: Edition, departments: Collection[str]
) -> Line:
    lead = criterion.lead_dept
    if row is None:
        drafted = Said(
            criterion.co_depts,
            drafted_level(criterion.supplied_by),
            edition.valid_to,
            force.name if force is not None else "",
        )
        gaps = gaps_of(lead, None, departments)
        return Line(criterion.id, criterion.key_task, criterion.name, lead, drafted, "", None, gaps)
    said = Said(
        tuple(row.co_departments), row.level, row.due_on, row.task_force.name if row.task_force is not None else ""
    )
    gaps = gaps_of(lead, said, departments)
    day = legal_day(row.set_at)
    return Line(criterion.id, criterion.key_task, criterion.name, lead, said, row.public_id, day, gaps)
