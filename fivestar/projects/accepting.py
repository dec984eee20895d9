"""Who did a project's work, so that somebody else accepts it, and what waits for whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from fivestar.foundation.access import Actor, Duty, decide, visible
from fivestar.projects.models import Deliberation, Phase, Project, Spending
from fivestar.responsibility.queries import posts_held_by

if TYPE_CHECKING:
    from collections.abc import Collection

_NEAR = frozenset({Duty.MANAGE, Duty.CLERK, Duty.SUPERVISE})
"""On whose list a finished project stands; the organisation department may accept one and is not asked for each."""


def is_doer(actor: Actor, project: Project, on: date) -> bool:
    """Whether he started it, recorded a meeting, a voucher or a phase of it, or holds the post that answers for it."""
    if actor.is_system:
        return False
    return Project.objects.filter(_done_by(actor, on), pk=project.pk).exists()


def may_accept(actor: Actor, project: Project, on: date) -> bool:
    return bool(decide(actor, "projects.accept", project)) and not is_doer(actor, project, on)


def waiting_for(actor: Actor, on: date) -> QuerySet[Project]:
    """Every phase done, nothing stuck, and his to accept. One query besides his posts."""
    over = _under([grant.path for grant in actor.posts if grant.duty in _NEAR])
    unfinished = Phase.objects.filter(project=OuterRef("pk"), done_on=None)
    rows = Project.objects.filter(over, state="building", blocked_since=None).exclude(Exists(unfinished))
    mine = visible(actor, "projects.accept", rows.exclude(_done_by(actor, on)))
    return mine.select_related("branch__village").order_by("branch__village__code", "pk")


def _done_by(actor: Actor, on: date) -> Q:
    me = actor.person_ref
    recorded = (
        Deliberation.objects.filter(project=OuterRef("pk"), recorded_by=me),
        Spending.objects.filter(project=OuterRef("pk"), recorded_by=me),
        Phase.objects.filter(project=OuterRef("pk"), done_by=me),
    )
    done = Q(started_by=me) | Q(owner__in=[post.pk for post in posts_held_by(actor, on)])
    for rows in recorded:
        done |= Q(Exists(rows))
    return done


def _under(paths: Collection[str]) -> Q:
    under = Q(pk__in=())
    for path in paths:
        under |= Q(branch__path__startswith=path)
    return under
