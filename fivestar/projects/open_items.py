"""Open projects, for the worklist and for whoever hands a post over: each belongs to the post that answers for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Min, Q
from django.urls import reverse
from django.utils.translation import gettext

from fivestar.foundation import audit
from fivestar.foundation.access import Actor
from fivestar.foundation.outcome import N_
from fivestar.projects.models import Project
from fivestar.projects.workflow import STATE, STATES
from fivestar.responsibility.open_items import OpenItem, OpenItems

if TYPE_CHECKING:
    from fivestar.responsibility.models import Post

KIND = "projects"
OPEN = tuple(state.id for state in STATES if state.acts)


def open_projects(post_ids: Collection[int], _at: datetime) -> Sequence[OpenItem]:
    """One query. Due is the last day of the first phase that is not done."""
    rows = (
        Project.objects.filter(owner__in=post_ids, state__in=OPEN)
        .select_related("branch__village")
        .annotate(due=Min("phases__last", filter=Q(phases__done_on__isnull=True)))
        .order_by("id")
    )
    return [
        OpenItem(
            kind=KIND,
            subject_id=row.public_id,
            post_id=row.owner_id,
            title=gettext("项目“{title}”：{state}").format(title=row.title, state=_state(row)),
            due_on=row.due,
            url=reverse("project", args=[row.branch.public_id, row.public_id]),
            place=row.branch.village.name,
        )
        for row in rows
    ]


def _state(project: Project) -> str:
    if project.blocked_since is not None:
        return gettext("卡住了，{because}").format(because=project.blocked_because)
    return gettext(STATE[project.state].label)


def hand_over(*, actor: Actor, subject_ids: Sequence[str], to: Post, at: datetime) -> None:
    """Another post answers for exactly these; the caller has asked and holds the transaction."""
    rows = Project.objects.select_for_update(no_key=True, of=("self",)).filter(public_id__in=subject_ids)
    for project in rows.select_related("owner").order_by("pk"):
        changes = {"owner": [project.owner.public_id, to.public_id]}
        project.owner = to
        project.version += 1
        project.save(update_fields=["owner", "version"])
        audit.record(actor=actor, act="projects.hand_over", subject=project, changes=changes, at=at)


OPEN_ITEMS = (OpenItems(KIND, N_("项目"), open_projects, hand_over),)
