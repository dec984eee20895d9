"""Observations taken over in bulk: written at once, scored by whoever asked, nothing lost."""

from datetime import date, timedelta

import pytest

from fivestar.facts.actions import Given, UnableToState, record_many
from fivestar.facts.models import Observation
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.outcome import NotAllowed, NotSeen
from tests.cast import NOW, Cast, without_second_factor
from tests.factories import small_standards
from tests.facts.tables import DONGLIU, XILIU, record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def given(cast: Cast, days: int, *, period: str = "2023") -> list[Given]:
    return [
        Given(branch.pk, "vacant_days", period, days, "C", "移交", date(2023, 3, 1))
        for branch in (cast.dongliu, cast.xiliu)
    ]


def test_many_are_written_at_once(cast: Cast) -> None:
    assert record_many(actor=SYSTEM, district=cast.district, observations=given(cast, 3), at=NOW) == 2

    assert record() == [(DONGLIU, "vacant_days", "2023", 3, "C"), (XILIU, "vacant_days", "2023", 3, "C")]


def test_what_stood_is_superseded(cast: Cast) -> None:
    record_many(actor=SYSTEM, district=cast.district, observations=given(cast, 3), at=NOW)
    later = NOW + timedelta(days=1)

    record_many(actor=SYSTEM, district=cast.district, observations=given(cast, 4)[:1], at=later)

    assert record() == [(DONGLIU, "vacant_days", "2023", 4, "C"), (XILIU, "vacant_days", "2023", 3, "C")]
    assert Observation.objects.filter(superseded_at=later).count() == 1


@pytest.mark.parametrize("period", ["2023-05", "x"])
def test_one_that_cannot_be_refuses_all(cast: Cast, period: str) -> None:
    with pytest.raises(UnableToState):
        record_many(
            actor=SYSTEM,
            district=cast.district,
            observations=[*given(cast, 3), *given(cast, 3, period=period)],
            at=NOW,
        )

    assert record() == []


@pytest.mark.parametrize("who", ["outsider", "clerk", "supplier"])
def test_only_the_organisation_department_may(cast: Cast, who: str) -> None:
    with pytest.raises((NotAllowed, NotSeen)):
        record_many(actor=getattr(cast, who), district=cast.district, observations=given(cast, 3), at=NOW)
    with pytest.raises(NotAllowed):
        record_many(
            actor=without_second_factor(cast.organiser), district=cast.district, observations=given(cast, 3), at=NOW
        )

    assert record() == []
