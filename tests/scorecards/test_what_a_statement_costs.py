"""Stating one fact: so many statements of the database, and nothing written that says what stands already."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fivestar.engine.receipts import receipt_digest
from fivestar.foundation.access import ANYONE
from fivestar.scorecards import queries
from fivestar.scorecards.actions import rescore
from fivestar.scorecards.models import CurrentRow, Scorecard
from tests.cast import NOW, Cast
from tests.factories import small_standards
from tests.scorecards.stories import confirm, hold_party_star

pytestmark = pytest.mark.django_db

LOCKED = 1 if connection.features.has_select_for_update else 0
"""SQLite has one writer as it is: no statement locks a branch there."""


def written(captured: CaptureQueriesContext) -> list[str]:
    """What was inserted and updated, by table."""
    found = []
    for query in captured.captured_queries:
        words = query["sql"].replace('"', "").rpartition("times: ")[2].split()
        if words[0] == "INSERT":
            found.append(f"insert {words[2]}")
        elif words[0] == "UPDATE":
            found.append(f"update {words[1]}")
    return found


def test_a_confirmed_fact_is_stated_and_scored_in_few_statements(cast: Cast) -> None:
    small_standards(cast)
    hold_party_star(cast)

    with CaptureQueriesContext(connection) as captured:
        confirm(cast, "vacant_days", 5)

    assert written(captured) == [
        "update facts_observation",
        "insert facts_observation",
        "insert foundation_auditentry",
        "update scorecards_currentrow",
        "update scorecards_scorecard",
    ]
    assert len(captured) - LOCKED == 15  # savepoint and release of the act; the story's own look at the catalogue


def test_a_stated_fact_writes_nothing_about_the_confirmed_answer(cast: Cast) -> None:
    small_standards(cast)
    hold_party_star(cast)
    before = Scorecard.objects.values().get(branch=cast.dongliu, basis="C", is_current=True)

    confirm(cast, "has_plan", True, actor=cast.clerk, basis="S", at=NOW + timedelta(minutes=5))

    assert Scorecard.objects.values().get(branch=cast.dongliu, basis="C", is_current=True) == before
    stated = Scorecard.objects.get(branch=cast.dongliu, basis="S", is_current=True)
    assert (stated.computed_at, stated.met) == (NOW + timedelta(minutes=5), before["met"] + 1)
    assert receipt_digest(queries.receipt_of(cast.secretary, cast.dongliu, basis="S")) == stated.digest
    assert receipt_digest(queries.receipt_of(ANYONE, cast.dongliu)) == before["digest"]


def test_scoring_again_what_did_not_move_writes_nothing(cast: Cast) -> None:
    small_standards(cast)
    hold_party_star(cast)
    rows = list(CurrentRow.objects.order_by("pk").values())

    with CaptureQueriesContext(connection) as captured:
        rescore([cast.dongliu.pk, cast.xiliu.pk], at=NOW + timedelta(minutes=5))

    assert written(captured) == []
    assert len(captured) == 6
    assert list(CurrentRow.objects.order_by("pk").values()) == rows
