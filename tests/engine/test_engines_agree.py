"""Closures, frames and the plain referee give one answer, over rulebooks made up and over those shipped."""

from collections.abc import Sequence
from datetime import date

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fivestar.engine import Rulebook, Star, explain, plain, rate, rate_frame, work
from fivestar.engine.cases import facts_of, rulebook_of
from fivestar.engine.facts import Value, base_name
from fivestar.engine.frames import column_type
from fivestar.engine.rated import OUTCOME, Rated
from fivestar.engine.verdicts import WORD
from tests.engine.shipped import FOLDERS, shipped
from tests.engine.strategies import completed, days, facts_for, rulebooks

# A rulebook of 90 tasks costs as much as thirty made up; the share stays the same when `make soak` asks for more.
FEWER = settings(max_examples=settings().max_examples // 4)
SHIPPED = st.sampled_from(sorted(FOLDERS)).map(shipped)


def frame_of(rulebook: Rulebook, rows: Sequence[dict[str, Value]]) -> pl.DataFrame:
    columns = [pl.Series("branch", [str(number) for number in range(len(rows))], dtype=pl.String)]
    for key in rulebook.keys:
        kind = column_type(rulebook.facts[base_name(key)])
        columns.append(pl.Series(key, [row.get(key) for row in rows], dtype=kind))
    return pl.DataFrame(columns)


def as_row(rulebook: Rulebook, rated: Rated) -> dict[str, object]:
    """A branch's answer as a frame would give it, its codes as words and pace."""
    return {
        "level": rated.level,
        "at_most": rated.at_most,
        "stars": rated.stars,
        "outcomes": rated.outcomes,
        "points": {star: points.least for star, points in rated.points.items()},
    }


def rows_of(rulebook: Rulebook, frame: pl.DataFrame) -> list[dict[str, object]]:
    return [
        {
            "level": row["level"],
            "at_most": row["at_most"],
            "stars": {star.id: WORD[row[f"star.{star.id}"]] for star in rulebook.stars},
            "outcomes": {criterion.id: OUTCOME[row[criterion.id]] for criterion in rulebook.criteria},
            "points": {star.id: row[f"points.{star.id}"] for star in rulebook.stars if star.way.points is not None},
        }
        for row in frame.iter_rows(named=True)
    ]


def assert_engines_agree(rulebook: Rulebook, rows: Sequence[dict[str, Value]], as_at: date) -> None:
    rated = [rate(rulebook, row, as_at) for row in rows]

    assert [plain.rate(rulebook, row, as_at) for row in rows] == rated
    assert rows_of(rulebook, rate_frame(rulebook, frame_of(rulebook, rows), as_at)) == [
        as_row(rulebook, answer) for answer in rated
    ]
    assert [explain(rulebook, row, as_at).rated for row in rows] == rated


@given(st.data(), rulebooks(), days)
def test_engines_agree_over_made_up_rulebooks(data: st.DataObject, rulebook: Rulebook, as_at: date) -> None:
    rows = data.draw(st.lists(facts_for(rulebook), min_size=1, max_size=4))

    assert_engines_agree(rulebook, rows, as_at)


@FEWER
@given(st.data(), SHIPPED, st.dates(date(2022, 12, 30), date(2024, 1, 2)))
def test_engines_agree_over_the_shipped_rulebooks(data: st.DataObject, rulebook: Rulebook, as_at: date) -> None:
    start = facts_of(rulebook, rulebook.cases[0])
    changes = data.draw(st.lists(facts_for(rulebook), min_size=1, max_size=2))
    kept = data.draw(st.integers(0, 12))
    nearly = [{**start, **dict(list(row.items())[:kept])} for row in changes]

    assert_engines_agree(rulebook, [*changes, *nearly], as_at)


@pytest.mark.parametrize("name", FOLDERS)
def test_every_engine_works_the_worked_cases(name: str) -> None:
    rulebook = shipped(name)

    assert work(rulebook) == []
    assert work(rulebook, plain.rate) == []
    for case in rulebook.cases:
        assert_engines_agree(rulebook_of(rulebook, case), [facts_of(rulebook, case)], case.as_at)


def _is_reckoned(star: Star, rated: Rated) -> bool:
    return any(rated.outcomes[criterion.id].counted for criterion in star.criteria)


@FEWER
@given(st.data(), rulebooks(), days)
def test_what_is_certain_stays_certain_whatever_the_unknown_turns_out_to_be(
    data: st.DataObject, rulebook: Rulebook, as_at: date
) -> None:
    facts = data.draw(facts_for(rulebook))
    found_out = data.draw(completed(rulebook, facts))

    before, after = rate(rulebook, facts, as_at), rate(rulebook, found_out, as_at)

    # The one exception: too few points even at best are unmet, until it turns out that no task applies at all.
    assume(all(_is_reckoned(star, after) for star in rulebook.stars if star.way.points is not None))
    assert before.level <= after.level <= after.at_most <= before.at_most


@given(st.data(), rulebooks(), days)
def test_the_answer_changes_on_the_day_it_says_and_not_before(
    data: st.DataObject, rulebook: Rulebook, as_at: date
) -> None:
    facts = data.draw(facts_for(rulebook))

    now = rate(rulebook, facts, as_at)

    if now.next_change_at is None:
        assert rate(rulebook, facts, date(2024, 12, 31)).outcomes == now.outcomes
    else:
        eve = now.next_change_at.fromordinal(now.next_change_at.toordinal() - 1)
        assert rate(rulebook, facts, eve).outcomes == now.outcomes
        assert rate(rulebook, facts, now.next_change_at).outcomes != now.outcomes


def test_a_frame_without_rows_and_without_facts_is_rated_too() -> None:
    rulebook = shipped("small")

    nobody = rate_frame(rulebook, pl.DataFrame({"branch": []}, schema={"branch": pl.String}), date(2023, 12, 31))
    unknown = rate_frame(rulebook, pl.DataFrame({"branch": ["1", "2"]}), date(2023, 12, 31))

    assert nobody.height == 0
    assert unknown.select("branch", "level", "at_most").rows() == [("1", 0, 3), ("2", 0, 3)]
