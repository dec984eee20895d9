"""The tasks of the plan on the page of a task force, and the departments that lead them and help with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from fivestar.foundation.access import Actor
from fivestar.foundation.clock import legal_day
from fivestar.responsibility.bodies import Section, SectionLine
from fivestar.standards.models import CATEGORIES
from fivestar.standards.plan.queries import departments_of, drafted_departments, lines_of_force, plan_of

if TYPE_CHECKING:
    from fivestar.engine.rulebook import Criterion
    from fivestar.responsibility.models import Department
    from fivestar.standards.models import PlanLine

SHOWN = 12


def tasks_of(actor: Actor, body: Department, at: datetime) -> Sequence[Section]:
    """Public, as the plan is; the soonest due first."""
    if body.kind == "department":
        return _of_department(body, legal_day(at))
    if body.kind != "taskforce":
        return ()
    found = lines_of_force(body, legal_day(at))
    departments = _departments_of(body, found, legal_day(at))
    address = reverse("plan", args=[body.district.code])
    if not found:
        nothing = gettext("任务分解方案还没有把任务定给这个专班。")
        return (Section(gettext("任务分解方案里的任务"), (), nothing), departments)
    words = gettext("{id} {name}，{department}牵头，期限 {due}")
    lines = [
        SectionLine(
            words.format(id=task.id, name=task.name, department=task.lead_dept, due=row.due_on),
            f"{address}?category={category}#{task.id}",
        )
        for category, task, row in found[:SHOWN]
    ]
    if len(found) > SHOWN:
        more = f"{address}?category={found[SHOWN][0]}&force={body.public_id}"
        lines.append(SectionLine(gettext("另有 {count} 项").format(count=len(found) - SHOWN), more))
    return (Section(gettext("任务分解方案里的任务 {count} 项").format(count=len(found)), lines), departments)


def _departments_of(force: Department, found: Sequence[tuple[str, Criterion, PlanLine]], on: date) -> Section:
    """Who leads the force's tasks and who helps with them, in the order of the list of bodies; while the plan gives it
    no task, by what the standards draft for its stars.
    """
    said = [(task.lead_dept, row.co_departments) for _, task, row in found] or drafted_departments(force, on)
    leads = Counter(lead for lead, _ in said if lead)
    helps = Counter(name for _, names in said for name in names)
    there = {one.name: one for one in departments_of(force.district)}
    lines = [
        SectionLine(_counted(name, leads[name], helps[name]), reverse("body", args=[there[name].public_id]))
        if name in there
        else SectionLine(_counted(name, leads[name], helps[name]))
        for name in (*there, *sorted((leads | helps).keys() - there.keys()))
        if leads[name] or helps[name]
    ]
    title = gettext("牵头和协同的部门") if found else gettext("牵头和协同的部门（照标准拟定）")
    return Section(title, lines, gettext("标准里没有写由哪个部门牵头它的任务。"))


def _counted(name: str, leads: int, helps: int) -> str:
    if not helps:
        return gettext("{department}：牵头 {leads} 项").format(department=name, leads=leads)
    if not leads:
        return gettext("{department}：协同 {helps} 项").format(department=name, helps=helps)
    words = gettext("{department}：牵头 {leads} 项，协同 {helps} 项")
    return words.format(department=name, leads=leads, helps=helps)


def _of_department(department: Department, on: date) -> Sequence[Section]:
    """What it leads and what it helps with, of every category, in the order of the standards."""
    address = reverse("plan", args=[department.district.code])
    leads, helps = [], []
    for category, _ in CATEGORIES:
        plan = plan_of(department.district, category, on)
        for line in plan.lines if plan else ():
            shown = SectionLine(f"{line.id} {line.name}", f"{address}?category={category}#{line.id}")
            if line.lead == department.name:
                leads.append(shown)
            elif department.name in line.said.cos:
                helps.append(shown)
    return (
        Section(gettext("牵头的任务"), leads, gettext("任务分解方案里没有由它牵头的任务。")),
        Section(gettext("协同的任务"), helps, gettext("任务分解方案里没有要它协同的任务。")),
    )
