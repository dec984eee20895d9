"""Counting by the shipped standards: Party groups, kinds no task asks for, a fact's range."""

from datetime import date, timedelta

import pytest

from fivestar.facts.actions import state_observation
from fivestar.facts.models import Observation
from fivestar.meetings.actions import UnableToRecord
from fivestar.meetings.kinds import KINDS
from fivestar.meetings.models import Meeting
from fivestar.standards.queries import catalogue
from tests.cast import NOW, TODAY, Cast
from tests.factories import shipped_standards
from tests.meetings.test_recording import counted, record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    shipped_standards(cast)


def test_every_kind_counts_for_a_fact_that_records_supply() -> None:
    facts = catalogue()

    asked = {kind.fact for kind in KINDS if kind.fact is not None}

    assert {slug: facts[slug].definition["supplied_by"] for slug in asked} == dict.fromkeys(asked, "records")


def test_the_party_group_that_met_least_is_what_counts(cast: Cast) -> None:
    state_observation(
        actor=cast.organiser,
        branch=cast.dongliu,
        fact=catalogue()["party_groups"],
        period="2023",
        value=2,
        basis="C",
        source="党员管理系统",
        observed_on=TODAY,
        at=NOW,
    )

    for group, day in ((1, 5), (1, 12), (1, 13), (2, 5)):
        record(cast, "group", group=group, held_on=date(2023, 9, day))

    assert counted("party_group_meetings") == [("2023", 1, "S", True)]


def test_a_kind_no_task_asks_for_is_kept_and_counts_for_nothing(cast: Cast) -> None:

    record(cast, "lecture")

    assert (Meeting.objects.count(), Observation.objects.count()) == (1, 0)


def test_more_than_the_fact_allows_for_is_refused_and_nothing_is_half_kept(cast: Cast) -> None:
    for number in range(20):
        record(cast, "life", held_on=date(2023, 3, 1) + timedelta(days=number))

    with pytest.raises(UnableToRecord, match="应在 0 到 20 次 之间"):
        record(cast, "life")

    assert Meeting.objects.count() == 20
