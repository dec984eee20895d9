"""Visits, joint meetings, findings of work groups and a tour of a district, as the acts leave them."""

from datetime import timedelta
from uuid import uuid4

from bench.places import AT
from bench.rows import Rows
from bench.rulebooks import AS_AT
from bench.year_people import SINCE, District

from fivestar.fieldwork import actions  # isort: skip -- after Django is set up
from fivestar.fieldwork.models import Attendance, Decision, JointMeeting, Problem, Request, Score, Tour, Visit  # isort: skip
from fivestar.fieldwork.pack import SECTIONS, Line, Pack, Section, frozen  # isort: skip -- beside the others
from fivestar.foundation.access import SYSTEM, Duty  # isort: skip -- beside the others
from fivestar.foundation.clock import morning_of  # isort: skip -- beside the others
from fivestar.responsibility.models import BodyMeeting, Department, Dispatch, GroupFinding  # isort: skip -- beside them
from fivestar.territory.models import Branch, Region  # isort: skip -- beside the others

VISITORS = (Duty.CLERK, Duty.GUIDE, Duty.LEAD, Duty.MANAGE, Duty.SUPPORT)
STAYS, FOUND_NOTHING, OPEN = 0.3, 0.25, 0.15
JOINT_MEETINGS, DECISIONS_A_MEETING, REQUESTS = 24, 4, 30
GROUP_FINDINGS = 30  # of each work group
ITEMS = {"支部": 30, "产业": 25, "环境": 20, "治理": 15, "文明": 10}


class Fieldwork:
    """Writes that of one district."""

    def __init__(self, rows: Rows, district: District) -> None:
        self._rows, self._district, self._lot = rows, district, district.lot
        self._office = district.ref(district.office)

    def write(self, visits: int) -> None:
        branches = self._district.branches
        # Some villages see nobody for months, some somebody every week.
        weights = [self._lot.choice([0, 1, 1, 2, 2, 3, 6]) for _ in branches]
        for branch in self._lot.choices(branches, weights, k=visits):
            self._visit(branch)
        self._joint_meetings()
        self._bodies()

    def _visit(self, branch: Branch) -> None:
        post = self._lot.choice(self._district.of(self._lot.choice(VISITORS), branch))
        by = self._district.ref(post)
        day = AS_AT - timedelta(days=self._lot.randrange(2, (AS_AT - SINCE).days))
        is_stay, found_nothing = self._lot.random() < STAYS, self._lot.random() < FOUND_NOTHING
        visit = self._rows.add(
            Visit(
                branch=branch,
                kind="stay" if is_stay else "study",
                post=post,
                from_day=day,
                to_day=min(AS_AT, day + timedelta(days=self._lot.randrange(1, 6))) if is_stay else day,
                households=self._lot.randrange(3, 30) if is_stay else None,
                solved="测试：当场协调一件" if is_stay else "",
                found_nothing=found_nothing,
                recorded_by=by,
                recorded_at=morning_of(AS_AT),
            )
        )
        if not found_nothing:
            self._problem(visit, branch, by)

    def _problem(self, visit: Visit, branch: Branch, by: str) -> None:
        owner = self._district.owner(branch)
        is_open = self._lot.random() < OPEN
        self._rows.add(
            Problem(
                visit=visit,
                text="测试：村内污水支管有三处没有接通",
                owner=owner,
                due_on=visit.to_day + timedelta(days=self._lot.randrange(10, 90)),
                noted_by=by,
                noted_at=AT,
                result="" if is_open else "测试：接通了",
                settled_by="" if is_open else self._district.ref(owner),
                settled_at=None if is_open else AT,
            )
        )

    def _forces(self) -> list[Department]:
        there = self._district.posts[Duty.TASKFORCE, self._district.region.path]
        return [post.department for post in there if post.department]

    def _joint_meetings(self) -> None:
        region = self._district.region
        days = [AS_AT - timedelta(days=10 * back + 5) for back in range(JOINT_MEETINGS, 0, -1)]
        for number, day in enumerate(days):
            since = days[number - 1] if number else day - timedelta(days=30)
            lines = [Line("{text}（{office}提请）", {"text": "测试", "office": "测试"})] * 3
            pack = Pack(since.isoformat(), day.isoformat(), [Section(name, lines, 5) for name in SECTIONS])
            meeting = self._rows.add(
                JointMeeting(
                    district=region,
                    topic="测试联席会",
                    planned_on=day,
                    since=since,
                    called_by=self._office,
                    called_at=morning_of(since),
                    held_on=day,
                    recorded_by=self._office,
                    recorded_at=morning_of(day),
                    pack=frozen(pack),
                )
            )
            for body in self._forces():
                self._rows.add(Attendance(meeting=meeting, body=body, is_present=True))
            for _ in range(DECISIONS_A_MEETING):
                self._decision(meeting)
        self._rows.add(
            JointMeeting(
                district=region,
                topic="测试联席会",
                planned_on=AS_AT + timedelta(days=3),
                since=days[-1],
                called_by=self._office,
                called_at=AT,
            )
        )
        for _ in range(REQUESTS):
            self._rows.add(
                Request(district=region, text="测试：请定由谁牵头", office="测试", asked_by=self._office, asked_at=AT)
            )

    def _decision(self, meeting: JointMeeting) -> None:
        branch = self._lot.choice(self._district.branches)
        owner = self._lot.choice(self._district.of(self._lot.choice([Duty.MANAGE, Duty.TASKFORCE]), branch))
        is_open = self._lot.random() < 0.3
        self._rows.add(
            Decision(
                meeting=meeting,
                text="测试：月底前办结",
                owner=owner,
                due_on=meeting.planned_on + timedelta(days=30),
                decided_by=self._office,
                decided_at=AT,
                result="" if is_open else "测试：办结了",
                closed_by="" if is_open else self._district.ref(owner),
                closed_at=None if is_open else AT,
            )
        )

    def _bodies(self) -> None:
        for force in self._forces():
            for back in range(20, 250, 30):
                day = AS_AT - timedelta(days=back)
                said = {"called_by": self._office, "called_at": AT, "closed_by": self._office, "closed_at": AT}
                held = {"planned_on": day, "held_on": day, "topic": "测试", "outcome": "测试"}
                self._rows.add(BodyMeeting(body=force, **held, **said))
        groups = self._district.posts[Duty.WORKGROUP, self._district.region.path][::2]
        for number, post in enumerate(groups):
            branch = self._district.branches[number * 5]
            sent = self._rows.add(
                Dispatch(group=post.department, branch=branch, from_day=SINCE, sent_by=self._office, sent_at=AT)
            )
            for _ in range(GROUP_FINDINGS):
                self._rows.add(
                    GroupFinding(
                        dispatch=sent,
                        branch=branch,
                        text="测试：两户还没有结对",
                        owner=self._district.owner(branch),
                        due_on=AS_AT + timedelta(days=self._lot.randrange(-20, 40)),
                        noted_by=self._district.ref(post),
                        noted_at=AT,
                    )
                )


def tours(district: District) -> tuple[Tour, Tour]:
    """By ordinary acts but for their scores: one closed, one whose judges still score."""
    return _tour(district, 30, closes=True), _tour(district, 10, closes=False)


def _tour(district: District, back: int, *, closes: bool) -> Tour:
    region: Region = district.region
    posts = [*district.posts[Duty.MEMBER, region.path], *district.posts[Duty.TASKFORCE, region.path]]
    committed, result, drawn = (AS_AT - timedelta(days=back - after) for after in (0, 1, 2))
    tour = actions.commit_tour(
        actor=SYSTEM,
        district=region,
        title="测试观摩",
        items=ITEMS,
        judges=posts,
        draw_from=(2, "测试公开结果", result),
        at=morning_of(committed),
    )
    actions.draw_route(actor=SYSTEM, tour=tour, result="7 12 23", at=morning_of(drawn))
    Score.objects.bulk_create(
        Score(
            stop=stop,
            judge=judge,
            points=[district.lot.randrange(60, 100) for _ in ITEMS],
            scored_by=district.ref(judge.post),
            scored_at=AT,
            client_id=uuid4(),
        )
        for stop in tour.stops.all()
        for judge in tour.judges.select_related("post")
        if closes or stop.position % 2
    )
    if closes:
        actions.close_tour(actor=SYSTEM, tour=tour, at=AT)
    return tour
