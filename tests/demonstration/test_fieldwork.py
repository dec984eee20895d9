"""The demonstration's joint meetings, visits and tours, by ordinary acts."""

from datetime import timedelta

import pytest

from fivestar.demonstration.places import TOLD_VILLAGE
from fivestar.fieldwork.models import Decision, JointMeeting, Problem, Tour, Visit
from fivestar.fieldwork.queries import stops_of
from fivestar.fieldwork.touring import draw_file, result_of
from fivestar.fieldwork.visiting import LONG_DAYS, MANY_VISITS, attention
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.draw import verify_draw
from fivestar.territory.models import Region
from fivestar.territory.queries import branches_of
from tests.demonstration.conftest import TODAY

pytestmark = pytest.mark.django_db


def test_a_meeting_was_held_another_waits_and_what_was_decided_is_open(district: Region) -> None:
    assert [meeting.is_waiting for meeting in JointMeeting.objects.filter(district=district)] == [True, False]
    answered, unasked = Decision.objects.filter(closed_at=None).select_related("answers").order_by("-due_on")
    assert (answered.answers and answered.answers.office, unasked.answers) == ("柳河镇党(工)委书记", None)
    told = Visit.objects.filter(branch__village__core=TOLD_VILLAGE[1]).order_by("from_day")
    assert [(one.kind, one.days, one.households) for one in told] == [("study", 1, None), ("stay", 3, 18)]
    assert Problem.objects.filter(visit__in=told).count() == 1


def test_who_was_long_not_visited_and_who_too_often_is_told_of_every_village(district: Region) -> None:
    seen = attention(SYSTEM, district, TODAY)
    visited = set(Visit.objects.filter(to_day__gte=TODAY - timedelta(days=LONG_DAYS)).values_list("branch", flat=True))

    assert {line.branch.pk for line in seen.unvisited} == {branch.pk for branch in branches_of(district)} - visited
    assert [line.count >= MANY_VISITS for line in seen.crowded] == [True]
    assert [str(one) for one in Problem.objects.filter(settled_at=None) if "演示" not in one.text] == []


def test_a_tour_was_scored_into_two_bands_and_the_next_waits_for_its_draw(district: Region) -> None:
    waiting, closed = Tour.objects.filter(district=district)
    result = result_of(closed, {stop.pk: stop for stop in stops_of(closed)})

    assert (waiting.drawn_at, str(waiting.result_on), waiting.judges.count()) == (None, "2023-09-21", 3)
    assert [[one.stop.position for one in band] for band in result.bands] == [[1, 3], [2, 4]]
    assert (result.judges, result.is_complete) == (5, True)
    assert verify_draw(draw_file(closed)) is None
