"""A project from its plan to its published result, and what is refused on the way."""

from dataclasses import replace
from datetime import date

import pytest

from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.clock import morning_of
from fivestar.foundation.outcome import NotAllowed, NotSeen, Refused
from fivestar.notices.actions import withdraw_notice
from fivestar.projects import actions
from fivestar.projects.decisions import Votes
from fivestar.projects.models import Deliberation, Phase, Project, Publication, Spending
from fivestar.projects.planning import Stretch
from fivestar.standards.law.actions import enter_rule
from fivestar.standards.law.values import Rule, Share
from fivestar.territory.models import Village
from tests.cast import NOW, Cast
from tests.projects.stories import (
    CONSULTED,
    DELIBERATED,
    PLAN,
    PROPOSED,
    RESOLVED,
    building,
    done,
    owner_of,
    publish,
    resolved,
    started,
    stick,
)


def _kept() -> tuple[int, ...]:
    return tuple(one.objects.count() for one in (Project, Deliberation, Publication, Spending, AuditEntry))


def test_four_meetings_two_disclosures_and_acceptance_by_somebody_else(cast: Cast) -> None:
    project = done(cast)
    publish(cast, project, "result", date(2023, 9, 6))
    project.refresh_from_db()

    assert project.state == "done"
    assert [one.outcome for one in project.deliberations.all()] == ["carried"] * 4
    assert [one.kind for one in project.publications.all()] == ["decision", "result"]
    assert list(AuditEntry.objects.order_by("id").values_list("act", flat=True)) == [
        "projects.start",
        *["projects.deliberate"] * 4,
        "notices.post",
        "projects.publish_decision",
        *["projects.finish_phase"] * 2,
        "projects.accept",
        "notices.post",
        "projects.publish_result",
    ]


def test_names_of_witnesses_never_reach_the_audit(cast: Cast) -> None:
    resolved(cast)

    assert not [entry for entry in AuditEntry.objects.all() if "柳大" in str(entry.changes)]


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"title": ""}, "请写明做什么、为什么做"),
        ({"acceptance": ""}, "请写明做成什么样才算验收"),
        (
            {"spends_collective": False, "touches_villagers": False, "sources": {"fiscal": 48_000_000}},
            "不花集体的钱、也不涉及村民利益的措施，不用立项",
        ),
        ({"spends_collective": False}, "资金里有集体自有资金，就是动用集体资金"),
        ({"budget": 50_000_000}, "资金来源加起来是 {total} 元，预算 {budget} 元，对不上"),
        ({"phases": ()}, "请排 1 到 {most} 个阶段"),
        ({"phases": (Stretch("施工", date(2023, 8, 1), date(2023, 7, 1)),)}, "“{name}”结束在开始之前"),
    ],
)
def test_what_is_no_plan_is_refused(cast: Cast, told: dict[str, object], message: str) -> None:
    with pytest.raises(actions.UnableToStart) as refused:
        started(cast, plan=replace(PLAN, **told))  # type: ignore[arg-type]

    assert refused.value.message_id == message
    assert _kept() == (0, 0, 0, 0, 0)


def test_a_post_of_another_village_cannot_answer_for_it(cast: Cast) -> None:
    with pytest.raises(actions.UnableToStart):
        actions.start_project(
            actor=cast.secretary, branch=cast.dongliu, plan=PLAN, owner=owner_of(cast, "next_secretary"), at=NOW
        )
    assert _kept() == (0, 0, 0, 0, 0)


@pytest.mark.parametrize("who", ["manager", "supervisor", "leader", "supplier", "outsider", "next_secretary"])
def test_only_who_works_for_the_branch_starts_one(cast: Cast, who: str) -> None:
    with pytest.raises((NotAllowed, NotSeen)):
        started(cast, actor=getattr(cast, who))
    assert _kept() == (0, 0, 0, 0, 0)


def test_a_meeting_that_was_too_small_stays_and_is_repeated(cast: Cast) -> None:
    project = started(cast)
    for held in (PROPOSED, CONSULTED):
        actions.record_meeting(actor=cast.secretary, project=project, held=held, at=NOW)
    small = actions.record_meeting(
        actor=cast.secretary,
        project=project,
        held=replace(DELIBERATED, held_on=date(2023, 6, 8), present=20, votes=Votes(20, 0, 0)),
        at=NOW,
    )
    assert small.outcome == "too_few"
    assert [one["article"] for one in small.rules if one["id"] == "village.members.present"] == [
        "四议两公开工作法·党员大会审议"
    ]

    with pytest.raises(actions.UnableToDeliberate) as refused:
        actions.record_meeting(actor=cast.secretary, project=project, held=RESOLVED, at=NOW)
    assert [one.message_id for one in refused.value.findings] == ["还没有“{step}”，不能跳过"]

    again = replace(DELIBERATED, notified_on=date(2023, 6, 9), held_on=date(2023, 6, 13))
    actions.record_meeting(actor=cast.secretary, project=project, held=again, at=NOW)
    actions.record_meeting(actor=cast.secretary, project=project, held=RESOLVED, at=NOW)
    project.refresh_from_db()
    assert project.state == "resolved"
    assert [one.outcome for one in project.deliberations.all()] == [
        "carried",
        "carried",
        "too_few",
        "carried",
        "carried",
    ]


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"present": 6, "votes": Votes(6, 0, 0)}, "实到 {present} 比应到 {due} 还多"),
        ({"votes": Votes(4, 0, 0)}, "各项票数加起来是 {total}，到会 {present}，对不上"),
        ({"witnesses": ("柳大",)}, "举手和票决都要有 {least} 位不同的监票人"),
    ],
)
def test_figures_that_cannot_be_are_refused_and_nothing_is_kept(
    cast: Cast, told: dict[str, object], message: str
) -> None:
    project = started(cast)
    before = _kept()

    with pytest.raises(actions.UnableToDeliberate) as refused:
        actions.record_meeting(
            actor=cast.secretary,
            project=project,
            held=replace(PROPOSED, **told),  # type: ignore[arg-type]
            at=NOW,
        )

    assert [one.message_id for one in refused.value.findings] == [message]
    assert _kept() == before


def test_the_second_of_two_who_record_the_same_step_is_refused(cast: Cast) -> None:
    project = started(cast)
    actions.record_meeting(actor=cast.secretary, project=project, held=PROPOSED, at=NOW)
    before = _kept()

    with pytest.raises(actions.UnableToDeliberate) as refused:
        actions.record_meeting(actor=cast.clerk, project=project, held=PROPOSED, at=NOW)

    assert refused.value.message_id == "“{step}”已经办过"
    assert _kept() == before


def test_a_community_waits_for_its_rules_and_is_judged_when_they_are_entered(cast: Cast) -> None:
    """By the legal form of the committee: the branch stays a rural one of the drive."""
    Village.objects.filter(pk=cast.dongliu.village_id).update(legal_form="residents")
    project = started(cast)
    for held in (PROPOSED, CONSULTED, DELIBERATED, RESOLVED):
        actions.record_meeting(actor=cast.secretary, project=project, held=held, at=NOW)
    project.refresh_from_db()
    assert project.state == "deliberating"
    assert {one.outcome for one in project.deliberations.all()} == {"pending"}
    assert actions.judge_again(actor=cast.secretary, project=project, at=NOW) == 0

    half = Share(True, 1, 2, of_due=False)
    for name, value in (
        ("procedure", True),
        ("members.present", half),
        ("members.favour", half),
        ("delegates.present", Share(False, 1, 2, of_due=True)),
        ("delegates.favour", half),
    ):
        rule = Rule(f"community.{name}", value, "", date(2023, 1, 1), None, "测试条", "测试文")
        enter_rule(actor=cast.organiser, district=cast.district, rule=rule, at=NOW)
    assert actions.judge_again(actor=cast.secretary, project=project, at=NOW) == 4

    project.refresh_from_db()
    assert project.state == "resolved"
    assert {rule["article"] for one in project.deliberations.all() for rule in one.rules} == {"测试条"}


def test_a_rule_entered_later_may_say_that_a_meeting_came_too_early(cast: Cast) -> None:
    Village.objects.filter(pk=cast.dongliu.village_id).update(legal_form="residents")
    project = started(cast)
    actions.record_meeting(actor=cast.secretary, project=project, held=PROPOSED, at=NOW)
    for name, value in (("procedure", True), ("committee.notice", 2)):
        rule = Rule(f"community.{name}", value, "", date(2023, 1, 1), None, "测试条", "测试文")
        enter_rule(actor=cast.organiser, district=cast.district, rule=rule, at=NOW)

    actions.judge_again(actor=cast.secretary, project=project, at=NOW)

    assert [one.outcome for one in project.deliberations.all()] == ["unlawful"]


def test_a_wrong_record_is_withdrawn_and_the_step_is_open_again(cast: Cast) -> None:
    project = resolved(cast)
    last = project.deliberations.last()
    first = project.deliberations.first()
    assert last is not None
    assert first is not None
    with pytest.raises(actions.UnableToCarry):
        actions.withdraw_meeting(actor=cast.secretary, meeting=first, because="记错了", at=NOW)

    actions.withdraw_meeting(actor=cast.secretary, meeting=last, because="票数抄错了", at=NOW)

    project.refresh_from_db()
    assert project.state == "deliberating"
    actions.record_meeting(actor=cast.secretary, project=project, held=RESOLVED, at=NOW)
    assert project.deliberations.count() == 5


def test_the_second_who_changes_a_plan_is_told_so(cast: Cast) -> None:
    project = started(cast)
    new = replace(PLAN, title="粮食烘干中心")
    actions.change_project(actor=cast.clerk, project=project, seen=1, plan=new, owner=owner_of(cast), at=NOW)
    before = _kept()

    with pytest.raises(actions.ChangedMeanwhile) as refused:
        actions.change_project(
            actor=cast.secretary,
            project=project,
            seen=1,
            plan=replace(PLAN, title="烘干房"),
            owner=owner_of(cast),
            at=NOW,
        )

    project.refresh_from_db()
    assert (refused.value.version, project.title, project.version) == (2, "粮食烘干中心", 2)
    assert _kept() == before


def test_what_was_deliberated_does_not_change_any_more(cast: Cast) -> None:
    project = started(cast)
    actions.record_meeting(actor=cast.secretary, project=project, held=PROPOSED, at=NOW)

    with pytest.raises(actions.UnableToCarry):
        actions.change_project(
            actor=cast.secretary,
            project=project,
            seen=2,
            plan=replace(PLAN, budget=60_000_000, sources={"collective": 60_000_000}),
            owner=owner_of(cast),
            at=NOW,
        )
    actions.change_project(
        actor=cast.secretary,
        project=project,
        seen=2,
        plan=replace(PLAN, people="柳芽负责"),
        owner=owner_of(cast, "MANAGE"),
        at=NOW,
    )

    project.refresh_from_db()
    assert (project.budget, project.people, project.owner) == (48_000_000, "柳芽负责", owner_of(cast, "MANAGE"))
    assert project.phases.count() == 2


def test_money_is_counted_by_voucher_and_a_project_with_spent_money_is_not_withdrawn(cast: Cast) -> None:
    project = building(cast)
    spent = actions.spend(
        actor=cast.secretary,
        project=project,
        day=date(2023, 8, 1),
        amount=1_250_050,
        what="地基",
        voucher="8-01",
        at=NOW,
    )
    with pytest.raises(actions.UnableToCarry, match="凭证 8-01 已经记过"):
        actions.spend(
            actor=cast.clerk, project=project, day=date(2023, 8, 2), amount=10, what="钉子", voucher="8-01", at=NOW
        )
    before = _kept()
    with pytest.raises(actions.UnableToCarry) as refused:
        actions.withdraw_project(actor=cast.secretary, project=project, because="不建了", at=NOW)
    assert str(refused.value) == "已经花了 12,500.50 元，不能撤回；把账处理清楚，或者建完验收"
    assert _kept() == before

    actions.withdraw_spending(actor=cast.secretary, spending=spent, because="记到别的项目上了", at=NOW)
    actions.withdraw_project(actor=cast.secretary, project=project, because="不建了", at=NOW)
    project.refresh_from_db()
    assert project.state == "withdrawn"


def test_a_phase_moves_and_its_baseline_stays(cast: Cast) -> None:
    project = building(cast)
    phase = project.phases.last()
    assert phase is not None

    moved = actions.move_phase(
        actor=cast.secretary, phase=phase, first=date(2023, 8, 1), last=date(2023, 9, 10), because="雨季", at=NOW
    )

    assert (moved.planned_last, moved.last, moved.moved_because) == (date(2023, 8, 31), date(2023, 9, 10), "雨季")


def test_acceptance_waits_for_every_phase_for_what_is_stuck_and_for_another_person(cast: Cast) -> None:
    project = building(cast)

    def accept(who: str = "manager") -> None:
        actions.accept(actor=getattr(cast, who), project=project, saying="看过了", on=date(2023, 9, 10), at=NOW)

    with pytest.raises(Refused, match="还有 2 个阶段没有完成"):
        accept()
    for phase in Phase.objects.filter(project=project):
        actions.finish_phase(actor=cast.secretary, phase=phase, done_on=phase.last, at=NOW)
    stick(cast, project)
    with pytest.raises(Refused, match="项目还卡着：电没接通"):
        accept()
    actions.unblock(actor=cast.secretary, project=project, at=NOW)
    for who in ("secretary", "outsider", "next_clerk"):
        with pytest.raises(Refused):
            accept(who)
    accept("supervisor")

    project.refresh_from_db()
    assert (project.state, project.accepted_by) == ("accepted", cast.supervisor.person_ref)


def test_whoever_started_a_project_does_not_accept_it(cast: Cast) -> None:
    project = started(cast, actor=cast.clerk)

    with pytest.raises(NotAllowed, match="自己办的事须由他人来定"):
        actions.accept(actor=cast.clerk, project=project, saying="好", on=date(2023, 9, 1), at=NOW)


def test_where_the_notice_was_withdrawn_the_decision_is_posted_again(cast: Cast) -> None:
    project = building(cast)
    with pytest.raises(actions.UnableToCarry):
        publish(cast, project, "decision", date(2023, 6, 17))
    notice = Publication.objects.get().notice
    withdraw_notice(actor=cast.secretary, notice=notice, because="贴错了", at=NOW)

    publish(cast, project, "decision", date(2023, 6, 17))

    project.refresh_from_db()
    assert project.state == "building"
    assert [one.notice.withdrawn_at is None for one in Publication.objects.all()] == [False, True]


@pytest.mark.parametrize(
    "told",
    [
        {"title": "烘干车间 13812345678"},
        {"purpose": "找柳青，41100219800101123X"},
        {"acceptance": "电话 138-1234-5678"},
    ],
)
def test_a_plan_that_everybody_will_read_carries_nobodys_number(cast: Cast, told: dict[str, str]) -> None:
    with pytest.raises(actions.UnableToCarry, match="项目是公开的"):
        started(cast, plan=replace(PLAN, **told))  # type: ignore[arg-type]

    assert _kept() == (0, 0, 0, 0, 0)


def test_neither_does_what_is_said_on_the_way(cast: Cast) -> None:
    project = building(cast)
    before = _kept()
    said = "找电工 13812345678"

    with pytest.raises(actions.UnableToCarry, match="像是有手机号（138…78）"):
        stick(cast, project, because=said)
    with pytest.raises(actions.UnableToCarry, match="像是有手机号"):
        actions.spend(
            actor=cast.secretary, project=project, day=date(2023, 8, 1), amount=100, what=said, voucher="1", at=NOW
        )
    with pytest.raises(actions.UnableToCarry, match="像是有手机号"):
        actions.withdraw_project(actor=cast.secretary, project=project, because=said, at=NOW)

    assert _kept() == before


def test_a_notice_that_names_a_persons_number_is_refused_by_the_board(cast: Cast) -> None:
    project = resolved(cast)
    before = _kept()

    with pytest.raises(actions.UnableToCarry):
        actions.publish(
            actor=cast.secretary,
            project=project,
            kind="decision",
            more="联系人柳青 13812345678",
            from_day=date(2023, 6, 16),
            to_day=date(2023, 6, 20),
            place="村部公开栏",
            at=morning_of(date(2023, 6, 16)),
        )

    assert _kept() == before


def test_a_decision_is_not_published_before_it_was_made(cast: Cast) -> None:
    project = started(cast)
    with pytest.raises(actions.UnableToCarry):
        publish(cast, project, "decision", date(2023, 6, 16))
    assert not Publication.objects.exists()

    project = resolved(cast)
    with pytest.raises(actions.UnableToCarry):
        publish(cast, project, "decision", date(2023, 6, 14))
    assert not Publication.objects.exists()
