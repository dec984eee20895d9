"""A year typed wrong is refused before it is kept: nothing takes a holding's end back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from fivestar.foundation.access import SYSTEM, Duty
from fivestar.foundation.outcome import Refused
from fivestar.responsibility import actions
from fivestar.responsibility.decisions import fault_of_day, is_held_from
from fivestar.responsibility.models import BodyMeeting, Department, Dispatch, Handover, Holding, Post, Rhythm, Seat
from tests.cast import NOW, TODAY, Cast
from tests.pages import browser_of, words_of
from tests.responsibility.stories import post, task_force
from tests.responsibility.test_posts_import import brought, faults

NEVER = date(9999, 12, 31)
SLIPS = (NEVER, date(2203, 9, 15), date(203, 9, 15))
KEPT = (Post, Holding, Seat, Rhythm, BodyMeeting, Dispatch, Handover)
ACTS: dict[str, Callable[[Cast, date], object]] = {
    "a post": lambda cast, day: actions.create_post(
        actor=cast.organiser, duty=Duty.CLERK, unit=cast.xiliu.village.township, title="干事", valid_from=day, at=NOW
    ),
    "a move": lambda cast, day: actions.move_person(
        actor=cast.organiser,
        person=cast.persons["OWN"],
        district=cast.district,
        move=actions.Move({_held(cast).post: cast.persons["outsider"]}, day),
        at=NOW,
    ),
    "the end of a holding": lambda cast, day: actions.end_holding(
        actor=cast.organiser, holding=_held(cast), to_day=day, at=NOW
    ),
    "the end of a post": lambda cast, day: actions.end_post(
        actor=cast.organiser, post=_held(cast).post, last_day=day, at=NOW
    ),
    "a seat": lambda cast, day: actions.give_seat(
        actor=cast.organiser, body=_force(), post=_held(cast).post, role="member", from_day=day, at=NOW
    ),
    "a rhythm": lambda cast, day: actions.set_rhythm(
        actor=cast.organiser, body=_force(), every_days=30, from_day=day, source="方案", at=NOW
    ),
    "a meeting": lambda cast, day: actions.call_meeting(
        actor=cast.organiser, body=_force(), planned_on=day, topic="推进会", at=NOW
    ),
}


def _held(cast: Cast) -> Holding:
    return Holding.objects.get(person=cast.persons["OWN"], to_day=None)


def _force() -> Department:
    return Department.objects.get(kind="taskforce", seats__isnull=False, seats__role="head")


def kept() -> list[list[tuple[object, ...]]]:
    return [list(model.objects.order_by("pk").values_list()) for model in KEPT]


@pytest.mark.parametrize("day", SLIPS)
@pytest.mark.parametrize("act", ACTS)
def test_a_slip_of_the_pen_is_refused_and_nothing_moves(cast: Cast, act: str, day: date) -> None:
    task_force(cast)
    before = kept()

    with pytest.raises(Refused, match=f"日期 {day.isoformat()} 不像是真的：应在 1949-10-01 到 "):
        ACTS[act](cast, day)

    assert kept() == before


def test_a_term_ahead_is_a_day_and_the_far_end_of_time_adds_no_day() -> None:
    assert fault_of_day(TODAY.replace(year=TODAY.year + 5), TODAY) is None
    assert is_held_from(TODAY, [(TODAY, NEVER)])


def test_a_workbook_says_in_which_column(cast: Cast) -> None:
    file = brought(cast, ("西柳村委会", "直接", "西柳村党支部书记", "", "柳西", "", "2023-02-01", "9999-12-31"))

    ((row, column, words),) = faults(file)
    assert (row, column, words.partition("：")[0]) == (2, "离任日期", "日期 9999-12-31 不像是真的")


def test_a_seat_ended_twice_says_so_on_its_page(cast: Cast) -> None:
    force, seat = task_force(cast), Seat.objects.get(role="office")
    browser = browser_of(cast, "ORGANISE")

    answers = [browser.post(f"/bodies/{force.public_id}/seats/{seat.public_id}/end/", follow=True) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    told = [str(message) for message in answers[1].context["messages"]]
    assert told == [f"不能在 {TODAY.isoformat()} 结束:已经结束,或者早于开始"]
    assert Seat.objects.get(pk=seat.pk).to_day == TODAY


def test_a_seat_from_a_later_day_is_shown_as_such_and_can_be_taken_back(cast: Cast) -> None:
    force = task_force(cast)
    coming = post(cast, Duty.MEMBER, "副区长(城建)")
    seat = actions.give_seat(
        actor=SYSTEM, body=force, post=coming, role="member", from_day=TODAY + timedelta(days=5), at=NOW
    )
    browser = browser_of(cast, "ORGANISE")
    before = words_of(browser.get(f"/bodies/{force.public_id}/"))

    browser.post(f"/bodies/{force.public_id}/seats/{seat.public_id}/end/")

    after = words_of(browser.get(f"/bodies/{force.public_id}/"))
    assert ["副区长(城建) 2023-09-20 起" in words for words in (before, after)] == [True, False]
    assert Seat.objects.filter(body=force).count() == 2
