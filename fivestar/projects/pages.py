"""What the pages of projects draw, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from fivestar.foundation.access import Actor, decide
from fivestar.projects import queries
from fivestar.projects.accepting import may_accept
from fivestar.projects.actions.deliberating import past_of
from fivestar.projects.decisions import next_step
from fivestar.projects.gantt import Chart, Told, chart_of
from fivestar.projects.models import Project
from fivestar.projects.money import decided_on, is_early, money_of
from fivestar.projects.planning import Plan, Stretch, yuan
from fivestar.projects.printing import PRINTS, is_due
from fivestar.projects.steps import BY_ID, PUBLICATIONS, STEPS
from fivestar.projects.words import KIND_WORDS, OUTCOME_WORDS, body_words, finding_words
from fivestar.projects.workflow import STATE, STATES, may
from fivestar.shortfalls.queries import of_branch
from fivestar.shortfalls.words import state_words as shortfall_words

if TYPE_CHECKING:
    from fivestar.projects.models import Deliberation
    from fivestar.territory.models import Branch


_PUBLICATION = dict(PUBLICATIONS)


@dataclass(frozen=True, slots=True)
class Line:
    """A project in a list."""

    project: Project
    state: str
    kind: str
    budget: str
    spent: str
    is_late: bool

    @property
    def shows_day(self) -> bool:
        """Days of phases mean something once it is being done."""
        return self.next_day is not None and may(self.project.state, "progress")

    @property
    def next_day(self) -> date | None:
        return getattr(self.project, "next_day", None)


@dataclass(frozen=True, slots=True)
class FindingLine:
    words: str
    is_met: bool
    rule: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting of the record, as it was and as it was judged."""

    meeting: Deliberation
    steps: str
    body: str
    outcome: str
    findings: tuple[FindingLine, ...]
    witnesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServedLine:
    """A task the project serves; its shortfall and where that stands, "" where there is none for the reader."""

    criterion: str
    name: str
    shortfall: str
    state: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One of the four: is it done, is it next."""

    label: str
    is_done: bool
    is_next: bool


def line_of(project: Project, today: date) -> Line:
    due, spent = getattr(project, "next_day", None), getattr(project, "spent", 0)
    late = may(project.state, "progress") and due is not None and due < today
    return Line(
        project, state_words(project), gettext(KIND_WORDS[project.kind]), yuan(project.budget), yuan(spent), late
    )


def state_words(project: Project) -> str:
    return gettext(STATE[project.state].label)


def meeting_line(meeting: Deliberation, *, with_names: bool) -> MeetingLine:
    steps = ("propose", "consult") if meeting.merges else (meeting.step,)
    rules = {rule["id"].partition(".")[2]: rule for rule in meeting.rules}
    return MeetingLine(
        meeting,
        " + ".join(gettext(BY_ID[step].label) for step in steps),
        body_words(meeting.body),
        gettext(OUTCOME_WORDS[meeting.outcome]),
        tuple(
            FindingLine(finding_words(one["message_id"], one["values"]), one["is_met"], rules.get(one["rule"]))
            for one in meeting.findings
        ),
        tuple(meeting.witnesses) if with_names else (),
    )


def chart(project: Project, today: date) -> Chart:
    """Up to the acceptance, where there was one."""
    phases = project.phases.all()
    return chart_of(
        [Told(one.name, one.planned_first, one.planned_last, one.first, one.last, one.done_on) for one in phases],
        project.accepted_on or today,
    )


def plan_of(project: Project) -> Plan:
    """The plan as it stands, for the form that changes it."""
    return Plan(
        title=project.title,
        purpose=project.purpose,
        kind=project.kind,
        spends_collective=project.spends_collective,
        touches_villagers=project.touches_villagers,
        acceptance=project.acceptance,
        budget=project.budget,
        sources={one.kind: one.amount for one in project.sources.all()},
        phases=tuple(Stretch(one.name, one.planned_first, one.planned_last) for one in project.phases.all()),
        serves={one.criterion: one.name for one in project.served.all()},
        people=project.people,
    )


def project_context(actor: Actor, project: Project, today: date) -> dict[str, Any]:
    """All that `projects/project.html` needs besides its forms."""
    may_carry = bool(decide(actor, "projects.carry", project))
    with_names = bool(decide(actor, "projects.read_names", project))
    standing = past_of(project)
    done = {step for one in standing if one.outcome in ("carried", "pending") for step in one.steps}
    upcoming = next_step(standing)
    posted = list(project.publications.select_related("notice"))
    meetings, spendings = list(project.deliberations.select_related("both_posts")), list(project.spendings.all())
    decided = decided_on(meetings)
    return {
        "branch": project.branch,
        "district": project.branch.district,
        "today": today,
        "project": project,
        "state": state_words(project),
        "kind": gettext(KIND_WORDS[project.kind]),
        "may_carry": may_carry,
        "may_accept": may_accept(actor, project, today),
        "may": {act: may_carry and may(project.state, act) for state in STATES for act in state.acts},
        "steps": [StepLine(gettext(one.label), one.id in done, one.id == upcoming) for one in STEPS],
        "next_step": upcoming,
        "meetings": [meeting_line(one, with_names=with_names) for one in meetings],
        "waits_for_rules": any(one.outcome == "pending" for one in standing),
        "money": money_of(project, spendings, decided),
        "spendings": [(one, yuan(one.amount), is_early(one, decided)) for one in spendings],
        "chart": chart(project, today),
        "phases": list(project.phases.all()),
        "publications": [(one.notice, gettext(_PUBLICATION[one.kind])) for one in posted],
        "lost": sorted({one.kind for one in posted} - {one.kind for one in posted if one.notice.withdrawn_at is None})
        if may_carry
        else [],
        "served": served_by(actor, project),
        "prints": [(one.id, one.title) for one in PRINTS if is_due(project, one) and (with_names or one.is_notice)],
    }


def served_by(actor: Actor, project: Project) -> list[ServedLine]:
    """Each task with where its shortfall stands, for whoever may read shortfalls. Two queries."""
    served = list(project.served.all())
    rows = {row.criterion: row for row in of_branch(actor, project.branch)} if served else {}
    lines = []
    for one in served:
        row = rows.get(one.criterion)
        state = shortfall_words(row) if row else ""
        lines.append(ServedLine(one.criterion, one.name, row.public_id if row else "", state))
    return lines


def last_meeting(project: Project) -> str:
    """Public id of the one record that may be withdrawn."""
    last = project.deliberations.filter(withdrawn_at=None).order_by("id").last()
    return last.public_id if last and project.state in ("deliberating", "resolved") else ""


def list_context(actor: Actor, branch: Branch, today: date) -> dict[str, Any]:
    return {
        "branch": branch,
        "district": branch.district,
        "today": today,
        "lines": [line_of(one, today) for one in queries.projects_of(actor, branch)],
        "may_start": queries.may_start(actor, branch),
        "both_posts": queries.both_posts_of(branch),
        "may_state": bool(decide(actor, "projects.state_both_posts", branch)),
    }
