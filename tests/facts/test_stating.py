"""One value of one fact, by whoever has a part in it."""

from datetime import date, timedelta
from typing import Any

import pytest

from fivestar.facts.actions import UnableToState, state_observation
from fivestar.facts.models import Observation
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.scorecards.models import Scorecard
from fivestar.standards.queries import catalogue
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.facts.tables import DONGLIU, record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def state(cast: Cast, fact: str = "vacant_days", value: Any = 3, **other: Any) -> Observation:
    given = {
        "actor": cast.organiser,
        "branch": cast.dongliu,
        "period": "2023",
        "basis": "C",
        "source": "乡镇台账",
        "observed_on": TODAY,
        "at": NOW,
        **other,
    }
    return state_observation(fact=catalogue()[fact], value=value, **given)


def test_the_organisation_department_confirms_a_local_fact(cast: Cast) -> None:
    state(cast)

    assert record() == [(DONGLIU, "vacant_days", "2023", 3, "C")]
    entry = AuditEntry.objects.latest("id")
    assert (entry.act, entry.actor, entry.changes) == (
        "facts.state_observation",
        cast.organiser.person_ref,
        {"fact": "vacant_days", "period": "2023", "basis": "C", "value": [None, 3]},
    )


def test_saying_the_same_again_changes_nothing(cast: Cast) -> None:
    first = state(cast)
    entries = AuditEntry.objects.count()

    again = state(cast, at=NOW + timedelta(hours=2))

    assert again == first
    assert (Observation.objects.count(), AuditEntry.objects.count()) == (1, entries)


def test_a_correction_supersedes(cast: Cast) -> None:
    state(cast)
    state(cast, value=5, at=NOW + timedelta(hours=2))

    assert list(Observation.objects.order_by("id").values_list("value", "superseded_at")) == [
        (3, NOW + timedelta(hours=2)),
        (5, None),
    ]


def test_whoever_comes_second_with_the_earlier_clock_still_supersedes(cast: Cast) -> None:
    state(cast, at=NOW + timedelta(seconds=1))
    state(cast, value=5, at=NOW)

    assert record() == [(DONGLIU, "vacant_days", "2023", 5, "C")]
    card = Scorecard.objects.get(branch=cast.dongliu, basis="C", is_current=True)
    assert card.met == 1


@pytest.mark.parametrize(
    ("who", "fact", "value", "basis"),
    [
        ("outsider", "vacant_days", 3, "C"),
        ("outsider", "vacant_days", 3, "S"),
        ("clerk", "vacant_days", 3, "C"),
        ("next_clerk", "vacant_days", 3, "C"),
        ("next_secretary", "vacant_days", 3, "S"),
        ("secretary", "vacant_days", 3, "C"),
        ("clerk", "collective_income", 3, "C"),
        ("supplier", "vacant_days", 3, "C"),
        ("leader", "vacant_days", 3, "C"),
        ("supervisor", "vacant_days", 3, "S"),
    ],
)
def test_whoever_has_no_part_in_it_moves_nothing(cast: Cast, who: str, fact: str, value: int, basis: str) -> None:
    cards = list(Scorecard.objects.values_list("id", "digest"))

    with pytest.raises((NotSeen, NotAllowed)):
        state(cast, fact, value, actor=getattr(cast, who), basis=basis)

    assert record() == []
    assert list(Scorecard.objects.values_list("id", "digest")) == cards


@pytest.mark.parametrize(
    ("who", "fact", "value", "basis"),
    [
        ("secretary", "households", 3, "S"),
        ("clerk", "vacant_days", 3, "S"),
        ("helper", "bound_households", 86, "S"),
        ("clerk", "has_plan", True, "S"),
        ("supplier", "collective_income", 5_000_000, "C"),
        ("organiser", "collective_income", 5_000_000, "C"),
        ("organiser", "vacant_days", 3, "C"),
    ],
)
def test_whoever_has_a_part_in_it_may(cast: Cast, who: str, fact: str, value: int, basis: str) -> None:
    state(cast, fact, value, actor=getattr(cast, who), basis=basis)

    assert record() == [(DONGLIU, fact, "2023", int(value), basis)]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"period": "2023-05"}, "期间应写成 2023,现为“2023-05”"),
        ({"period": "去年"}, "期间应写成 2023"),
        ({"observed_on": TODAY + timedelta(days=1)}, "日期 2023-09-16 还没有到"),
        ({"observed_on": date(2022, 12, 31)}, "2022-12-31 早于期间 2023 开始"),
        ({"value": 400}, "应在 0 到 366 天 之间"),
        ({"value": True}, "应是整数"),
        ({"actor": "secretary", "fact": "collective_income", "basis": "S"}, "由 区农业农村局 提供,村里不用报"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(cast: Cast, other: dict[str, Any], reason: str) -> None:
    if "actor" in other:
        other = {**other, "actor": getattr(cast, other["actor"])}

    with pytest.raises(UnableToState, match=reason):
        state(cast, **other)

    assert record() == []
