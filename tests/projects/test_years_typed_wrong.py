"""A year typed wrong is refused with words, and nobody's numbers are kept beside names."""

from dataclasses import replace
from datetime import date

import pytest

from fivestar.projects import actions
from fivestar.projects.decisions import Held, faults
from fivestar.projects.models import Deliberation, Project
from fivestar.projects.planning import Stretch, plan_faults
from fivestar.standards.law.values import Rule
from tests.cast import NOW, TODAY, Cast
from tests.projects.stories import DELIBERATED, PLAN, PROPOSED, building, owner_of, started

NOTICE = Rule("village.members.notice", 3, "", date(2023, 1, 1), None, "本区规定", "三天前送达", is_local=True)
LAST = date(9999, 12, 31)


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (replace(PROPOSED, held_on=date(203, 6, 1)), "会议日期 {day} 是三年多以前，请看年份有没有写错"),
        (replace(PROPOSED, notified_on=date(203, 6, 1)), "通知日期 {day} 比会议早三年多，请看年份有没有写错"),
        (replace(DELIBERATED, held_on=LAST, notified_on=LAST), "会议日期 {day} 还没有到"),
    ],
)
def test_a_meeting_in_another_century_is_refused(held: Held, words: str) -> None:
    past = () if held.step == "propose" else None
    rules = {"members.notice": NOTICE}

    found = [one.message_id for one in faults(held, rules, past or (), TODAY)]

    assert [one for one in found if one == words] == [words]


def test_a_schedule_of_centuries_is_refused() -> None:
    plan = replace(PLAN, phases=(Stretch("施工", date(1, 1, 1), LAST),))

    assert [one.message_id for one in plan_faults(plan)] == ["各阶段合起来有五年多，请看年份有没有写错"]


def test_who_does_it_and_who_counts_are_names_without_numbers(cast: Cast) -> None:
    numbered = "柳明 13812345678"
    with pytest.raises(actions.UnableToCarry, match="像是有手机号"):
        started(cast, plan=replace(PLAN, people=numbered))
    assert Project.objects.count() == 0
    project = started(cast)

    with pytest.raises(actions.UnableToCarry, match="像是有手机号"):
        actions.record_meeting(
            actor=cast.secretary, project=project, held=replace(PROPOSED, witnesses=(numbered, "柳二")), at=NOW
        )
    assert Deliberation.objects.count() == 0
    actions.record_meeting(actor=cast.secretary, project=project, held=PROPOSED, at=NOW)
    with pytest.raises(actions.UnableToCarry, match="像是有手机号"):
        actions.change_project(
            actor=cast.secretary,
            project=project,
            seen=Project.objects.get().version,
            plan=replace(PLAN, people=numbered),
            owner=owner_of(cast),
            at=NOW,
        )
    assert Project.objects.get().people == PLAN.people


@pytest.mark.parametrize("day", [date(203, 9, 1), date(1923, 9, 1)])
def test_money_of_another_century_and_a_stage_put_off_by_centuries_are_refused(cast: Cast, day: date) -> None:
    project = building(cast)
    phase = project.phases.get(order=1)

    with pytest.raises(actions.UnableToCarry, match="不像是真的"):
        actions.spend(actor=cast.secretary, project=project, day=day, amount=100, what="水泥", voucher="9", at=NOW)
    with pytest.raises(actions.UnableToCarry, match="不像是真的"):
        actions.move_phase(
            actor=cast.secretary, phase=phase, first=phase.first, last=date(2203, 9, 1), because="下雨", at=NOW
        )

    assert not project.spendings.exists()
    assert project.phases.get(order=1) == phase
    assert project.phases.get(order=1).last == phase.last
