"""What no act changes but the calendar does: counts fall behind, editions begin, facts grow too old."""

from datetime import date, timedelta

import pytest

from fivestar.foundation.access import ANYONE
from fivestar.foundation.clock import morning_of
from fivestar.scorecards import queries
from fivestar.scorecards.actions import due_branches, rescore_all, rescore_due
from fivestar.scorecards.models import Scorecard
from fivestar.territory.models import Region
from tests.cast import NOW, TODAY, Cast
from tests.factories import in_force, small_rulebook, small_standards
from tests.scorecards.stories import hold_party_star

pytestmark = pytest.mark.django_db


def move_to(cast: Cast, day: date) -> None:
    Region.objects.filter(pk=cast.district.pk).update(own_date=day)
    for branch in cast.branches.values():
        branch.district.own_date = day
    cast.district.own_date = day


def confirmed(cast: Cast) -> Scorecard:
    return Scorecard.objects.get(branch=cast.dongliu, basis="C", is_current=True)


def test_a_read_past_its_day_says_unknown_until_the_job_scores_anew(cast: Cast) -> None:
    small_standards(cast)
    hold_party_star(cast)
    card = confirmed(cast)
    # The figure of the third quarter is awaited until the end of October.
    assert (card.stars, card.next_change_at) == ("12", date(2023, 11, 1))

    move_to(cast, date(2023, 11, 1))
    before = queries.dossier(ANYONE, cast.dongliu).confirmed
    cell = queries.wall(ANYONE, cast.district).blocks[0].cells[0]
    assert before is not None
    assert (before.is_stale, cell.is_stale, cell.is_unknown) == (True, True, True)

    assert due_branches(cast.district, morning_of(date(2023, 11, 1))) == [cast.dongliu.pk]
    assert rescore_due() == 1

    after = queries.dossier(ANYONE, cast.dongliu).confirmed
    assert after is not None
    assert (after.is_stale, [star.code for star in after.stars], after.as_at) == (False, ["2", "2"], date(2023, 11, 1))
    assert rescore_due() == 0


def test_the_day_before_nothing_is_due(cast: Cast) -> None:
    small_standards(cast)
    hold_party_star(cast)

    move_to(cast, date(2023, 10, 31))

    assert rescore_due() == 0
    assert confirmed(cast).as_at == TODAY


def test_an_edition_that_begins_later_is_used_from_its_day(cast: Cast) -> None:
    begins = TODAY + timedelta(days=5)
    in_force(cast, small_rulebook(), begins)
    assert Scorecard.objects.count() == 0

    move_to(cast, begins)

    assert rescore_due() == 3
    assert confirmed(cast).since == begins
    assert rescore_due() == 0


def test_time_that_goes_backwards_unwrites_the_days_it_goes_back_over(cast: Cast) -> None:
    small_standards(cast)
    hold_party_star(cast)
    move_to(cast, date(2023, 11, 1))
    rescore_due()
    assert confirmed(cast).stars == "22"

    move_to(cast, TODAY)
    rescore_all(cast.district, at=NOW)

    card = confirmed(cast)
    assert (card.stars, card.since, card.until) == ("12", TODAY, None)
    assert Scorecard.objects.filter(since__gt=TODAY).count() == 0
