"""What fieldwork puts on 今日要办: requests to decide, the meeting that comes, stops to score; and who waits for it."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from fivestar.fieldwork import actions
from fivestar.fieldwork.today import TODAY as SOURCES
from fivestar.fieldwork.today import meetings_coming, requests_waiting, stops_to_score
from fivestar.foundation.access import ANYONE
from fivestar.foundation.today import Item
from fivestar.responsibility.queries import open_items_for
from tests.cast import NOW, TODAY, Cast
from tests.fieldwork.stories import called, decided, found, held, post_of, visited
from tests.fieldwork.test_an_observation_tour import DAY, drawn, give

pytestmark = pytest.mark.django_db


def test_whoever_calls_the_meeting_reads_who_asked_and_since_when(cast: Cast) -> None:
    actions.ask_decision(actor=cast.manager, district=cast.district, text="请定管网由谁接", at=NOW)
    actions.ask_decision(
        actor=cast.taskforce, district=cast.district, text="请定钱从哪里来", at=NOW + timedelta(days=2)
    )

    offices = f"{post_of(cast, 'MANAGE').title}、{post_of(cast, 'TASKFORCE').title}"
    assert requests_waiting(cast.organiser, NOW) == [
        Item(
            title="请联席会定的事",
            why="2 件还没有定",
            url="/d/990099/joint-meetings/",
            blocks_others=True,
            place="青禾区(测试)",
            waits=offices,
            since=TODAY,
        )
    ]
    assert [requests_waiting(actor, NOW) for actor in (cast.manager, cast.secretary, ANYONE)] == [[], [], []]


def test_a_called_meeting_stands_there_a_week_before_until_it_is_recorded(cast: Cast) -> None:
    meeting = called(cast, day=TODAY + timedelta(days=8))

    days = [[item.due_on for item in meetings_coming(cast.organiser, NOW + timedelta(days=one))] for one in (0, 1, 12)]
    actions.call_off_joint_meeting(actor=cast.organiser, meeting=meeting, because="改期", at=NOW)

    assert days == [[], [meeting.planned_on], [meeting.planned_on]]
    assert meetings_coming(cast.organiser, NOW + timedelta(days=12)) == []
    assert meetings_coming(cast.manager, NOW + timedelta(days=1)) == []


def test_a_judge_is_told_how_many_stops_are_left_and_nobody_else_is(cast: Cast) -> None:
    tour = drawn(cast)

    before = stops_to_score(cast.supplier, DAY)
    for position in (1, 2, 3):
        give(tour, cast.supplier, position, 80, 70, number=position)
    after = [item.why for item in stops_to_score(cast.supplier, DAY)]
    give(tour, cast.supplier, 4, 80, 70, number=4)

    assert before == [
        Item(
            title="观摩打分：九月观摩",
            why="还有 4 站没打分",
            url=f"/d/990099/tours/{tour.public_id}/score/",
            blocks_others=True,
            place="青禾区(测试)",
            since=TODAY + timedelta(days=3),
        )
    ]
    assert (after, stops_to_score(cast.supplier, DAY)) == (["还有 1 站没打分"], [])
    assert stops_to_score(cast.secretary, DAY) == []


def test_a_judge_of_a_township_is_not_asked_for_its_own_villages(cast: Cast) -> None:
    drawn(cast)

    assert [item.why for item in stops_to_score(cast.manager, DAY)] == ["还有 2 站没打分"]


def test_a_closed_tour_asks_nobody(cast: Cast) -> None:
    tour = drawn(cast)
    give(tour, cast.taskforce, 1, 80, 90, number=1)
    actions.close_tour(actor=cast.organiser, tour=tour, without_missing=True, at=DAY)

    assert stops_to_score(cast.supplier, DAY) == []


def test_a_decision_keeps_the_office_waiting_that_asked_else_the_meeting(cast: Cast) -> None:
    asked = actions.ask_decision(actor=cast.taskforce, district=cast.district, text="请定管网由谁接", at=NOW)
    meeting = held(cast)
    decided(cast, meeting, answers=asked)
    decided(cast, meeting, text="把账目公开")

    waits = [(item.blocks_others, item.waits, item.since) for item in open_items_for(cast.manager, NOW)]

    assert waits == [(True, post_of(cast, "TASKFORCE").title, TODAY), (True, "专班联席会", TODAY)]


def test_a_problem_keeps_the_office_waiting_that_found_it_else_the_village(cast: Cast) -> None:
    visited(cast, found=[found(cast), found(cast, who="LEAD")])

    of_manager = [(item.waits, item.since) for item in open_items_for(cast.manager, NOW)]
    of_leader = [(item.waits, item.since) for item in open_items_for(cast.leader, NOW)]

    assert (of_manager, of_leader) == ([(post_of(cast, "LEAD").title, TODAY)], [("东柳村委会", TODAY)])


def test_three_cost_as_many_queries_as_one(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    drawn(cast)
    called(cast)
    for number in range(3):
        actions.ask_decision(actor=cast.manager, district=cast.district, text=f"第{number}件", at=NOW)
        with django_assert_num_queries(7):
            found_items = [item for source in SOURCES for item in source.items_for(cast.organiser, DAY)]

    assert [item.room for item in found_items] == ["", "", ""]
