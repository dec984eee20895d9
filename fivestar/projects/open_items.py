"""Open projects, for the worklist and for whoever hands a post over: each belongs to the post that answers for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Prefetch, Subquery
from django.urls import reverse
from django.utils.translation import gettext

from fivestar.foundation import audit
from fivestar.foundation.access import Actor
from fivestar.foundation.outcome import N_
from fivestar.projects.actions.deliberating import held_of
from fivestar.projects.decisions import Past, next_step
from fivestar.projects.models import Deliberation, Phase, Project
from fivestar.projects.steps import BY_ID
from fivestar.projects.workflow import STATE, STATES
from fivestar.responsibility.open_items import Late, OpenItem, OpenItems, Over, late_rows
from fivestar.standards.law.kinds import BODIES

if TYPE_CHECKING:
    from fivestar.responsibility.models import Post

KIND = "projects"
OPEN = tuple(state.id for state in STATES if state.acts)


def open_projects(post_ids: Collection[int], _at: datetime) -> Sequence[OpenItem]:
    """Three queries. Due is the last day of the first phase that is not done."""
    standing = Prefetch("deliberations", Deliberation.objects.filter(withdrawn_at=None))
    rows = (
        Project.objects.filter(owner__in=post_ids, state__in=OPEN)
        .select_related("branch__village")
        .prefetch_related(standing, "phases")
        .order_by("id")
    )
    return [_open(row) for row in rows]


def _open(project: Project) -> OpenItem:
    stage = _stage(project)
    return OpenItem(
        kind=KIND,
        subject_id=project.public_id,
        post_id=project.owner_id,
        title=gettext("项目“{title}”：{state}").format(title=project.title, state=stage.words),
        due_on=min((one.last for one in project.phases.all() if one.done_on is None), default=None),
        url=reverse("project", args=[project.branch.public_id, project.public_id]),
        blocks_others=bool(stage.waits),
        place=project.branch.village.name,
        waits=stage.waits,
        since=stage.since,
        is_with_others=stage.is_with_others,
        path=project.branch.path,
    )


@dataclass(frozen=True, slots=True)
class _Stage:
    """Where a project stands for the post that answers for it, and who waits for that post since when."""

    words: str
    waits: str = ""
    since: date | None = None
    is_with_others: bool = False


def _stage(project: Project) -> _Stage:
    if project.blocked_since is not None:
        if not project.blocked_by:
            return _Stage(gettext("卡住了，{because}").format(because=project.blocked_because))
        words = gettext("卡住了，{because}；等{whom}：{needs}")
        told = {"because": project.blocked_because, "whom": project.blocked_by, "needs": project.blocked_needs}
        return _Stage(words.format(**told))
    if project.state == "deliberating":
        return _between_meetings(project)
    words = gettext(STATE[project.state].label)
    if project.state == "resolved":
        held = max((one.held_on for one in project.deliberations.all()), default=None)
        return _Stage(words, gettext("村（居）民"), held)
    if project.state == "accepted":
        return _Stage(words, gettext("村（居）民"), project.accepted_on)
    if all(one.done_on is not None for one in project.phases.all()):
        return _Stage(gettext("各阶段都完成了，等别人验收"), is_with_others=True)
    return _Stage(words)


def _between_meetings(project: Project) -> _Stage:
    """Before the first meeting nobody waits; after it the body of the next one; at the end perhaps a rule."""
    rows = [one for one in project.deliberations.all() if one.outcome in ("carried", "pending")]
    step = next_step([Past(held_of(one).steps, one.held_on, one.outcome) for one in rows])  # type: ignore[arg-type]
    if step is None:
        return _Stage(gettext("四次会议都开了，等规则录入"), is_with_others=True)
    words = gettext("下一步是{step}").format(step=gettext(BY_ID[step].label))
    if not rows:
        return _Stage(words)
    return _Stage(words, gettext(BODIES[BY_ID[step].bodies[0]]), max(one.held_on for one in rows))


def late_projects(overs: Sequence[Over], _at: datetime) -> Sequence[Late]:
    """Those with a phase past its day. Three queries: two for those between meetings, which may wait for a rule."""
    first = Phase.objects.filter(project=OuterRef("pk"), done_on=None).order_by("last").values("last")[:1]
    rows = Project.objects.filter(state__in=OPEN).annotate(due_on=Subquery(first))
    late = late_rows(KIND, rows, overs, path="branch__path")
    standing = Prefetch("deliberations", Deliberation.objects.filter(withdrawn_at=None))
    between = Project.objects.filter(
        public_id__in=[one.subject_id for one in late], state="deliberating", blocked_since=None
    )
    waiting = {one.public_id for one in between.prefetch_related(standing) if _between_meetings(one).is_with_others}
    return [one for one in late if one.subject_id not in waiting]


def hand_over(*, actor: Actor, subject_ids: Sequence[str], to: Post, at: datetime) -> None:
    """Another post answers for exactly these; the caller has asked and holds the transaction."""
    rows = Project.objects.select_for_update(no_key=True, of=("self",)).filter(public_id__in=subject_ids)
    for project in rows.select_related("owner").order_by("pk"):
        changes = {"owner": [project.owner.public_id, to.public_id]}
        project.owner = to
        project.version += 1
        project.save(update_fields=["owner", "version"])
        audit.record(actor=actor, act="projects.hand_over", subject=project, changes=changes, at=at)


OPEN_ITEMS = (OpenItems(KIND, N_("项目"), open_projects, late_projects, hand_over),)
