"""One branch by closures, many by frames: the same answers, the same rows."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivestar.engine import Rulebook
from fivestar.engine.facts import base_name
from fivestar.scorecards import scoring
from fivestar.scorecards.actions import rescore_all
from fivestar.scorecards.models import CurrentRow, Scorecard
from fivestar.scorecards.scoring import answer_of, answers, answers_of_many
from tests.cast import NOW, Cast
from tests.factories import shipped_rulebook, shipped_standards, small_rulebook
from tests.scorecards.stories import many, record, standing, whole_year

DAYS = st.dates(date(2022, 12, 30), date(2024, 1, 3))


def facts_of(rulebook: Rulebook) -> st.SearchStrategy[dict[str, Any]]:
    """Facts near the thresholds, some of them unknown."""
    values = {}
    for key in rulebook.keys:
        fact = rulebook.facts[base_name(key)]
        if fact.type == "boolean":
            known: st.SearchStrategy[Any] = st.booleans()
        elif fact.type == "choice":
            known = st.sampled_from(fact.choices or ())
        else:
            low, high = fact.range or (0, 100)
            known = st.integers(low, min(high, low + 12)) | st.integers(low, high)
        values[key] = st.none() | known
    return st.fixed_dictionaries(values)


@pytest.mark.parametrize("name", ["small", "rural-2023", "urban-2023"])
@settings(max_examples=15)
@given(data=st.data(), as_at=DAYS)
def test_closures_and_frames_give_the_same_answers(name: str, data: st.DataObject, as_at: date) -> None:
    rulebook = small_rulebook() if name == "small" else shipped_rulebook(name)
    rows = data.draw(st.lists(facts_of(rulebook), min_size=1, max_size=5))
    values = dict(enumerate(rows))

    one_by_one = {branch: answer_of(rulebook, facts, as_at) for branch, facts in values.items()}

    assert answers_of_many(rulebook, values, as_at) == one_by_one


def test_from_fifty_branches_on_frames_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    rulebook, used = small_rulebook(), []
    monkeypatch.setattr(scoring, "answers_of_many", lambda *_: used.append("frames") or {})

    assert len(answers(rulebook, {branch: {} for branch in range(49)}, date(2023, 9, 15))) == 49
    assert answers(rulebook, {branch: {} for branch in range(50)}, date(2023, 9, 15)) == {}
    assert used == ["frames"]


@pytest.mark.django_db
def test_a_district_scored_at_once_has_the_rows_of_branches_scored_one_by_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped_standards(cast)
    rulebook = shipped_rulebook("rural-2023")
    branches = many(cast, 60)
    complete = dict(rulebook.cases[0].facts)
    for number, branch in enumerate(branches):
        slugs = list(complete)[number:]  # each knows one fact less
        record(cast, whole_year(rulebook, {slug: complete[slug] for slug in slugs}, branch, date(2023, 8, 31)))

    rescore_all(cast.district, at=NOW)
    at_once = (standing(), packed())
    Scorecard.objects.all().delete()
    CurrentRow.objects.all().delete()
    monkeypatch.setattr(scoring, "SET_BASED_FROM", 10**9)
    rescore_all(cast.district, at=NOW)

    assert (standing(), packed()) == at_once
    assert len({row[4:7] for row in at_once[0]}) > 3  # levels and stars differ: there was something to compare


def packed() -> list[tuple[int, str, bytes]]:
    rows = CurrentRow.objects.order_by("branch", "basis").values_list("branch", "basis", "packed")
    return [(branch, basis, bytes(data)) for branch, basis, data in rows]
