"""The plan is set line by line, or what is drafted is taken over at once. Dated, audited; what stood before stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Refused
from fivestar.standards.models import PlanLine
from fivestar.standards.plan import queries
from fivestar.standards.plan.lines import LEVELS, unknown_among
from fivestar.territory.queries import lock_region

if TYPE_CHECKING:
    from fivestar.responsibility.models import Department
    from fivestar.standards.plan.queries import Plan
    from fivestar.territory.models import Region


class UnableToPlan(Refused):
    """There is no such task, a day or department that cannot be, or somebody changed it meanwhile."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the organisation department says of a task. level: of `LEVELS`."""

    level: str
    due_on: date
    force: Department | None
    cos: tuple[str, ...] = ()


@transaction.atomic
def set_line(
    *,
    actor: Actor,
    district: Region,
    category: str,
    criterion: str,
    given: Given,
    at: datetime,
    seen: str | None = None,
) -> PlanLine:
    """seen: key of the line the actor had before him ("" for none); where another stands by now, nothing is written.

    Raises UnableToPlan.
    """
    require(actor, "standards.plan", district)
    lock_region(district)
    plan = _plan(district, category, at)
    line = plan.line(criterion)
    if line is None:
        raise UnableToPlan(N_("标准里没有“{criterion}”这一项"), criterion=criterion)
    if seen is not None and seen != line.version:
        raise UnableToPlan(N_("刚才有人改过这一项，下面是现在的内容；请看过再改"))
    _check(given, plan, district)
    return _write(actor, district, plan, criterion, given, at)


@transaction.atomic
def take_over_drafts(*, actor: Actor, district: Region, category: str, at: datetime) -> int:
    """Sets every line nobody set yet as it is drafted. How many. Raises UnableToPlan where no standards hold."""
    require(actor, "standards.plan", district)
    lock_region(district)
    plan = _plan(district, category, at)
    forces = {force.name: force for force in queries.forces_of(district)}
    open_lines = [line for line in plan.lines if not line.version]
    for line in open_lines:
        assert line.said.due_on is not None  # drafted from the edition's last day
        given = Given(line.said.level, line.said.due_on, forces.get(line.said.force), line.said.cos)
        _write(actor, district, plan, line.id, given, at)
    return len(open_lines)


def _plan(district: Region, category: str, at: datetime) -> Plan:
    plan = queries.plan_of(district, category, legal_day(at))
    if plan is None:
        raise UnableToPlan(N_("本区这一类还没有适用的标准"))
    return plan


def _check(given: Given, plan: Plan, district: Region) -> None:
    if given.level not in LEVELS:
        raise UnableToPlan(N_("没有这个责任层级"))
    first, last = plan.edition.valid_from, plan.edition.valid_to
    if not first <= given.due_on <= last:
        raise UnableToPlan(N_("期限应在标准的有效期 {first} 到 {last} 之内"), first=first, last=last)
    if given.force is not None and (given.force.district_id != district.pk or given.force.kind != "taskforce"):
        raise UnableToPlan(N_("本区没有这个工作专班"))
    names = [one.name for one in queries.departments_of(district)]
    unknown = unknown_among(given.cos, names)
    if unknown is not None:
        raise UnableToPlan(N_("“{name}”不在本区部门名单里"), name=unknown)


def _write(actor: Actor, district: Region, plan: Plan, criterion: str, given: Given, at: datetime) -> PlanLine:
    category, year = plan.edition.category, plan.edition.year
    before = queries.current_lines(district, category, year).filter(criterion=criterion).first()
    if before is not None:
        if _as_values(before) == _values(given):
            return before
        PlanLine.objects.filter(pk=before.pk).update(is_current=False)
    made = PlanLine.objects.create(
        district=district,
        category=category,
        year=year,
        criterion=criterion,
        level=given.level,
        due_on=given.due_on,
        task_force=given.force,
        co_departments=list(dict.fromkeys(given.cos)),
        set_by=actor.person_ref,
        set_at=at,
    )
    names = ("level", "due_on", "task_force", "co_departments")
    old: Sequence[object] = _as_values(before) if before is not None else (None,) * len(names)
    changes = {name: [was, now] for name, was, now in zip(names, old, _values(given), strict=True) if was != now}
    audit.record(
        actor=actor,
        act="standards.plan",
        subject=district,
        changes={"task": f"{category} {criterion}", **changes},
        at=at,
    )
    return made


def _values(given: Given) -> tuple[object, ...]:
    force = given.force.public_id if given.force is not None else None
    return given.level, given.due_on.isoformat(), force, list(dict.fromkeys(given.cos))


def _as_values(row: PlanLine) -> tuple[object, ...]:
    force = row.task_force.public_id if row.task_force is not None else None
    return row.level, row.due_on.isoformat(), force, row.co_departments
