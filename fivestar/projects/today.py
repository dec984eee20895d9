"""What waits for somebody: finished projects to accept, meetings whose day has no rule yet, and those it has now.

What a project asks of the post that answers for it comes from the open items.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from fivestar.foundation.access import Actor, Duty, visible
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item, TodaySource, several
from fivestar.projects.accepting import waiting_for
from fivestar.projects.actions.deliberating import category_of, held_of
from fivestar.projects.decisions import missing_rules
from fivestar.projects.models import Deliberation, Project
from fivestar.standards.law.queries import rules_of_days


def to_accept(actor: Actor, at: datetime) -> Sequence[Item]:
    """Of those he had no hand in. Two queries."""
    if not actor.posts:
        return []
    rows = waiting_for(actor, legal_day(at)).select_related("owner").annotate(since=Max("phases__done_on"))
    return [
        Item(
            title=gettext("验收“{title}”").format(title=row.title),
            why=gettext("各阶段都完成了，等您到现场看过"),
            url=reverse("project", args=[row.branch.public_id, row.public_id]),
            blocks_others=True,
            waits=row.owner.title,
            since=row.since,
            place=row.branch.village.name,
        )
        for row in rows
    ]


def without_rule(actor: Actor, at: datetime) -> Sequence[Item]:
    """One line a district for whoever enters rules: meetings that were held and cannot be judged. Two queries."""
    over = [grant.path for grant in actor.posts if grant.duty is Duty.ORGANISE]
    if not over:
        return []
    rows = _pending(Project.objects.filter(branch__district__path__in=over))
    lacking: dict[str, list[Deliberation]] = {}
    for row, missing in rows:
        if missing:
            lacking.setdefault(row.project.branch.district.code, []).append(row)
    return [
        Item(
            title=gettext("录入议事规则"),
            why=ngettext(
                "{count} 次会议那天没有录入规则，只记录、不计入",
                "{count} 次会议那天没有录入规则，只记录、不计入",
                len(there),
            ).format(count=len(there)),
            url=reverse("rules", args=[code]),
            blocks_others=True,
            waits=several([one.project.branch.name for one in there]),
            since=min(legal_day(one.recorded_at) for one in there),
        )
        for code, there in sorted(lacking.items())
    ]


def to_judge_again(actor: Actor, at: datetime) -> Sequence[Item]:
    """Projects whose meetings waited for a rule that is there now. Two queries."""
    over = Q(pk__in=())
    for grant in actor.posts:
        if grant.duty in (Duty.OWN, Duty.HELPER, Duty.CLERK):
            over |= Q(branch__path__startswith=grant.path)
    first: dict[Project, bool] = {}  # whether its first waiting meeting lacks nothing: those after it wait for it
    for row, missing in _pending(visible(actor, "projects.carry", Project.objects.filter(over))):
        first.setdefault(row.project, not missing)
    return [
        Item(
            title=gettext("重新核对“{title}”的会议").format(title=project.title),
            why=gettext("那一天的议事规则录入了"),
            url=reverse("project", args=[project.branch.public_id, project.public_id]),
            place=project.branch.village.name,
        )
        for project, is_ready in first.items()
        if is_ready
    ]


def _pending(projects: QuerySet[Project]) -> list[tuple[Deliberation, tuple[str, ...]]]:
    """Meetings that wait, in the order of their records, each with the rules it lacks. A query more per district."""
    waiting = Deliberation.objects.filter(
        withdrawn_at=None, outcome="pending", project__in=projects.filter(state="deliberating").order_by().values("pk")
    )
    rows = list(waiting.select_related("project__branch__village", "project__branch__district").order_by("pk"))
    districts = {row.project.branch.district_id: row.project.branch.district for row in rows}
    asked: dict[int, set[tuple[str, date]]] = {key: set() for key in districts}
    for row in rows:
        asked[row.project.branch.district_id].add((category_of(row.project), row.held_on))
    rules = {key: rules_of_days(district, asked[key]) for key, district in districts.items()}
    return [
        (
            row,
            missing_rules(held_of(row), rules[row.project.branch.district_id][category_of(row.project), row.held_on]),
        )
        for row in rows
    ]


TODAY = (
    TodaySource("projects.accept", N_("项目验收"), to_accept),
    TodaySource("projects.rules", N_("议事规则"), without_rule),
    TodaySource("projects.judge_again", N_("四议两公开"), to_judge_again),
)
