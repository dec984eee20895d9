"""The demonstration shows a re-check that was carried to its end and one that waits for its result."""

from collections import Counter

import pytest

from fivestar.demonstration.draws import NUMBERS, TAKEN, UNCHECKED, WRONG
from fivestar.demonstration.places import TOLD_COMMUNITY, TOLD_VILLAGE
from fivestar.foundation.access import ANYONE
from fivestar.foundation.draw import NotYetDrawn, verify_draw
from fivestar.rechecks.models import Finding
from fivestar.rechecks.queries import draw_file, plans, result
from fivestar.scorecards.models import Scorecard
from fivestar.territory.models import Region


def test_one_is_closed_and_one_waits_for_a_result_of_next_week(district: Region) -> None:
    waiting, closed = plans(ANYONE, district)

    assert [(one.state, str(one.committed_at.date()), str(one.result_on)) for one in (closed, waiting)] == [
        ("closed", "2023-08-01", "2023-08-08"),
        ("committed", "2023-09-12", "2023-09-19"),
    ]
    assert all("虚构" in one.result_name for one in (closed, waiting))
    assert closed.result_value == NUMBERS


def test_strangers_can_verify_what_was_drawn_and_note_what_is_committed_to(district: Region) -> None:
    waiting, closed = plans(ANYONE, district)

    assert verify_draw(draw_file(ANYONE, closed)) is None
    with pytest.raises(NotYetDrawn):
        verify_draw(draw_file(ANYONE, waiting))


def test_the_findings_are_a_few_faults_among_many_that_hold(district: Region) -> None:
    closed = plans(ANYONE, district).last()
    assert closed is not None

    told = result(ANYONE, closed)

    assert (told.counted, told.does_not, told.could_not) == (TAKEN, WRONG, UNCHECKED)
    assert 0 < told.most_wrong < 150
    looked = Counter(Finding.objects.values_list("found_by", flat=True))
    assert "system" not in looked
    assert len(looked) > 3


def test_the_told_places_keep_the_stars_they_are_told_with(district: Region) -> None:
    cards = Scorecard.objects.filter(district=district, basis="C", is_current=True)

    told = cards.filter(branch__village__core__in=(TOLD_VILLAGE[1], TOLD_COMMUNITY[1]))
    wrong = set(Finding.objects.filter(verdict="does_not").values_list("pair__branch", flat=True))
    assert (told.count(), Finding.objects.filter(verdict="does_not").count()) == (2, WRONG)
    assert wrong.isdisjoint(told.values_list("branch", flat=True))
