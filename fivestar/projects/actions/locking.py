"""A project held for the length of an act, in a state in which the act has its place."""

from __future__ import annotations

from fivestar.foundation.access import Actor, require
from fivestar.foundation.outcome import N_
from fivestar.projects.actions.errors import UnableToCarry
from fivestar.projects.models import Project
from fivestar.projects.workflow import STATE, may


def locked(project: Project) -> Project:
    """Whoever else wants to change it waits for the end of the transaction."""
    rows = Project.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("branch__village", "branch__district", "owner").get(pk=project.pk)


def held_for(actor: Actor, project: Project, act: str) -> Project:
    """Asks the table, then the state. act: as in the workflow."""
    require(actor, "projects.carry", project)
    there = locked(project)
    if not may(there.state, act):
        raise UnableToCarry(N_("项目现在是“{state}”，不能办这件事"), state=STATE[there.state].label)
    return there
