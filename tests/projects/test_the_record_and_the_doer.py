"""What is published is what was recorded; nobody accepts his own work; a missed quorum is not counted away."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from fivestar.foundation.audit.models import AuditEntry
from fivestar.notices.models import Notice
from fivestar.projects import actions
from fivestar.projects.accepting import may_accept, waiting_for
from fivestar.projects.decisions import Votes
from fivestar.projects.models import Deliberation, Project
from fivestar.projects.today import to_accept, to_judge_again, without_rule
from fivestar.responsibility.models import Post
from fivestar.standards.law.actions import enter_rule
from fivestar.standards.law.values import Rule
from fivestar.territory.models import Village
from tests.cast import NOW, TODAY, Cast
from tests.pages import browser_of, words_of
from tests.projects.stories import CONSULTED, DELIBERATED, PLAN, PROPOSED, building, owner_of, resolved, started, stick

TOO_FEW = replace(DELIBERATED, present=29, votes=Votes(29, 0, 0))
AGAIN = replace(
    DELIBERATED, held_on=date(2023, 6, 14), notified_on=date(2023, 6, 10), present=29, votes=Votes(29, 0, 0)
)


def _page(cast: Cast, project: Project) -> str:
    return f"/b/{cast.dongliu.public_id}/projects/{project.public_id}/"


def _finished(cast: Cast, project: Project) -> Project:
    for phase in project.phases.all():
        actions.finish_phase(actor=cast.secretary, phase=phase, done_on=phase.last, at=NOW)
    return project


def _kept() -> tuple[int, ...]:
    return tuple(one.objects.count() for one in (Project, Deliberation, Notice, AuditEntry))


def test_the_board_shows_the_votes_of_the_record_and_what_is_added_stands_below(cast: Cast) -> None:
    project = resolved(cast)
    browser = browser_of(cast, "OWN")
    form = {"from_day": "2023-09-15", "to_day": "2023-09-22", "place": "村部公开栏"}
    forged = {**form, "body": "党员大会全票通过", "more": "有意见找村务监督委员会。"}

    assert browser.post(f"{_page(cast, project)}publish/decision/", forged).status_code == 302

    body = Notice.objects.get().body
    assert body == actions.words_of(project, "decision") + "\n有意见找村务监督委员会。"
    assert "应到 45，实到 34，赞成 30、反对 3、弃权 1" in body
    assert "全票通过" not in body


def test_whoever_had_a_hand_in_it_does_not_accept_it(cast: Cast) -> None:
    project = _finished(cast, building(cast))
    actions.spend(
        actor=cast.clerk, project=project, day=date(2023, 8, 1), amount=100_00, what="地基", voucher="8-01", at=NOW
    )
    before = _kept()

    with pytest.raises(actions.UnableToCarry, match="须由他人验收"):
        actions.accept(actor=cast.clerk, project=project, saying="看过了", on=date(2023, 9, 10), at=NOW)

    assert _kept() == before
    assert [may_accept(one, project, TODAY) for one in (cast.clerk, cast.manager, cast.supervisor)] == [
        False,
        True,
        True,
    ]
    assert [list(waiting_for(one, TODAY)) for one in (cast.clerk, cast.manager, cast.next_clerk)] == [[], [project], []]


def test_neither_does_whoever_answers_for_it(cast: Cast) -> None:
    project = _finished(cast, building(cast))
    Project.objects.update(owner=owner_of(cast, "MANAGE"))

    with pytest.raises(actions.UnableToCarry, match="须由他人验收"):
        actions.accept(actor=cast.manager, project=project, saying="看过了", on=date(2023, 9, 10), at=NOW)
    actions.accept(actor=cast.supervisor, project=project, saying="看过了", on=date(2023, 9, 10), at=NOW)

    assert list(waiting_for(cast.manager, TODAY)) == []


def test_a_withdrawn_record_is_work_done_too(cast: Cast) -> None:
    project = started(cast)
    made = actions.record_meeting(actor=cast.clerk, project=project, held=PROPOSED, at=NOW)
    actions.withdraw_meeting(actor=cast.secretary, meeting=made, because="记错了日期", at=NOW)

    assert not may_accept(cast.clerk, project, TODAY)


def test_a_refusal_names_the_text_and_source_of_the_rule_of_the_meetings_day(cast: Cast) -> None:
    project = started(cast)
    for held in (PROPOSED, CONSULTED):
        actions.record_meeting(actor=cast.secretary, project=project, held=held, at=NOW)
    rule = Rule("village.members.notice", 9, "天", date(2023, 9, 1), None, "测试规定第九条", "提前九天")
    enter_rule(actor=cast.organiser, district=cast.district, rule=rule, at=NOW)
    browser = browser_of(cast, "OWN")
    typed = {
        "body": "members",
        "notified_on": "2023-06-08",
        "held_on": "2023-06-10",
        "due": "45",
        "present": "34",
        "favour": "30",
        "against": "3",
        "abstained": "1",
        "witness_one": "柳大",
        "witness_two": "柳二",
        "seen": str(Project.objects.get().version),
    }

    words = words_of(browser.post(f"{_page(cast, project)}meeting/", typed))

    assert (
        "2023-06-08 通知，须提前 3 天：最早 2023-06-11 才能开"
        "（四议两公开工作法（各地实施规定）：方案于党员大会召开三天前送达党员；地方规定，可由本区录入自己的规定代替）"
    ) in words
    assert "测试规定第九条" not in words
    assert Deliberation.objects.count() == 2


def test_a_missed_quorum_is_not_reached_by_counting_fewer_people(cast: Cast) -> None:
    project = started(cast)
    for held in (PROPOSED, CONSULTED, TOO_FEW):
        actions.record_meeting(actor=cast.secretary, project=project, held=held, at=NOW)
    before = _kept()

    with pytest.raises(actions.UnableToDeliberate, match="应到比上一次少了 5 人（上一次 45）"):
        actions.record_meeting(actor=cast.secretary, project=project, held=replace(AGAIN, due=40), at=NOW)
    assert _kept() == before

    last = Deliberation.objects.latest("id")
    actions.withdraw_meeting(actor=cast.secretary, meeting=last, because="记错了", at=NOW)
    with pytest.raises(actions.UnableToDeliberate, match="请写明为什么"):
        actions.record_meeting(actor=cast.secretary, project=project, held=replace(AGAIN, due=40), at=NOW)


def test_who_is_gone_is_asked_on_the_page_and_shown_with_the_meeting(cast: Cast) -> None:
    project = started(cast)
    for held in (PROPOSED, CONSULTED, TOO_FEW):
        actions.record_meeting(actor=cast.secretary, project=project, held=held, at=NOW)
    browser = browser_of(cast, "OWN")
    address = f"{_page(cast, project)}meeting/"
    typed = {
        "body": "members",
        "notified_on": "2023-06-10",
        "held_on": "2023-06-14",
        "due": "43",
        "present": "29",
        "favour": "29",
        "against": "0",
        "abstained": "0",
        "witness_one": "柳大",
        "witness_two": "柳二",
        "seen": str(Project.objects.get().version),
    }
    assert "应到比上一次（45 人）少的，写明为什么" in words_of(browser.get(address))

    assert browser.post(address, typed).status_code == 422
    assert browser.post(address, {**typed, "due_because": "两名党员转出组织关系"}).status_code == 302

    assert "应到比上一次少：两名党员转出组织关系" in words_of(browser.get(_page(cast, project)))
    assert Deliberation.objects.latest("id").outcome == "carried"


def test_a_meeting_about_a_plan_that_changed_meanwhile_is_not_recorded(cast: Cast) -> None:
    project = started(cast)
    dearer = replace(PLAN, budget=60_000_000, sources={"collective": 60_000_000})
    actions.change_project(actor=cast.clerk, project=project, seen=1, plan=dearer, owner=owner_of(cast), at=NOW)
    before = _kept()

    with pytest.raises(actions.ChangedBeforeMeeting) as refused:
        actions.record_meeting(actor=cast.secretary, project=project, held=PROPOSED, seen=1, at=NOW)

    assert (refused.value.version, _kept()) == (2, before)


def test_a_plan_opened_before_a_meeting_and_saved_after_it_is_not_lost_in_silence(cast: Cast) -> None:
    project = started(cast)
    actions.record_meeting(actor=cast.secretary, project=project, held=PROPOSED, at=NOW)
    typed = {"title": "烘干房", "owner": owner_of(cast).public_id, "people": "柳芽", "seen": "1"}

    answer = browser_of(cast, "CLERK").post(f"{_page(cast, project)}plan/", typed)

    assert answer.status_code == 422
    assert "这期间别人改过这个项目" in words_of(answer)
    assert Project.objects.get().people == PLAN.people


@pytest.mark.parametrize("seen", ["abc", "-1", "²", "9" * 40, ""])
def test_a_forged_version_is_no_version(cast: Cast, seen: str) -> None:
    project = started(cast)
    typed = {"owner": owner_of(cast).public_id, "people": "柳芽", "seen": seen}
    actions.record_meeting(actor=cast.secretary, project=project, held=PROPOSED, at=NOW)

    assert browser_of(cast, "OWN").post(f"{_page(cast, project)}plan/", typed).status_code == 422


def test_what_the_village_was_told_of_it_may_still_read_when_it_comes_to_nothing(cast: Cast) -> None:
    project, never = building(cast), started(cast)
    for one in (project, never):
        actions.withdraw_project(actor=cast.secretary, project=one, because="没有批下用地", at=NOW)

    villager = browser_of(cast, "")

    assert "没有批下用地" in words_of(villager.get(_page(cast, project)))
    assert villager.get(_page(cast, never)).status_code == 404
    notice = Notice.objects.get()
    assert (notice.withdrawn_because, notice.withdrawn_at) == ("没有批下用地", NOW)


def test_notices_print_once_there_is_something_to_publish(cast: Cast) -> None:
    project = started(cast)
    browser = browser_of(cast, "OWN")
    names = ("decision-notice", "result-notice", "proposal")

    def codes() -> list[int]:
        return [browser.get(f"{_page(cast, project)}print/{name}.pdf").status_code for name in names]

    assert codes() == [404, 404, 200]
    project = building(cast)
    assert codes() == [200, 404, 200]
    _finished(cast, project)
    actions.accept(actor=cast.manager, project=project, saying="看过了", on=date(2023, 9, 10), at=NOW)
    assert codes() == [200, 200, 200]


def test_a_supervision_committee_does_not_answer_for_a_project(cast: Cast) -> None:
    before = _kept()
    owner = Post.objects.get(holdings__person=cast.persons["SUPERVISE"])

    with pytest.raises(actions.UnableToStart):
        actions.start_project(actor=cast.secretary, branch=cast.dongliu, plan=PLAN, owner=owner, at=NOW)

    assert _kept() == before


def test_nothing_is_done_before_it_was_decided(cast: Cast) -> None:
    project = building(cast)
    phase = project.phases.first()
    assert phase is not None

    with pytest.raises(actions.UnableToCarry, match="不能已经做完"):
        actions.finish_phase(actor=cast.secretary, phase=phase, done_on=date(2023, 6, 15) - timedelta(days=1), at=NOW)

    phase.refresh_from_db()
    assert phase.done_on is None


def test_a_finished_project_is_on_the_list_of_whoever_may_accept_it(cast: Cast) -> None:
    project = building(cast)

    def listed() -> list[list[tuple[str, bool]]]:
        people = (cast.manager, cast.supervisor, cast.secretary, cast.next_clerk)
        return [[(one.waits, one.blocks_others) for one in to_accept(person, NOW)] for person in people]

    assert listed() == [[], [], [], []]
    _finished(cast, project)
    assert listed() == [[("东柳村党支部书记", True)], [("东柳村党支部书记", True)], [], []]
    stick(cast, project)
    assert listed() == [[], [], [], []]


def test_the_list_costs_the_same_with_one_finished_project_and_with_three(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    for count in (1, 3):
        while Project.objects.count() < count:
            _finished(cast, building(cast))
        with django_assert_num_queries(2):
            assert len(to_accept(cast.manager, NOW)) == count


def test_meetings_without_a_rule_are_one_line_for_whoever_enters_rules_and_then_for_whoever_recorded_them(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    Village.objects.filter(pk=cast.dongliu.village_id).update(legal_form="residents")
    for project in (started(cast), started(cast)):
        for held in (PROPOSED, CONSULTED):
            actions.record_meeting(actor=cast.secretary, project=project, held=held, at=NOW)

    assert [(one.title, one.why, one.waits) for one in without_rule(cast.organiser, NOW)] == [
        ("录入议事规则", "4 次会议那天没有录入规则，只记录、不计入", cast.dongliu.name)
    ]
    assert [without_rule(one, NOW) for one in (cast.secretary, cast.manager)] == [[], []]
    assert to_judge_again(cast.secretary, NOW) == []

    rule = Rule("community.procedure", True, "", date(2023, 6, 2), None, "测试条", "测试文")
    enter_rule(actor=cast.organiser, district=cast.district, rule=rule, at=NOW)
    assert [one.why for one in without_rule(cast.organiser, NOW)] == ["2 次会议那天没有录入规则，只记录、不计入"]
    assert to_judge_again(cast.secretary, NOW) == []  # the first step of each still waits

    earlier = Rule("community.procedure", True, "", date(2023, 6, 1), date(2023, 6, 1), "测试条", "测试文")
    enter_rule(actor=cast.organiser, district=cast.district, rule=earlier, at=NOW)
    assert without_rule(cast.organiser, NOW) == []
    with django_assert_num_queries(2):
        ready = to_judge_again(cast.secretary, NOW)
    assert [one.title for one in ready] == ["重新核对“粮食烘干车间”的会议"] * 2
    assert to_judge_again(cast.next_secretary, NOW) == []

    for project in Project.objects.all():
        actions.judge_again(actor=cast.secretary, project=project, at=NOW)
    assert to_judge_again(cast.secretary, NOW) == []
