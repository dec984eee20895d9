"""Projects and notices of a district. What acts make of a meeting and of a disclosure is copied from one they made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bench.rows import Rows
from bench.rulebooks import AS_AT
from bench.year_facts import Carried
from bench.year_people import District

from fivestar.engine import Rulebook  # isort: skip -- after Django is set up
from fivestar.foundation.access import SYSTEM, Duty  # isort: skip -- beside the others
from fivestar.foundation.clock import morning_of  # isort: skip -- beside the others
from fivestar.notices.models import Notice  # isort: skip -- needs Django
from fivestar.projects import actions  # isort: skip -- needs Django
from fivestar.projects.decisions import Held, Votes  # isort: skip -- beside the others
from fivestar.projects.models import Deliberation, Phase, Project, Publication, Served, Source, Spending  # isort: skip
from fivestar.projects.planning import Plan, Stretch  # isort: skip -- beside the others
from fivestar.responsibility.models import Post  # isort: skip -- beside the others
from fivestar.shortfalls.decisions import OPEN_CODES  # isort: skip -- beside the others
from fivestar.territory.models import Branch  # isort: skip -- beside the others

# Of thirty projects, and how many days ago they began.
STATES = {
    "deliberating": (5, 12, 60),
    "resolved": (1, 25, 60),
    "building": (14, 40, 170),
    "accepted": (1, 190, 250),
    "done": (8, 190, 250),
    "withdrawn": (1, 30, 100),
}
PUBLISHED = ("building", "accepted", "done")
MEETINGS = (
    ("propose", "committee", 5),
    ("consult", "committees", 8),
    ("deliberate", "members", 14),
    ("resolve", "delegates", 20),
)
PHASES = (("筹备", 30, 60), ("建设", 61, 150), ("试运行", 151, 170))  # days after the beginning
DECIDED, ACCEPTED = 21, 175
BUDGET = 24_000_000
MEETING_FIELDS = (
    *("step", "body", "due", "present", "by_paper", "favour", "against", "abstained", "witnesses", "outcome"),
    *("findings", "rules"),
)
NOTICE_FIELDS = ("kind", "title", "basis", "body", "table", "place", "posted_as")
AFFAIRS = {"affairs": 30, "finance": 90, "households": 180, "honours": 180}
"""Kinds posted by hand, every so many days."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Columns of four meetings and two notices, by step and by kind."""

    meetings: Mapping[str, dict[str, Any]]
    notices: Mapping[str, dict[str, Any]]


def sample_of(branch: Branch, owner: Post) -> Sample:
    """One project by ordinary acts, from its plan to its published result."""
    begin = AS_AT - timedelta(days=200)
    stretches = tuple(Stretch(name, begin + _days(first), begin + _days(last)) for name, first, last in PHASES)
    plan = Plan(
        title="测试烘干车间",
        purpose="测试：给本村和邻村烘干粮食，增加集体收入",
        kind="collective",
        spends_collective=True,
        touches_villagers=True,
        acceptance="测试：试运行三天，账目公开",
        budget=BUDGET,
        sources={"collective": BUDGET // 2, "fiscal": BUDGET // 2},
        phases=stretches,
        serves={},
    )
    project = actions.start_project(actor=SYSTEM, branch=branch, plan=plan, owner=owner, at=morning_of(begin))
    for step, body, after in MEETINGS:
        day = begin + _days(after)
        held = Held(
            step=step,
            body=body,
            held_on=day,
            notified_on=day - _days(4),
            due=40,
            present=34,
            votes=Votes(30, 3, 1),
            by_paper=False,
            witnesses=("测试甲", "测试乙"),
        )
        actions.record_meeting(actor=SYSTEM, project=project, held=held, at=morning_of(day))
    meetings = list(project.deliberations.all())
    _publish(project, "decision", begin + _days(DECIDED))
    for phase in project.phases.all():
        actions.finish_phase(actor=SYSTEM, phase=phase, done_on=phase.last, at=morning_of(phase.last))
    day = begin + _days(ACCEPTED)
    actions.accept(actor=SYSTEM, project=project, saying="测试：都做成了", on=day, at=morning_of(day))
    project.refresh_from_db()
    _publish(project, "result", day)
    posted = {one.kind: one.notice for one in project.publications.select_related("notice")}
    return Sample(
        {one.step: {name: getattr(one, name) for name in MEETING_FIELDS} for one in meetings},
        {kind: {name: getattr(one, name) for name in NOTICE_FIELDS} for kind, one in posted.items()},
    )


def _publish(project: Project, kind: str, day: date) -> None:
    actions.publish(
        actor=SYSTEM,
        project=project,
        kind=kind,
        from_day=day,
        to_day=day + _days(14),
        place="村公开栏",
        at=morning_of(day),
    )


class Projects:
    """Writes those of one district."""

    def __init__(self, rows: Rows, district: District, sample: Sample) -> None:
        self._rows, self._district, self._lot, self._sample = rows, district, district.lot, sample
        self._states = [state for state, (count, _, _) in STATES.items() for _ in range(count)]

    def write(self, count: int, carried: Sequence[Carried], rulebook: Rulebook) -> None:
        """In villages: for communities no rule is shipped, their meetings would wait."""
        names = [(criterion.id, criterion.name) for criterion in rulebook.criteria]
        there = [
            (branch, one)
            for branch, one in zip(self._district.branches, carried, strict=True)
            if branch.category == rulebook.edition.category
        ]
        for number in range(count):
            branch, one = there[number * 11 % len(there)]
            codes = one.cards[-1].outcomes
            lacking = [name for name, code in zip(names, codes, strict=True) if code in OPEN_CODES]
            self._project(branch, self._states[number % len(self._states)], lacking[number % 3 :][:2])

    def _project(self, branch: Branch, state: str, serves: Sequence[tuple[str, str]]) -> None:
        _, least, most = STATES[state]
        begin = AS_AT - _days(self._lot.randrange(least, most))
        secretary = self._district.of(Duty.OWN, branch)[0]
        project = Project(
            branch=branch,
            title="测试烘干车间",
            purpose="测试：给本村和邻村烘干粮食，增加集体收入",
            kind=self._lot.choice(["collective", "building", "environment", "service"]),
            spends_collective=True,
            touches_villagers=True,
            acceptance="测试：试运行三天，账目公开",
            owner=secretary if self._lot.random() < 0.8 else self._district.of(Duty.CLERK, branch)[0],
            budget=BUDGET,
            state=state,
            is_public=state in PUBLISHED,
            started_by=self._district.ref(secretary),
            started_at=morning_of(begin),
        )
        self._end(project, branch, begin)
        self._rows.add(project)
        for kind in ("collective", "fiscal"):
            self._rows.add(Source(project=project, kind=kind, amount=BUDGET // 2))
        for criterion, name in serves:
            self._rows.add(Served(project=project, criterion=criterion, name=name[:120]))
        self._phases(project, begin)
        for step, _, after in MEETINGS[: self._lot.randrange(5) if state == "deliberating" else 4][:4]:
            if state != "deliberating" or step != "resolve":
                self._meeting(project, step, begin + _days(after))
        if state in PUBLISHED:
            self._published(project, "decision", begin + _days(DECIDED))
            self._spendings(project, begin)
        if state == "done":
            self._published(project, "result", begin + _days(ACCEPTED))

    def _end(self, project: Project, branch: Branch, begin: date) -> None:
        if project.state in ("accepted", "done"):
            project.accepted_by = self._district.ref(self._district.of(Duty.CLERK, branch)[0])
            project.accepted_on, project.accepted_saying = begin + _days(ACCEPTED), "测试：都做成了"
        if project.state == "withdrawn":
            project.withdrawn_by, project.withdrawn_at = project.started_by, morning_of(begin + _days(25))
            project.withdrawn_because = "测试：资金没有落实"
        if project.state == "building" and self._lot.random() < 0.15:
            project.blocked_since = AS_AT - _days(self._lot.randrange(1, 40))
            project.blocked_because = "测试：用地手续没有批下来"

    def _phases(self, project: Project, begin: date) -> None:
        is_over = project.state in ("accepted", "done")
        for order, (name, first, last) in enumerate(PHASES, 1):
            days = begin + _days(first), begin + _days(last)
            is_done = is_over or (project.state == "building" and days[1] < AS_AT and self._lot.random() < 0.75)
            self._rows.add(
                Phase(
                    project=project,
                    order=order,
                    name=name,
                    planned_first=days[0],
                    planned_last=days[1],
                    first=days[0],
                    last=days[1],
                    done_on=days[1] if is_done else None,
                    done_by=project.started_by if is_done else "",
                )
            )

    def _meeting(self, project: Project, step: str, day: date) -> None:
        if day > AS_AT:
            return
        self._rows.add(
            Deliberation(
                project=project,
                held_on=day,
                notified_on=day - _days(4),
                recorded_by=project.started_by,
                recorded_at=morning_of(day),
                judged_at=morning_of(day),
                **self._sample.meetings[step],
            )
        )

    def _published(self, project: Project, kind: str, day: date) -> None:
        notice = self._rows.add(
            Notice(
                branch=project.branch,
                from_day=day,
                to_day=day + _days(14),
                posted_by=project.started_by,
                posted_at=morning_of(day),
                **self._sample.notices[kind] | {"posted_as": "OWN"},
            )
        )
        self._rows.add(Publication(project=project, kind=kind, notice=notice))

    def _spendings(self, project: Project, begin: date) -> None:
        for number in range(3):
            day = begin + _days(40 + 35 * number)
            if day <= AS_AT:
                self._rows.add(
                    Spending(
                        project=project,
                        day=day,
                        amount=7_000_000,
                        what="测试支出",
                        voucher=f"记-{number + 1:03d}",
                        recorded_by=project.started_by,
                        recorded_at=morning_of(day),
                    )
                )

    def post_notices(self) -> None:
        """What branches post by hand through the year; some hang there today."""
        for branch in self._district.branches:
            by = self._district.ref(self._district.of(Duty.OWN, branch)[0])
            for kind, every in AFFAIRS.items():
                if branch.category == "urban" and kind != "affairs":
                    continue
                for back in range(self._lot.randrange(every), 250, every):
                    day = AS_AT - _days(back)
                    self._rows.add(
                        Notice(
                            branch=branch,
                            kind=kind,
                            title="测试公示",
                            basis="测试依据",
                            body="测试正文",
                            table={"head": ["项目", "金额"], "rows": [["测试", "100"]] * 5},
                            from_day=day,
                            to_day=day + _days(self._lot.choice([7, 15, 30])),
                            place="村公开栏",
                            posted_by=by,
                            posted_as="OWN",
                            posted_at=morning_of(day),
                        )
                    )


def _days(count: int) -> timedelta:
    return timedelta(days=count)
