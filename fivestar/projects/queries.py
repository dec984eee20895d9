"""Reads of projects, each saying for whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from fivestar.engine.verdicts import UNKNOWN, UNMET
from fivestar.foundation.access import Actor, decide, visible
from fivestar.projects.models import BothPosts, Deliberation, Phase, Project, Served, Spending
from fivestar.projects.workflow import STATE
from fivestar.scorecards.standing import cards_on, standings
from fivestar.shortfalls.queries import of_branch
from fivestar.shortfalls.registers import Helper
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region


def with_money(projects: QuerySet[Project]) -> QuerySet[Project]:
    """With what was spent and the next day on which something is due."""
    spent = Spending.objects.filter(project=OuterRef("pk"), withdrawn_at=None).values("project")
    due = Phase.objects.filter(project=OuterRef("pk"), done_on=None).order_by("last").values("last")[:1]
    return projects.annotate(
        spent=Coalesce(Subquery(spent.annotate(total=Sum("amount")).values("total")), 0), next_day=Subquery(due)
    )


def projects_in(
    actor: Actor, district: Region, *, township: str = "", kind: str = "", state: str = ""
) -> QuerySet[Project]:
    """What this actor may see, the newest first. township: its code. state `blocked`: what is stuck."""
    found = visible(actor, "projects.read", Project.objects.filter(branch__district=district))
    if township:
        found = found.filter(branch__township__code=township)
    if kind:
        found = found.filter(kind=kind)
    if state == "blocked":
        found = found.filter(blocked_since__isnull=False)
    elif state:
        found = found.filter(state=state)
    return with_money(found).select_related("branch__village", "branch__township").order_by("-started_at", "-pk")


@dataclass(frozen=True, slots=True)
class Stuck:
    """Between whom a project is stuck: who waits (a post), who must act, what is needed of him; "" where not said."""

    since: date
    because: str
    waits: str
    must_act: str
    needs: str


def stuck_of(project: Project) -> Stuck | None:
    """Both sides of a blocked project, its owner loaded; None where it is not stuck."""
    if project.blocked_since is None:
        return None
    waits, must_act = project.owner.title, project.blocked_by
    return Stuck(project.blocked_since, project.blocked_because, waits, must_act, project.blocked_needs)


def projects_of(actor: Actor, branch: Branch) -> QuerySet[Project]:
    mine = visible(actor, "projects.read", Project.objects.filter(branch=branch))
    return with_money(mine).select_related("branch__village", "branch__township").order_by("-started_at", "-pk")


def branch_or_404(public_id: str) -> Branch:
    """Branches are public; what is shown of one is asked for by each read."""
    branch = territory.branch_by_public_id(public_id)
    if branch is None:
        raise Http404
    return branch


def project_for(actor: Actor, branch: Branch, public_id: str) -> Project:
    """404 where there is none, or it is not his to see."""
    found = visible(actor, "projects.read", Project.objects.filter(branch=branch))
    there = with_money(found).select_related("branch__village", "branch__township", "branch__district", "owner")
    return get_object_or_404(there, public_id=public_id)


def meeting_for(project: Project, public_id: str) -> Deliberation:
    rows = project.deliberations.select_related("project__branch__village", "project__branch__district")
    return get_object_or_404(rows, public_id=public_id)


def both_posts_of(branch: Branch) -> list[BothPosts]:
    """一肩挑 as the township stated it, the newest first; offices, no person. One query."""
    return list(BothPosts.objects.filter(branch=branch))


def may_start(actor: Actor, branch: Branch) -> bool:
    return bool(decide(actor, "projects.start", branch))


def open_tasks(branch: Branch, today: date) -> list[tuple[str, str]]:
    """(criterion, name) of the tasks that confirmed facts show as unmet or unknown, in order. One query."""
    cards = cards_on(today, is_past=False).filter(branch=branch)
    standing = standings(cards).get(branch.pk)
    if standing is None:
        return []
    codes = zip(standing.rulebook.criteria, standing.outcomes, strict=True)
    return [(one.id, one.name) for one, code in codes if code in (UNMET, UNKNOWN)]


def serving_links(actor: Actor, branch_ids: Collection[int]) -> dict[tuple[int, str], list[Helper]]:
    """(branch, criterion) → the projects that serve it. One query; withdrawn ones are left out.

    One this actor may not read is there without title and address: the shortfall is not without a project.
    """
    mine = visible(actor, "projects.read", Project.objects.filter(pk=OuterRef("project")))
    rows = Served.objects.filter(project__branch__in=branch_ids).exclude(project__state="withdrawn").order_by("id")
    found: dict[tuple[int, str], list[Helper]] = {}
    for branch, criterion, title, state, branch_ref, ref, is_seen in rows.annotate(is_seen=Exists(mine)).values_list(
        *("project__branch_id", "criterion", "project__title", "project__state"),
        *("project__branch__public_id", "project__public_id", "is_seen"),
    ):
        address = reverse("project", args=[branch_ref, ref])
        helper = Helper(title, gettext(STATE[state].label), address) if is_seen else Helper("", "", "")
        found.setdefault((branch, criterion), []).append(helper)
    return found


def start_address(actor: Actor, branch: Branch, criterion: str) -> str:
    """Where he starts a project for a task of a branch; "" where he may not."""
    if not may_start(actor, branch):
        return ""
    return f"{reverse('project_new', args=[branch.public_id])}?{urlencode({'serves': criterion})}"


def told_by_measures(actor: Actor, branch: Branch, criteria: Collection[str]) -> dict[str, Any]:
    """What the measures of these tasks say of their project already, as its form asks it: nothing is typed twice."""
    rows = [one for one in of_branch(actor, branch) if one.criterion in criteria and one.measure] if criteria else []
    if not rows:
        return {}
    return {
        "purpose": gettext("；").join(dict.fromkeys(one.measure for one in rows)),
        "spends_collective": any(one.spends_collective for one in rows),
        "touches_villagers": any(one.touches_villagers for one in rows),
        "owner": rows[0].owner.public_id if rows[0].owner else "",
    }
