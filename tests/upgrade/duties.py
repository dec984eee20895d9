"""What the small district of the wave “who answers” did: a row in every table which that wave brought."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from fivestar.evidence.actions import add_evidence, note_comparison
from fivestar.fieldwork import actions as fieldwork
from fivestar.notices.actions import post_notice
from fivestar.projects import actions as building
from fivestar.responsibility import actions as duties
from fivestar.scorecards.actions import rescore_all
from fivestar.scorecards.aims.actions import Aimed, endorse_target, enter_plan, fix_target, propose_target
from fivestar.shortfalls import actions as shortfalls
from fivestar.shortfalls.models import DigestSent
from fivestar.standards.law.actions import enter_rule
from fivestar.standards.plan.actions import Given, set_line
from tests.cast import NOW, TODAY, Cast, make_cast
from tests.evidence import made
from tests.fieldwork.stories import called, decided, force, held, post_of, visited
from tests.notices.stories import TOLD
from tests.projects import stories as projects
from tests.responsibility.stories import sent, task_force, work_group
from tests.responsibility.test_posts_import import GOOD, brought
from tests.scorecards.stories import hold_party_star
from tests.shortfalls.stories import have_income, lack_income, taken_up
from tests.standards.law.test_rules import RULE
from tests.upgrade.asking import standards

DAY = NOW + timedelta(days=3)


@transaction.atomic
def tell_the_story() -> None:
    cast = make_cast()
    standards(cast)
    hold_party_star(cast, cast.dongliu)
    _plans(cast)
    _bodies(cast)
    _shortfalls(cast)
    _projects(cast)
    _notices(cast)
    _in_the_field(cast)
    _moves(cast)
    rescore_all(cast.district, at=NOW)


def _plans(cast: Cast) -> None:
    """A rule of the district, a line of the decomposition plan, the year's figures, one target through three hands."""
    enter_rule(actor=cast.organiser, district=cast.district, rule=RULE, at=NOW)
    given = Given("township", date(2023, 11, 30), force(cast), ("区农业农村局",))
    set_line(
        actor=cast.organiser,
        district=cast.district,
        category="rural",
        criterion="T3",
        given=given,
        at=NOW,
        seen=None,
    )
    enter_plan(
        actor=cast.organiser,
        region=cast.district,
        rural=5,
        urban=1,
        levels={2: 1},
        stars={},
        source="年度计划(拟定)",
        at=NOW,
    )
    aimed = Aimed(2, ["party", "industry"], "集体收入有把握")
    propose_target(actor=cast.secretary, branch=cast.dongliu, aimed=aimed, at=NOW)
    endorse_target(actor=cast.manager, branch=cast.dongliu, aimed=aimed, at=NOW)
    fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=aimed, at=NOW)
    propose_target(actor=cast.clerk, branch=cast.xiliu, aimed=Aimed(1, ["party"], "先把支部建强"), at=NOW)


def _bodies(cast: Cast) -> None:
    """A task force that met once and has its next day; a work group in 东柳 with a finding; a file of posts."""
    body = task_force(cast)
    duties.set_rhythm(
        actor=cast.organiser, body=body, every_days=30, from_day=date(2023, 8, 1), source="工作方案(拟定)", at=NOW
    )
    duties.call_meeting(actor=cast.organiser, body=body, planned_on=date(2023, 9, 25), topic="九月例会", at=NOW)
    dispatch = sent(cast, work_group(cast))
    duties.note_finding(
        actor=cast.organiser, dispatch=dispatch, text="台账不全", due_on=TODAY + timedelta(days=30), at=NOW
    )
    brought(cast, GOOD, ("无此村", "直接", "书记", "", "甲", "", "2023-02-01", ""))


def _shortfalls(cast: Cast) -> None:
    """Screened; one taken up, reached and struck off by somebody else; one taken up and late; a digest."""
    mended = taken_up(cast, lack_income(cast))
    late = taken_up(cast, lack_income(cast, cast.xiliu), actor=cast.clerk, owner=post_of(cast, "CLERK"), due_on=TODAY)
    shortfalls.screen(actor=cast.organiser, district=cast.district, levels=(1, 2), at=NOW)
    have_income(cast, at=NOW + timedelta(hours=1))
    mended.refresh_from_db()
    shortfalls.strike_off(actor=cast.manager, shortfall=mended, note="看过账，属实", at=NOW + timedelta(hours=2))
    DigestSent.objects.create(region=late.branch.district, day=TODAY, sent_at=NOW)


def _projects(cast: Cast) -> None:
    """One through four meetings, built, accepted and told; another at its beginning."""
    project = projects.done(cast)
    spent = date(2023, 7, 10)
    building.spend(
        actor=cast.secretary, project=project, day=spent, amount=9_600_000, what="地基", voucher="记-07-002", at=DAY
    )
    projects.publish(cast, project, "result", date(2023, 9, 6))
    projects.started(cast, plan=replace(projects.PLAN, title="冷藏保鲜库"))


def _notices(cast: Cast) -> None:
    picture = made.jpg(made.scene(1, (64, 48)))
    one, other = (
        add_evidence(actor=cast.clerk, branch=branch, criterion_id="T3", name="合同.jpg", data=picture, at=NOW)
        for branch in (cast.dongliu, cast.xiliu)
    )
    note_comparison(actor=cast.clerk, one=one, other=other, note="同一张合同，两村合办", at=NOW)
    post_notice(
        actor=cast.secretary, branch=cast.dongliu, told=TOLD, at=NOW, attachments=[one.public_id], corrects=None
    )


def _in_the_field(cast: Cast) -> None:
    """A joint meeting with its decision and something asked of the next; a visit with a problem; a tour."""
    fieldwork.ask_decision(actor=cast.manager, district=cast.district, text="请供电公司定增容的日子", at=NOW)
    decided(cast, held(cast))
    called(cast, day=TODAY + timedelta(days=30))
    visited(cast)
    tour = fieldwork.commit_tour(
        actor=cast.organiser,
        district=cast.district,
        title="九月观摩",
        items={"产业带动": 60, "村容": 40},
        judges=[post_of(cast, who) for who in ("TASKFORCE", "SUPPLY", "MANAGE")],
        draw_from=(2, "双色球", TODAY + timedelta(days=3)),
        at=NOW,
    )
    first = fieldwork.draw_route(actor=cast.organiser, tour=tour, result="03 11 16", at=DAY).stops.get(position=1)
    fieldwork.score_stop(actor=cast.supplier, stop=first, points=(50, 30), client_id=UUID(int=1), at=DAY)


def _moves(cast: Cast) -> None:
    """The secretary of 东柳 moves; what he answered for goes with his post to a successor or to another post."""
    post = post_of(cast, "OWN")
    successor = cast.persons["HELPER"]
    duties.move_person(
        actor=cast.organiser,
        person=cast.persons["OWN"],
        district=cast.district,
        move=duties.Move({post: successor}, TODAY),
        at=NOW,
    )
