"""State a fact, and the branch's answer is another one in the same transaction."""

from datetime import date, timedelta

import pytest

from fivestar.engine.receipts import receipt_digest, verify_receipt
from fivestar.facts.actions import state_observation
from fivestar.foundation.access import ANYONE
from fivestar.scorecards import queries
from fivestar.scorecards.models import CurrentRow, Scorecard
from fivestar.standards.queries import catalogue
from tests.cast import NOW, TODAY, Cast
from tests.factories import shipped_standards, small_rulebook, small_standards

pytestmark = pytest.mark.django_db


def confirm(
    cast: Cast, slug: str, value: int | bool, *, branch=None, actor=None, period="2023", at=NOW, day=TODAY, basis="C"
):
    return state_observation(
        actor=actor or cast.organiser,
        branch=branch or cast.dongliu,
        fact=catalogue()[slug],
        period=period,
        value=value,
        basis=basis,
        source="测试",
        observed_on=day,
        at=at,
    )


def test_a_branch_is_scored_as_soon_as_standards_are_in_force(cast: Cast) -> None:
    small_standards(cast)

    card = Scorecard.objects.get(branch=cast.dongliu, basis="C")

    assert (card.level, card.at_most, card.stars, card.since, card.until) == (0, 2, "22", TODAY, None)
    assert Scorecard.objects.filter(branch=cast.shagang).count() == 0


def test_a_confirmed_fact_wins_its_star_in_the_same_transaction(cast: Cast) -> None:
    small_standards(cast)

    confirm(cast, "vacant_days", 0)
    for quarter in (1, 2):
        confirm(cast, "members_meetings", 2, period=f"2023-Q{quarter}", day=date(2023, 3 * quarter, 10))

    card = Scorecard.objects.get(branch=cast.dongliu, basis="C", is_current=True)
    assert (card.level, card.at_most, card.stars) == (1, 2, "12")


def test_a_stated_fact_moves_only_the_stated_answer(cast: Cast) -> None:
    small_standards(cast)

    confirm(cast, "vacant_days", 0, actor=cast.clerk, basis="S")

    stated = Scorecard.objects.get(branch=cast.dongliu, basis="S")
    confirmed = Scorecard.objects.get(branch=cast.dongliu, basis="C")
    assert (stated.met, stated.unknown, confirmed.met, confirmed.unknown) == (1, 4, 0, 5)


def test_the_receipt_made_again_has_the_digest_of_the_scorecard(cast: Cast) -> None:
    small_standards(cast)
    confirm(cast, "vacant_days", 12)

    receipt = queries.receipt_of(ANYONE, cast.dongliu)

    card = Scorecard.objects.get(branch=cast.dongliu, basis="C")
    assert receipt_digest(receipt) == card.digest
    assert verify_receipt(receipt, small_rulebook(), card.digest) is None
    assert receipt["facts"] == [
        {
            "fact": "vacant_days",
            "value": 12,
            "period": "2023",
            "basis": "C",
            "source": "测试",
            "observed_on": "2023-09-15",
        }
    ]


def test_history_keeps_what_stood_before_and_since_when(cast: Cast) -> None:
    small_standards(cast)

    confirm(cast, "vacant_days", 12)
    confirm(cast, "vacant_days", 40, at=NOW + timedelta(days=3))

    spans = Scorecard.objects.filter(branch=cast.dongliu, basis="C").order_by("since")
    assert list(spans.values_list("since", "until", "stars", "is_current")) == [
        (TODAY, TODAY + timedelta(days=3), "22", False),
        (TODAY + timedelta(days=3), None, "02", True),
    ]


def test_the_shipped_standards_score_a_branch(cast: Cast) -> None:
    shipped_standards(cast)

    confirm(cast, "secretary_vacant_days", 10)

    card = Scorecard.objects.get(branch=cast.dongliu, basis="C")
    assert (card.level, card.at_most, card.met, card.stars) == (0, 5, 1, "22222")
    assert CurrentRow.objects.filter(branch=cast.dongliu).count() == 2
