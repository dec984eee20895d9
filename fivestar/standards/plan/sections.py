"""The tasks of the plan on the page of a task force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from fivestar.foundation.access import Actor
from fivestar.foundation.clock import legal_day
from fivestar.responsibility.bodies import Section, SectionLine
from fivestar.standards.models import CATEGORIES
from fivestar.standards.plan.queries import lines_of_force, plan_of

if TYPE_CHECKING:
    from fivestar.responsibility.models import Department

SHOWN = 12


def tasks_of(actor: Actor, body: Department, at: datetime) -> Sequence[Section]:
    """Public, as the plan is; the soonest due first."""
    if body.kind == "department":
        return _of_department(body, legal_day(at))
    if body.kind != "taskforce":
        return ()
    found = lines_of_force(body, legal_day(at))
    address = reverse("plan", args=[body.district.code])
    if not found:
        nothing = gettext("任务分解方案还没有把任务定给这个专班。")
        return (Section(gettext("任务分解方案里的任务"), (), nothing),)
    words = gettext("{id} {name}，{department}牵头，期限 {due}")
    lines = [
        SectionLine(
            words.format(id=task.id, name=task.name, department=task.lead_dept, due=row.due_on),
            f"{address}?category={category}#{task.id}",
        )
        for category, task, row in found[:SHOWN]
    ]
    if len(found) > SHOWN:
        lines.append(SectionLine(gettext("另有 {count} 项").format(count=len(found) - SHOWN), address))
    return (Section(gettext("任务分解方案里的任务 {count} 项").format(count=len(found)), lines),)


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
