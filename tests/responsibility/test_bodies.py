"""Leading group, task forces, work groups: who sits there, when they meet, what stands still."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from fivestar.foundation.access import ANYONE, SYSTEM, Duty
from fivestar.foundation.clock import morning_of
from fivestar.foundation.outcome import NotAllowed, Refused
from fivestar.responsibility import actions, bodies, queries
from fivestar.responsibility.decisions import is_held_from, next_meeting_due
from fivestar.responsibility.models import BodyMeeting, Department, Holding, Person, Rhythm, Seat
from tests.cast import NOW, SINCE, TODAY, Cast, without_second_factor
from tests.responsibility.stories import post, task_force

HELD = date(2023, 8, 10)


def rhythm(force: Department, days: int = 30) -> Rhythm:
    return actions.set_rhythm(actor=SYSTEM, body=force, every_days=days, from_day=SINCE, source="工作方案", at=NOW)


def test_a_successor_in_the_post_follows_in_the_seat(cast: Cast) -> None:
    force = task_force(cast)
    head = Seat.objects.get(body=force, role="head").post
    newcomer = Person.objects.create(name="高明")

    actions.move_person(
        actor=cast.organiser,
        person=Person.objects.get(name="高远"),
        district=cast.district,
        move=actions.Move({head: newcomer}, TODAY),
        at=NOW,
    )

    names = [
        [(one.seat.role, one.name) for one in bodies.sittings(cast.organiser, [force], day)[force.pk]]
        for day in (TODAY, TODAY + timedelta(days=1))
    ]
    assert names == [[("head", "高远"), ("office", "石磊")], [("head", "高明"), ("office", "石磊")]]


def test_the_public_reads_posts_and_surnames_only(cast: Cast) -> None:
    force = task_force(cast)

    assert [one.name for one in bodies.sittings(ANYONE, [force], TODAY)[force.pk]] == ["高", "石"]


def test_a_body_has_one_head_and_a_district_one_leading_group(cast: Cast) -> None:
    force = task_force(cast)
    other = post(cast, Duty.MEMBER, "副区长(城建)")

    with pytest.raises(actions.UnableToSeat, match="一个班子只有一位组长"):
        actions.give_seat(actor=cast.organiser, body=force, post=other, role="head", from_day=TODAY, at=NOW)
    with pytest.raises(IntegrityError, match=r"a_body_has_one_head|body_id"), transaction.atomic():
        Seat.objects.create(body=force, post=other, role="head", from_day=TODAY)
    Department.objects.create(district=cast.district, name="领导小组", kind="leading")
    with pytest.raises(IntegrityError), transaction.atomic():
        Department.objects.create(district=cast.district, name="另一个领导小组", kind="leading")

    assert Seat.objects.count() == 2


def test_a_post_sits_once_and_leaves_once(cast: Cast) -> None:
    force = task_force(cast)
    seat = Seat.objects.get(role="office")

    with pytest.raises(actions.UnableToSeat, match="已经在产业兴旺工作专班里"):
        actions.give_seat(actor=cast.organiser, body=force, post=seat.post, role="member", from_day=TODAY, at=NOW)
    with pytest.raises(actions.UnableToSeat, match="不能在 2022-12-31 结束"):
        actions.end_seat(actor=cast.organiser, seat=seat, to_day=date(2022, 12, 31), at=NOW)
    actions.end_seat(actor=cast.organiser, seat=seat, to_day=TODAY, at=NOW)
    with pytest.raises(actions.UnableToSeat, match="已经结束"):
        actions.end_seat(actor=cast.organiser, seat=seat, to_day=TODAY, at=NOW)

    assert len(bodies.sittings(SYSTEM, [force], TODAY + timedelta(days=1))[force.pk]) == 1


def test_a_missed_rhythm_shows_on_the_list_and_on_the_worklist_of_the_head(cast: Cast) -> None:
    force = task_force(cast)
    rhythm(force)
    head = queries.post_titled(cast.district, "副区长(农业农村)")
    meeting = actions.call_meeting(actor=cast.organiser, body=force, planned_on=HELD, topic="推进会", at=NOW)
    actions.hold_meeting(actor=cast.organiser, meeting=meeting, held_on=HELD, outcome="逐项过堂", at=NOW)

    line = next(one for one in bodies.bodies_of(ANYONE, cast.district, TODAY) if one.body == force)
    items = {
        day: [(item.title, item.due_on) for item in queries.open_on([head.pk], morning_of(day))]
        for day in (date(2023, 9, 1), date(2023, 9, 2), TODAY)
    }

    assert (line.meets.due, line.meets.is_missed(TODAY)) == (date(2023, 9, 9), True)
    shown = [("产业兴旺工作专班该开会了", date(2023, 9, 9))]
    assert items == {date(2023, 9, 1): [], date(2023, 9, 2): shown, TODAY: shown}
    force.refresh_from_db()
    sitting = bodies.sittings(ANYONE, [force], TODAY)[force.pk]
    assert [item.title for item in bodies.stuck_in(force, sitting, NOW)] == ["产业兴旺工作专班该开会了"]

    second = actions.call_meeting(actor=cast.organiser, body=force, planned_on=TODAY, topic="推进会", at=NOW)
    actions.hold_meeting(actor=cast.organiser, meeting=second, held_on=TODAY, outcome="", at=NOW)
    assert queries.open_on([head.pk], NOW) == []


def test_a_body_that_nobody_heads_is_the_organisation_departments_to_convene(cast: Cast) -> None:
    force = task_force(cast)
    rhythm(force)
    head, office = Seat.objects.get(body=force, role="head"), queries.post_titled(cast.district, "区委组织部组织科")
    later = TODAY + timedelta(days=40)
    Holding.objects.filter(post=office).update(from_day=TODAY)
    Holding.objects.create(post=office, person=Person.objects.create(name="前任"), from_day=SINCE, to_day=SINCE)

    def convenes() -> list[list[str]]:
        return [[item.title for item in queries.open_on([one.pk], morning_of(later))] for one in (head.post, office)]

    due = ["产业兴旺工作专班该开会了"]
    assert convenes() == [due, []]
    actions.end_seat(actor=cast.organiser, seat=head, to_day=TODAY, at=NOW)
    assert convenes() == [[], due]

    actions.give_seat(
        actor=cast.organiser, body=force, post=head.post, role="head", from_day=TODAY + timedelta(days=1), at=NOW
    )
    assert convenes() == [due, []]
    Holding.objects.filter(post=head.post).update(to_day=TODAY)  # years later nobody follows
    assert convenes() == [[], due]


def test_what_the_head_must_do_waits_for_his_successor(cast: Cast) -> None:
    """The meeting that is due cannot be given to another post."""
    force = task_force(cast)
    rhythm(force)
    head = queries.post_titled(cast.district, "副区长(农业农村)")

    with pytest.raises(actions.LeftWithoutOwner):
        actions.move_person(
            actor=cast.organiser,
            person=Person.objects.get(name="高远"),
            district=cast.district,
            move=actions.Move({head: None}, TODAY, {("body_meeting", force.public_id): head}),
            at=NOW,
        )

    assert Holding.objects.get(post=head).to_day is None


@pytest.mark.parametrize(
    ("since", "held", "every", "due"),
    [
        (SINCE, None, 30, date(2023, 1, 31)),
        (SINCE, date(2023, 8, 10), 30, date(2023, 9, 9)),
        (TODAY, date(2023, 8, 10), 30, date(2023, 10, 15)),  # a rhythm set today asks nothing of the past
        (SINCE, date(2023, 8, 10), None, None),
    ],
)
def test_by_when_a_body_must_meet(since: date, held: date | None, every: int | None, due: date | None) -> None:
    assert next_meeting_due(every, since, held) == due


def test_a_rhythm_says_by_whose_decision_and_is_never_changed(cast: Cast) -> None:
    force = task_force(cast)
    rhythm(force)

    for days, source, reason in ((3, "方案", "7 到 366"), (30, " ", "请写明依据"), (14, "方案", "已经定过")):
        with pytest.raises(actions.UnableToSetRhythm, match=reason):
            actions.set_rhythm(actor=cast.organiser, body=force, every_days=days, from_day=SINCE, source=source, at=NOW)
    actions.set_rhythm(actor=cast.organiser, body=force, every_days=14, from_day=TODAY, source="方案", at=NOW)

    assert [bodies.meets_of([force], day)[force.pk].every_days for day in (date(2023, 9, 14), TODAY)] == [30, 14]


def test_a_meeting_is_held_once_or_called_off_with_a_reason(cast: Cast) -> None:
    force = task_force(cast)
    meeting = actions.call_meeting(actor=cast.taskforce, body=force, planned_on=HELD, topic="推进会", at=NOW)

    with pytest.raises(actions.UnableToMeet, match="已经有一次会"):
        actions.call_meeting(actor=cast.organiser, body=force, planned_on=HELD, topic="另一次", at=NOW)
    with pytest.raises(actions.UnableToMeet, match="还没有到"):
        actions.hold_meeting(
            actor=cast.organiser, meeting=meeting, held_on=TODAY + timedelta(days=1), outcome="", at=NOW
        )
    with pytest.raises(actions.UnableToMeet, match="为什么不开"):
        actions.call_off_meeting(actor=cast.organiser, meeting=meeting, because=" ", at=NOW)
    actions.call_off_meeting(actor=cast.organiser, meeting=meeting, because="防汛", at=NOW)
    with pytest.raises(actions.UnableToMeet, match="开过或取消了"):
        actions.hold_meeting(actor=cast.organiser, meeting=meeting, held_on=HELD, outcome="", at=NOW)

    kept = BodyMeeting.objects.get()
    assert (kept.held_on, kept.called_off_because) == (None, "防汛")
    again = actions.call_meeting(actor=cast.organiser, body=force, planned_on=HELD, topic="推进会", at=NOW)
    assert again.planned_on == HELD


def test_who_runs_a_body_sits_in_it(cast: Cast) -> None:
    force = task_force(cast)
    elsewhere = Department.objects.create(district=cast.district, name="生态宜居工作专班", kind="taskforce")

    with pytest.raises(actions.UnableToMeet, match="您不在生态宜居工作专班里"):
        actions.call_meeting(actor=cast.taskforce, body=elsewhere, planned_on=TODAY, topic="会", at=NOW)
    for actor in (cast.clerk, cast.secretary, cast.supplier, ANYONE, without_second_factor(cast.taskforce)):
        with pytest.raises(Refused):
            actions.call_meeting(actor=actor, body=force, planned_on=TODAY, topic="会", at=NOW)
    with pytest.raises(NotAllowed):
        actions.set_rhythm(actor=cast.taskforce, body=force, every_days=30, from_day=TODAY, source="方案", at=NOW)

    assert BodyMeeting.objects.count() == 0


@pytest.mark.parametrize(
    ("spans", "held"),
    [
        ([], False),
        ([(SINCE, None)], True),
        ([(SINCE, TODAY)], False),
        ([(SINCE, TODAY), (TODAY + timedelta(days=1), None)], True),
        ([(SINCE, TODAY), (TODAY + timedelta(days=2), None)], False),
        ([(TODAY + timedelta(days=1), None)], False),
    ],
)
def test_a_post_is_held_without_a_day_between(spans: list[tuple[date, date | None]], held: bool) -> None:
    assert is_held_from(TODAY, spans) is held
