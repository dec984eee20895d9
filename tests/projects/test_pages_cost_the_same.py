"""Every page of projects costs the same queries with one row of what it shows and with three."""

from dataclasses import replace
from datetime import date

import pytest

from fivestar.notices.actions import withdraw_notice
from fivestar.projects import actions
from fivestar.projects.models import Project
from fivestar.projects.planning import Plan, Stretch
from fivestar.shortfalls.models import Shortfall
from tests.cast import NOW, Cast
from tests.factories import small_standards
from tests.pages import browser_of, queries_of, words_of
from tests.projects.stories import CONSULTED, DELIBERATED, FOUR, PLAN, PROPOSED, publish, started, stick
from tests.shortfalls.stories import lack_income

pytestmark = pytest.mark.django_db

THREE = replace(
    PLAN,
    sources={"collective": 18_000_000, "fiscal": 20_000_000, "levy": 10_000_000},
    phases=tuple(Stretch(f"第{n}段", date(2023, 6 + n, 1), date(2023, 6 + n, 10)) for n in (1, 2, 3)),
    serves={name: f"测试任务{name}" for name in ("T1", "T3", "T5")},
)
ONE = replace(THREE, sources={"collective": 48_000_000}, phases=THREE.phases[:1], serves={"T3": THREE.serves["T3"]})


def page(project: Project) -> str:
    return f"/b/{project.branch.public_id}/projects/{project.public_id}/"


def costs(cast: Cast, project: Project, *who: str) -> list[int]:
    return [queries_of(browser_of(cast, one), page(project)) for one in who]


def building(cast: Cast, plan: Plan) -> Project:
    project = started(cast, plan=plan)
    for held in FOUR:
        actions.record_meeting(actor=cast.secretary, project=project, held=held, at=NOW)
    publish(cast, project, "decision", date(2023, 6, 16))
    project.refresh_from_db()
    return project


def test_a_page_costs_the_same_with_one_meeting_task_source_and_phase_and_with_three(cast: Cast) -> None:
    small_standards(cast)
    lack_income(cast)
    assert Shortfall.objects.filter(branch=cast.dongliu, criterion__in=THREE.serves).count() == 3
    one, three = started(cast, plan=ONE), started(cast, plan=THREE)
    actions.record_meeting(actor=cast.secretary, project=one, held=PROPOSED, at=NOW)
    for held in (PROPOSED, CONSULTED, DELIBERATED):
        actions.record_meeting(actor=cast.secretary, project=three, held=held, at=NOW)

    who = ("OWN", "MANAGE", "ORGANISE")
    assert words_of(browser_of(cast, "OWN").get(page(three))).count("应到 ") == 3 + 1  # a finding of the third
    assert costs(cast, three, *who) == costs(cast, one, *who)


def test_schedule_and_money_cost_the_same_with_one_phase_and_voucher_and_with_three(cast: Cast) -> None:
    one, three = building(cast, ONE), building(cast, THREE)
    for project, vouchers in ((one, 1), (three, 3)):
        for number in range(vouchers):
            actions.spend(
                actor=cast.secretary,
                project=project,
                day=date(2023, 8, 1),
                amount=1_000_000,
                what="地基",
                voucher=f"8-{number}",
                at=NOW,
            )
        for phase in project.phases.all():
            actions.finish_phase(actor=cast.secretary, phase=phase, done_on=phase.last, at=NOW)

    assert words_of(browser_of(cast, "").get(page(three))).count("凭证 8-") == 3
    for who in ("", "OWN", "MANAGE"):
        assert costs(cast, three, who) == costs(cast, one, who), who


def test_a_page_costs_the_same_with_one_posted_notice_and_with_three(cast: Cast) -> None:
    project = building(cast, ONE)
    before = costs(cast, project, "", "OWN")
    for day in (17, 18):
        notice = project.publications.last().notice  # type: ignore[union-attr]
        withdraw_notice(actor=cast.secretary, notice=notice, because="日期写错", at=NOW)
        publish(cast, project, "decision", date(2023, 6, day))

    assert project.publications.count() == 3
    assert costs(cast, project, "", "OWN") == before


def test_lists_of_projects_cost_the_same_with_one_and_with_three_of_each_state(cast: Cast) -> None:
    addresses = (f"/b/{cast.dongliu.public_id}/projects/", f"/d/{cast.district.code}/projects/")
    narrowed = [f"{addresses[1]}?{asked}" for asked in ("state=blocked", "state=building", "township=990099001")]
    browser = browser_of(cast, "ORGANISE")

    def one_more(plan: Plan) -> None:
        started(cast, plan=plan)
        stuck = building(cast, plan)
        stick(cast, stuck)

    one_more(ONE)
    one = [queries_of(browser, address) for address in (*addresses, *narrowed)]
    for _ in range(2):
        one_more(THREE)

    assert Project.objects.count() == 6
    assert [queries_of(browser, address) for address in (*addresses, *narrowed)] == one
