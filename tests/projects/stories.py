"""A project of 东柳村 as far along as a story needs it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from fivestar.foundation.access import Actor
from fivestar.foundation.clock import morning_of
from fivestar.projects import actions
from fivestar.projects.decisions import Held, Votes
from fivestar.projects.models import BothPosts, Project
from fivestar.projects.planning import Plan, Stretch
from fivestar.responsibility.models import Post
from tests.cast import NOW, Cast

PLAN = Plan(
    title="粮食烘干车间",
    purpose="建一座日处理 50 吨的烘干车间，增加集体收入",
    kind="collective",
    spends_collective=True,
    touches_villagers=True,
    acceptance="设备试运行三天，烘干小麦 100 吨",
    budget=48_000_000,
    sources={"collective": 18_000_000, "fiscal": 30_000_000},
    phases=(
        Stretch("选址设计", date(2023, 7, 1), date(2023, 7, 20)),
        Stretch("施工", date(2023, 7, 21), date(2023, 8, 31)),
    ),
    serves={"R033": "集体经济收入"},
    people="柳青负责，柳明监督",
)
WITNESSES = ("柳大", "柳二")
PROPOSED = Held(
    step="propose",
    body="committee",
    held_on=date(2023, 6, 1),
    due=5,
    present=5,
    votes=Votes(5, 0, 0),
    by_paper=False,
    witnesses=WITNESSES,
)
CONSULTED = replace(
    PROPOSED, step="consult", body="committees", held_on=date(2023, 6, 2), due=7, present=7, votes=Votes(6, 0, 1)
)
DELIBERATED = replace(
    PROPOSED,
    step="deliberate",
    body="members",
    held_on=date(2023, 6, 10),
    notified_on=date(2023, 6, 5),
    due=45,
    present=34,
    votes=Votes(30, 3, 1),
)
RESOLVED = replace(
    PROPOSED, step="resolve", body="delegates", held_on=date(2023, 6, 15), due=30, present=24, votes=Votes(20, 3, 1)
)
FOUR = (PROPOSED, CONSULTED, DELIBERATED, RESOLVED)


def owner_of(cast: Cast, who: str = "OWN") -> Post:
    return Post.objects.get(holdings__person=cast.persons[who])


def started(cast: Cast, *, actor: Actor | None = None, plan: Plan = PLAN, at: datetime = NOW) -> Project:
    return actions.start_project(
        actor=actor or cast.secretary, branch=cast.dongliu, plan=plan, owner=owner_of(cast), at=at
    )


def resolved(cast: Cast) -> Project:
    project = started(cast)
    for held in FOUR:
        actions.record_meeting(actor=cast.secretary, project=project, held=held, at=NOW)
    project.refresh_from_db()
    return project


def building(cast: Cast) -> Project:
    project = resolved(cast)
    publish(cast, project, "decision", date(2023, 6, 16))
    project.refresh_from_db()
    return project


def publish(cast: Cast, project: Project, kind: str, day: date) -> None:
    actions.publish(
        actor=cast.secretary,
        project=project,
        kind=kind,
        more="有意见找村务监督委员会。",
        from_day=day,
        to_day=day + timedelta(days=7),
        place="村部公开栏",
        at=morning_of(day),
    )


def both_posts(cast: Cast, **other: Any) -> BothPosts:
    """一肩挑 in 东柳村 since January, as the township's clerk stated it."""
    told = {"branch": cast.dongliu, "from_day": date(2023, 1, 1), "source": "柳镇任〔2023〕1号", "at": NOW, **other}
    return actions.state_both_posts(actor=told.pop("actor", cast.clerk), **told)


def stick(cast: Cast, project: Project, **other: Any) -> Project:
    told = {"because": "电没接通", "from_whom": "区供电公司", "needs": "给变压器增容", "at": NOW, **other}
    return actions.block(actor=cast.secretary, project=project, **told)


def done(cast: Cast) -> Project:
    """Built and accepted by the township, not yet published."""
    project = building(cast)
    for phase in project.phases.all():
        actions.finish_phase(actor=cast.secretary, phase=phase, done_on=phase.last, at=NOW)
    actions.accept(actor=cast.manager, project=project, saying="试运行三天，烘干 120 吨", on=date(2023, 9, 5), at=NOW)
    project.refresh_from_db()
    return project


AT_PLANNING = morning_of(date(2023, 5, 20))
