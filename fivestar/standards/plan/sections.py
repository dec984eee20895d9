"""The tasks of the plan on the page of a task force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from fivestar.foundation.access import Actor
from fivestar.foundation.clock import legal_day
from fivestar.responsibility.bodies import Section, SectionLine
from fivestar.standards.plan.queries import lines_of_force

if TYPE_CHECKING:
    from fivestar.responsibility.models import Department

SHOWN = 12


def tasks_of(actor: Actor, body: Department, at: datetime) -> Sequence[Section]:
    """Public, as the plan is; the soonest due first."""
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
