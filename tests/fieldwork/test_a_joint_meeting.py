"""A joint meeting: called, made from exceptions, held with its task forces; its decisions are duties until done."""

from datetime import timedelta

import pytest

from fivestar.desk.today import today_for
from fivestar.fieldwork import actions
from fivestar.fieldwork.models import Decision, JointMeeting, Request
from fivestar.fieldwork.pack import pack_of, read_pack
from fivestar.fieldwork.queries import requests_of
from fivestar.foundation.outcome import NotAllowed, Refused
from fivestar.projects.models import Project
from fivestar.responsibility.actions import UnableToOwn
from fivestar.responsibility.models import Holding
from fivestar.responsibility.open_items import open_on
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.fieldwork.stories import DUE, called, decided, force, held, post_of
from tests.projects.stories import building, stick
from tests.scorecards.stories import confirm, hold_industry_star, hold_party_star
from tests.shortfalls.stories import lack_income, taken_up

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)


def lines_of(cast: Cast, section: str, *, since_days: int = 30, later: int = 0) -> list[str]:
    at = NOW + timedelta(days=later)
    pack = pack_of(cast.organiser, cast.district, TODAY - timedelta(days=since_days), at)
    return [line.words for one in pack.sections if one.id == section for line in one.lines]


def test_a_meeting_is_called_by_the_office_and_one_at_a_time(cast: Cast) -> None:
    called(cast)

    with pytest.raises(actions.UnableToMeet, match="已有一次联席会"):
        called(cast)
    with pytest.raises(NotAllowed):
        actions.call_joint_meeting(actor=cast.manager, district=cast.district, planned_on=TODAY, topic="推进会", at=NOW)
    assert JointMeeting.objects.count() == 1


@pytest.mark.parametrize(("days", "topic"), [(-1, "推进会"), (400, "推进会"), (1, "  ")])
def test_a_meeting_needs_words_and_a_day_to_come(cast: Cast, days: int, topic: str) -> None:
    with pytest.raises(actions.UnableToMeet):
        actions.call_joint_meeting(
            actor=cast.organiser, district=cast.district, planned_on=TODAY + timedelta(days=days), topic=topic, at=NOW
        )

    assert JointMeeting.objects.count() == 0


def test_the_pack_tells_which_stars_moved_since_the_last_meeting(cast: Cast) -> None:
    small_standards(cast)
    hold_industry_star(cast, cast.xiliu)
    before = lines_of(cast, "moved", since_days=-5, later=5)
    at = NOW + timedelta(days=8)
    hold_party_star(cast, cast.xiliu, at=at)
    confirm(cast, "collective_income", 3_200_000, branch=cast.xiliu, at=at)

    after = lines_of(cast, "moved", since_days=-5, later=10)

    assert before == []
    assert after[:2] == ["西柳村委会不再持有“产业兴旺星”", "西柳村委会新持有“支部过硬星”"]
    assert len(after) == 3


def test_the_pack_names_who_must_act_on_overdue_work_and_who_waits_for_it(cast: Cast) -> None:
    small_standards(cast)
    taken_up(cast, lack_income(cast), due_on=TODAY + timedelta(days=2))
    before = lines_of(cast, "blocked", later=2)
    of_department = {"owner": post_of(cast, "SUPPLY"), "actor": cast.organiser, "due_on": TODAY}
    taken_up(cast, lack_income(cast, cast.xiliu), **of_department)
    taken_up(cast, lack_income(cast, cast.shiqiao), **{**of_department, "owner": post_of(cast, "CLERK")})

    assert before == []
    assert lines_of(cast, "blocked", later=7) == [
        "柳溪镇党建干事等 2 个岗位要办，区农业农村局在等：柳溪 2 项短板逾期，最久 7 天",
        "区农业农村局数据员要办，柳溪在等：柳溪 1 项短板逾期，最久 7 天",
    ]


def test_the_pack_names_both_sides_of_a_project_that_is_stuck_or_late(cast: Cast) -> None:
    building(cast)
    late = lines_of(cast, "blocked")
    stick(cast, Project.objects.get(), because="用地没有批下来", from_whom="区自然资源局", needs="批复 3 亩建设用地")

    assert late == ["东柳村党支部书记要办，村（居）民在等：东柳村委会的项目“粮食烘干车间”过了期限 57 天"]
    (stuck,) = lines_of(cast, "blocked", later=5)
    assert stuck == (
        "区自然资源局要办（批复 3 亩建设用地），东柳村党支部书记在等："
        "东柳村委会的项目“粮食烘干车间”卡住 5 天，用地没有批下来"
    )


def test_last_times_open_decisions_keep_their_place_however_much_else_there_is(cast: Cast) -> None:
    meeting = held(cast)
    for number in range(4):
        decided(cast, meeting, text=f"定下第{number}件", due_on=TODAY + timedelta(days=number))
    for number in range(13):
        actions.ask_decision(actor=cast.manager, district=cast.district, text=f"请定第{number}件", at=NOW)

    pack = pack_of(cast.organiser, cast.district, TODAY, NOW)

    assert [(one.id, len(one.lines), one.left) for one in pack.sections] == [
        ("asked", 6, 7),
        ("open", 4, 0),
        ("blocked", 0, 0),
        ("moved", 0, 0),
    ]


def test_what_is_asked_stays_until_it_is_answered_or_declined(cast: Cast) -> None:
    first, second = (
        actions.ask_decision(actor=cast.manager, district=cast.district, text=text, at=NOW)
        for text in ("请定管网由谁接", "请定公交线路")
    )
    asked = lines_of(cast, "asked")
    meeting = held(cast)

    decided(cast, meeting, answers=first)
    actions.decline_request(actor=cast.organiser, meeting=meeting, request=second, because="归交通部门日常办", at=NOW)

    assert asked == ["请定管网由谁接（柳溪镇党委书记提请）", "请定公交线路（柳溪镇党委书记提请）"]
    assert lines_of(cast, "asked") == []
    with pytest.raises(actions.UnableToDecide, match="已经答复过了"):
        decided(cast, meeting, answers=second)
    assert Decision.objects.count() == 1


def test_a_township_asks_by_its_clerk_as_by_its_secretary_and_both_see_it(cast: Cast) -> None:
    asked = actions.ask_decision(actor=cast.clerk, district=cast.district, text="请定管网由谁接", at=NOW)

    assert lines_of(cast, "asked") == ["请定管网由谁接（柳溪镇党建干事提请）"]
    others = (cast.manager, cast.leader, cast.next_clerk)
    assert [list(requests_of(actor, cast.district)) for actor in (cast.clerk, *others)] == [[asked], [asked], [], []]


def test_a_village_secretary_asks_his_township_not_the_meeting(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.ask_decision(actor=cast.secretary, district=cast.district, text="请定", at=NOW)

    assert Request.objects.count() == 0


def test_more_than_ten_exceptions_are_counted_and_not_told(cast: Cast) -> None:
    for number in range(13):
        actions.ask_decision(actor=cast.manager, district=cast.district, text=f"第{number}件", at=NOW)

    pack = pack_of(cast.organiser, cast.district, TODAY, NOW)

    assert (pack.shown, pack.left) == (10, 3)


def test_a_meeting_held_keeps_its_pack_and_who_was_there(cast: Cast) -> None:
    actions.ask_decision(actor=cast.manager, district=cast.district, text="请定管网由谁接", at=NOW)

    meeting = held(cast)
    actions.ask_decision(actor=cast.manager, district=cast.district, text="后来的", at=NOW)

    assert meeting.pack is not None
    lines = [line.words for section in read_pack(meeting.pack).sections for line in section.lines]
    assert lines == ["请定管网由谁接（柳溪镇党委书记提请）"]
    assert list(meeting.attendance.values_list("body__name", "is_present")) == [("产业兴旺工作专班", True)]
    assert called(cast).since == TODAY


def test_a_meeting_without_a_task_force_or_on_a_day_to_come_was_not_held(cast: Cast) -> None:
    meeting = called(cast)

    for day, present in ((TODAY, []), (TODAY, ["nobody"]), (TODAY + timedelta(days=1), [force(cast).public_id])):
        with pytest.raises(actions.UnableToMeet):
            actions.hold_joint_meeting(actor=cast.organiser, meeting=meeting, held_on=day, present=present, at=NOW)

    meeting.refresh_from_db()
    assert (meeting.is_waiting, meeting.attendance.count()) == (True, 0)


def test_a_decision_is_a_duty_on_the_worklist_of_whoever_holds_the_post(cast: Cast) -> None:
    asked = actions.ask_decision(actor=cast.taskforce, district=cast.district, text="请定管网由谁接", at=NOW)
    made = decided(cast, held(cast), answers=asked)

    items = [
        (one.title, one.due_on, one.blocks_others, one.url)
        for one in today_for(cast.manager, NOW).items
        if one.title == made.text
    ]

    assert items == [("把东柳村的管网接通", DUE, True, f"/d/990099/decisions/{made.public_id}/")]
    assert made.text not in [one.title for one in today_for(cast.clerk, NOW).items]


def test_a_decision_needs_a_meeting_that_was_held_words_a_day_and_a_post_somebody_holds(cast: Cast) -> None:
    waiting = called(cast)
    with pytest.raises(actions.UnableToDecide, match="会还没有开"):
        decided(cast, waiting)
    actions.call_off_joint_meeting(actor=cast.organiser, meeting=waiting, because="并入下月", at=NOW)
    meeting = held(cast)

    with pytest.raises(actions.UnableToDecide):
        decided(cast, meeting, text=" ")
    with pytest.raises(actions.UnableToDecide):
        decided(cast, meeting, due_on=TODAY - timedelta(days=1))
    Holding.objects.filter(person=cast.persons["MANAGE"]).update(to_day=TODAY - timedelta(days=1))
    with pytest.raises(UnableToOwn):
        decided(cast, meeting)

    assert Decision.objects.count() == 0


def test_a_decision_is_closed_with_its_result_by_its_post_or_the_office(cast: Cast) -> None:
    made = decided(cast, held(cast))

    for actor, result in ((cast.clerk, "接通了"), (cast.manager, "  ")):
        with pytest.raises(actions.UnableToClose):
            actions.close_decision(actor=actor, decision=made, result=result, at=NOW)
    made.refresh_from_db()
    assert (made.closed_at, open_on([made.owner_id], NOW)[0].title) == (None, made.text)

    actions.close_decision(actor=cast.manager, decision=made, result="接通了 60 户", at=LATER)

    made.refresh_from_db()
    assert (made.result, made.closed_at, open_on([made.owner_id], NOW)) == ("接通了 60 户", LATER, [])
    with pytest.raises(actions.UnableToClose, match="已经办结了"):
        actions.close_decision(actor=cast.organiser, decision=made, result="再来", at=LATER)


def test_an_open_decision_comes_back_in_the_next_pack_and_goes_with_a_handover(cast: Cast) -> None:
    made = decided(cast, held(cast))

    actions.hand_over_decisions(actor=cast.organiser, subject_ids=[made.public_id], to=post_of(cast, "LEAD"), at=NOW)

    assert lines_of(cast, "open", later=25) == ["把东柳村的管网接通：由“柳溪镇包乡领导”办，2023-10-05 到期，已过 5 天"]
    assert [one.post_id for one in open_on([post_of(cast, "LEAD").pk], NOW)] == [post_of(cast, "LEAD").pk]


def test_who_may_not_carry_the_meeting_moves_nothing(cast: Cast) -> None:
    meeting = called(cast)

    for act in (
        lambda: actions.hold_joint_meeting(
            actor=cast.taskforce, meeting=meeting, held_on=TODAY, present=[force(cast).public_id], at=NOW
        ),
        lambda: actions.call_off_joint_meeting(actor=cast.manager, meeting=meeting, because="没空", at=NOW),
    ):
        with pytest.raises(Refused):
            act()

    meeting.refresh_from_db()
    assert meeting.is_waiting
