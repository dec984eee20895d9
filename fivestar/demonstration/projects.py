"""Projects of the demonstration: one of 青塘村 through four meetings (one held again), 21 others on their way.

Together they are the 22 new projects of collective economy that the district tells of.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from fivestar.demonstration.places import TOLD_VILLAGE
from fivestar.foundation.access import Actor, Duty
from fivestar.foundation.clock import morning_of
from fivestar.projects import actions
from fivestar.projects.decisions import Held, Votes
from fivestar.projects.planning import Plan, Stretch
from fivestar.projects.queries import open_tasks
from fivestar.responsibility.in_charge import refs_of
from fivestar.responsibility.queries import actor_as, person_by_ref, posts_held_by

if TYPE_CHECKING:
    from fivestar.projects.models import Project
    from fivestar.responsibility.models import Post
    from fivestar.territory.models import Branch, Region

OTHERS = 21
WHAT = (
    "红薯粉条加工点",
    "冷藏保鲜库",
    "蔬菜大棚",
    "农机服务队",
    "来料加工车间",
    "食用菌棚",
    "光伏屋顶",
    "粮食代收点",
    "中药材晾晒场",
    "直播间和快递点",
)
WITNESSES = ("甲（演示）", "乙（演示）")
SERVED = "集体"
"""What the told project is to help with: tasks about the income of the collective."""
BEGIN_OF_TOLD = date(2023, 4, 10)


@dataclass(frozen=True, slots=True)
class Worker:
    """A secretary and her post."""

    actor: Actor
    post: "Post"


def seed_projects(district: "Region", branches: Collection["Branch"], today: date) -> int:
    """How many. Nothing where the district's date lies before they began."""
    if today < date(2023, 9, 10):
        return 0
    secretaries = refs_of(district, Duty.OWN, today)
    there = [one for one in branches if one.path in secretaries and one.village.legal_form == "village"]
    told = [one for one in there if _is_told(one)]
    for branch in told:
        _told(_worker(secretaries[branch.path], branch, today), branch, today)
    others = [one for one in there if one.category == "rural" and not _is_told(one)]
    chosen = others[:: max(1, len(others) // OTHERS)][:OTHERS]
    for number, branch in enumerate(chosen):
        _other(_worker(secretaries[branch.path], branch, today), branch, number)
    return len(told) + len(chosen)


def _told(worker: Worker, branch: "Branch", today: date) -> None:
    lacking = {criterion: name for criterion, name in open_tasks(branch, today) if SERVED in name}
    plan = Plan(
        title="粮食烘干车间（演示）",
        purpose="建一座日处理 50 吨的烘干车间，给本村和邻村烘干粮食，增加集体收入",
        kind="collective",
        spends_collective=True,
        touches_villagers=True,
        acceptance="设备试运行三天，烘干小麦 100 吨，账目公开",
        budget=48_000_000,
        sources={"collective": 18_000_000, "fiscal": 30_000_000},
        phases=(
            Stretch("选址设计", date(2023, 5, 10), date(2023, 5, 31)),
            Stretch("施工", date(2023, 6, 1), date(2023, 8, 31)),
            Stretch("试运行", date(2023, 9, 1), date(2023, 9, 20)),
        ),
        serves=lacking,
    )
    project = _start(worker, branch, plan, BEGIN_OF_TOLD)
    for held in (
        _committee("propose", date(2023, 4, 12)),
        _committee("consult", date(2023, 4, 14)),
        # Too few came on the first day; the call went out again the day after.
        _members(date(2023, 4, 22), date(2023, 4, 18), due=48, present=29, votes=Votes(29, 0, 0)),
        _members(date(2023, 4, 28), date(2023, 4, 23), due=48, present=37, votes=Votes(33, 2, 2)),
        _delegates(date(2023, 5, 6), due=42, present=36, votes=Votes(31, 3, 2)),
    ):
        _meet(worker, project, held)
    _publish(worker, project, date(2023, 5, 7))
    design, building, _ = project.phases.all()
    day = date(2023, 6, 5)
    actions.finish_phase(actor=worker.actor, phase=design, done_on=day, at=morning_of(day))
    actions.move_phase(
        actor=worker.actor,
        phase=building,
        first=date(2023, 6, 6),
        last=date(2023, 9, 12),
        because="六月阴雨，地基推迟（演示）",
        at=morning_of(date(2023, 7, 3)),
    )
    for day, amount, what, voucher in (
        (date(2023, 6, 20), 9_600_000, "地基和厂房（演示）", "记-06-018"),
        (date(2023, 8, 8), 21_350_000, "烘干机首付（演示）", "记-08-005"),
        (date(2023, 8, 30), 3_120_050, "线路改造（演示）", "记-08-027"),
    ):
        actions.spend(
            actor=worker.actor, project=project, day=day, amount=amount, what=what, voucher=voucher, at=morning_of(day)
        )
    day = date(2023, 9, 10)
    actions.finish_phase(actor=worker.actor, phase=building, done_on=day, at=morning_of(day))


def _other(worker: Worker, branch: "Branch", number: int) -> None:
    """As far along as its number says: one meeting, three, decided, under way, stuck."""
    title = f"{WHAT[number % len(WHAT)]}（演示）"
    budget = 6_000_000 + number * 1_150_000
    plan = Plan(
        title=title,
        purpose=f"办{WHAT[number % len(WHAT)]}，增加集体收入，带动本村村民就近务工",
        kind="collective",
        spends_collective=True,
        touches_villagers=number % 3 == 0,
        acceptance="投入使用，第一个月的收支张榜公布",
        budget=budget,
        sources={"collective": budget // 2, "partner": budget - budget // 2},
        phases=(
            Stretch("筹备", date(2023, 7, 10), date(2023, 8, 10)),
            Stretch("建设", date(2023, 8, 11), date(2023, 11, 30)),
        ),
        serves={},
    )
    project = _start(worker, branch, plan, date(2023, 6, 1))
    due, sent = 30 + number % 7, date(2023, 6, 12)
    meetings = (
        _committee("propose", date(2023, 6, 5)),
        _committee("consult", date(2023, 6, 8)),
        _members(date(2023, 6, 18), sent, due=due, present=due - 6, votes=Votes(due - 8, 1, 1)),
        _delegates(date(2023, 6, 25), due=due, present=due - 5, votes=Votes(due - 7, 2, 0)),
    )
    for held in meetings[: (1, 3, 4, 4, 4)[number % 5]]:
        _meet(worker, project, held)
    if number % 5 >= 3:
        _publish(worker, project, date(2023, 6, 26))
    if number % 5 == 4:
        day = date(2023, 8, 25)
        actions.block(
            actor=worker.actor,
            project=project,
            because="用电报装还没批下来（演示）",
            from_whom="区供电公司（演示）",
            needs="给变压器增容",
            at=morning_of(day),
        )


def _start(worker: Worker, branch: "Branch", plan: Plan, day: date) -> "Project":
    return actions.start_project(actor=worker.actor, branch=branch, plan=plan, owner=worker.post, at=morning_of(day))


def _meet(worker: Worker, project: "Project", held: Held) -> None:
    actions.record_meeting(actor=worker.actor, project=project, held=held, at=morning_of(held.held_on))


def _publish(worker: Worker, project: "Project", day: date) -> None:
    actions.publish(
        actor=worker.actor,
        project=project,
        kind="decision",
        from_day=day,
        to_day=day.replace(day=day.day + 3),
        place="村部公开栏（演示）",
        at=morning_of(day),
    )


def _committee(step: str, day: date) -> Held:
    body = "committee" if step == "propose" else "committees"
    return Held(step, body, day, 5, 5, Votes(5, 0, 0), by_paper=False, witnesses=WITNESSES)


def _members(day: date, sent: date, *, due: int, present: int, votes: Votes) -> Held:
    usual = _committee("propose", day)
    return replace(usual, step="deliberate", body="members", notified_on=sent, due=due, present=present, votes=votes)


def _delegates(day: date, *, due: int, present: int, votes: Votes) -> Held:
    return replace(
        _committee("propose", day),
        step="resolve",
        body="delegates",
        due=due,
        present=present,
        votes=votes,
        by_paper=True,
    )


def _worker(ref: str, branch: "Branch", today: date) -> Worker:
    person = person_by_ref(ref)
    assert person is not None, ref
    actor = actor_as(person, today)
    post = next(one for one in posts_held_by(actor, today) if one.path == branch.path and one.duty == Duty.OWN)
    return Worker(actor, post)


def _is_told(branch: "Branch") -> bool:
    return (branch.township.name, branch.village.core) == TOLD_VILLAGE
