"""A measure becomes a project; its plan may be changed until the first meeting about it was held."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.projects.actions.errors import ChangedMeanwhile, UnableToCarry, UnableToStart
from fivestar.projects.actions.locking import held_for
from fivestar.projects.actions.public_words import refuse_personal
from fivestar.projects.models import Phase, Project, Served, Source
from fivestar.projects.planning import Plan, plan_faults
from fivestar.responsibility.actions import take_owner
from fivestar.responsibility.queries import owner_choices

if TYPE_CHECKING:
    from fivestar.responsibility.models import Post
    from fivestar.territory.models import Branch

_FIELDS = ("title", "purpose", "kind", "spends_collective", "touches_villagers", "acceptance", "people", "budget")


@transaction.atomic
def start_project(*, actor: Actor, branch: Branch, plan: Plan, owner: Post, at: datetime) -> Project:
    """The plan is the baseline of its own schedule."""
    require(actor, "projects.start", branch)
    for fault in plan_faults(plan):
        raise UnableToStart(fault.message_id, **fault.values)
    _refuse_personal(plan)
    refuse_personal(plan.people)
    project = Project.objects.create(
        branch=branch,
        owner=_owner(owner, branch, at),
        started_by=actor.person_ref,
        started_at=at,
        **{name: getattr(plan, name) for name in _FIELDS},
    )
    _keep_parts(project, plan)
    audit.record(
        actor=actor,
        act="projects.start",
        subject=project,
        changes={"kind": plan.kind, "budget": plan.budget, "serves": sorted(plan.serves)},
        at=at,
    )
    return project


@transaction.atomic
def change_project(*, actor: Actor, project: Project, seen: int, plan: Plan, owner: Post, at: datetime) -> Project:
    """seen: the version that was before his eyes. After the first meeting only people and owner change: what was
    deliberated stays what it was.
    """
    there = held_for(actor, project, "change")
    if there.version != seen:
        raise ChangedMeanwhile(there.version)
    if not has_met(there):
        for fault in plan_faults(plan):
            raise UnableToCarry(fault.message_id, **fault.values)
        _refuse_personal(plan)
    refuse_personal(plan.people)
    old = {name: getattr(there, name) for name in _FIELDS}
    changed = [name for name in _FIELDS if old[name] != getattr(plan, name)]
    if has_met(there) and set(changed) - {"people"}:
        raise UnableToCarry(N_("已经开过会的内容不能再改；要改请撤回，另立项目"))
    for name in changed:
        setattr(there, name, getattr(plan, name))
    before, there.owner = there.owner, _owner(owner, there.branch, at)
    there.version += 1
    there.save(update_fields=[*_FIELDS, "owner", "version"])
    if not has_met(there):
        for parts in (there.sources, there.phases, there.served):
            parts.all().delete()
        _keep_parts(there, plan)
    audit.record(
        actor=actor,
        act="projects.change",
        subject=there,
        # Names and free text stay out of the audit: people may be named in them.
        changes={"changed": sorted(changed), "owner": [before.public_id, there.owner.public_id]},
        at=at,
    )
    return there


def _refuse_personal(plan: Plan) -> None:
    refuse_personal(plan.title, plan.purpose, plan.acceptance, *(one.name for one in plan.phases))


def has_met(project: Project) -> bool:
    return project.deliberations.filter(withdrawn_at=None).exists()


def _owner(post: Post, branch: Branch, at: datetime) -> Post:
    if post.public_id not in {one.public_id for one in owner_choices(branch.path, legal_day(at))}:
        raise UnableToStart(N_("“{title}”不管这个村（社区）"), title=post.title)
    return take_owner(post, on=legal_day(at))


def _keep_parts(project: Project, plan: Plan) -> None:
    Source.objects.bulk_create(Source(project=project, kind=kind, amount=fen) for kind, fen in plan.sources.items())
    Served.objects.bulk_create(Served(project=project, criterion=one, name=name) for one, name in plan.serves.items())
    Phase.objects.bulk_create(
        Phase(
            project=project,
            order=order,
            name=one.name,
            planned_first=one.first,
            planned_last=one.last,
            first=one.first,
            last=one.last,
        )
        for order, one in enumerate(plan.phases, 1)
    )
