"""Worked cases: what a branch must get, worked by hand. Each comes out the same from every executor."""

from collections import Counter
from datetime import date

import polars as pl
import pytest

from fivestar.engine import check, frames, plain, rate, work
from fivestar.engine.cases import facts_of, rulebook_of
from fivestar.engine.rated import OUTCOME
from fivestar.engine.tree import keys_in
from fivestar.engine.verdicts import WORD, Verdict
from tests.rulebook.books import CATEGORIES, book, folder

LAST_DAY = date(2023, 12, 31)


@pytest.mark.parametrize("category", CATEGORIES)
def test_the_shipped_editions_have_no_fault_and_every_case_comes_out(category):
    assert check(folder(category), strict=True) == []


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_case_comes_out_of_the_referee_too(category):
    assert work(book(category), plain.rate) == []


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_case_comes_out_of_frames_too(category):
    rulebook = book(category)
    for case in rulebook.cases:
        as_worked = rulebook_of(rulebook, case)
        one = rate(as_worked, facts_of(rulebook, case), case.as_at)
        many = frames.rate_frame(as_worked, frame_of(rulebook, case), case.as_at).row(0, named=True)

        stars = {name: WORD[many[f"star.{name}"]] for name in one.stars}
        outcomes = {name: OUTCOME[many[name]] for name in one.outcomes}
        assert (many["level"], many["at_most"], stars, outcomes) == (one.level, one.at_most, one.stars, one.outcomes), (
            case.name
        )


def frame_of(rulebook, case):
    """One row with a column for every value the rulebook can ask for; what the case leaves out is null."""
    known = facts_of(rulebook, case)
    kinds = {"integer": pl.Int64, "boolean": pl.Boolean}
    columns = {
        key: pl.Series([known.get(key)], dtype=kinds[rulebook.facts[key.removeprefix("previous.")].type])
        for key in rulebook.keys
    }
    return pl.DataFrame({"branch": ["990001"], **columns})


@pytest.mark.parametrize("category", CATEGORIES)
def test_the_base_case_knows_every_fact_and_meets_every_task(category):
    rulebook = book(category)
    base = rulebook.cases[0]
    rated = rate(rulebook, base.facts, base.as_at)

    assert (base.name, sorted(base.facts)) == ("全部达标", sorted(rulebook.keys))
    assert {
        criterion.id for criterion in rulebook.criteria if rated.outcomes[criterion.id].verdict is not Verdict.MET
    } == {criterion.id for criterion in rulebook.criteria if criterion.is_off}


@pytest.mark.parametrize("category", CATEGORIES)
def test_the_cases_show_every_kind_of_answer(category):
    rulebook = book(category)
    shown = Counter()
    for case in rulebook.cases[1:]:
        as_worked = rulebook_of(rulebook, case)
        facts = facts_of(rulebook, case)
        rated = rate(as_worked, facts, case.as_at)
        for criterion in as_worked.criteria:
            if criterion.id in case.expect:
                outcome = rated.outcomes[criterion.id]
                shown[kind_of(as_worked, criterion, outcome, facts)] += 1
        shown["veto on"] += bool(case.veto_on)
        shown["veto off, though it happened"] += happened_without_veto(rulebook, case, facts)
        shown["prerequisite star"] += bool(case.requires)
        shown["last day"] += any(
            criterion.accrues and rated.outcomes[criterion.id].verdict is Verdict.UNMET and case.as_at == LAST_DAY
            for criterion in rulebook.criteria
            if criterion.id in case.expect
        )
        shown["last year"] += any(
            "previous." in condition
            for criterion in rulebook.criteria
            if criterion.id in case.expect
            for condition in criterion.conditions()
        )

    assert {kind for kind, times in shown.items() if times} >= {
        "met", "unmet", "unknown", "not applicable", "zero denominator", "on pace", "behind pace", "last day",
        "veto on", "veto off, though it happened", "prerequisite star", "last year",
    }  # fmt: skip
    assert len(rulebook.cases) >= 24
    assert len({case.name for case in rulebook.cases}) == len(rulebook.cases)


def kind_of(rulebook, criterion, outcome, facts):
    if outcome.verdict is Verdict.PENDING:
        return "on pace" if outcome.on_pace else "behind pace"
    if outcome.verdict is Verdict.NOT_APPLICABLE:
        is_share = " * " in criterion.met_when
        named = keys_in(rulebook.trees[criterion.applies_when]) if criterion.applies_when else ()
        return "zero denominator" if is_share and any(facts.get(key) == 0 for key in named) else "not applicable"
    return str(outcome.verdict)


def happened_without_veto(rulebook, case, facts):
    return any(
        criterion.is_off
        and criterion.id not in case.veto_on
        and any(facts.get(key) for key in keys_in(rulebook.trees[criterion.met_when]))
        for criterion in rulebook.criteria
    )


@pytest.mark.parametrize("category", CATEGORIES)
def test_pairs_of_cases_stand_at_the_threshold_and_one_short_of_it(category):
    """Two cases that differ by one unit of one fact and in the answer to one task."""
    rulebook = book(category)
    worked = [
        (case, facts_of(rulebook, case)) for case in rulebook.cases if case.as_at == LAST_DAY and not case.veto_on
    ]
    pairs = {
        (name, key)
        for case, facts in worked
        for other, others in worked
        for key in [only_difference(facts, others)]
        if key and others[key] - facts[key] == 1
        for name in case.expect.keys() & other.expect.keys() & {criterion.id for criterion in rulebook.criteria}
        if {case.expect[name], other.expect[name]} == {"met", "unmet"}
    }

    assert pairs >= AT_THE_THRESHOLD[category]


def only_difference(facts, others):
    """The one whole number in which two sets of facts differ; None when they differ otherwise."""
    keys = [key for key in facts.keys() | others.keys() if facts.get(key) != others.get(key)]
    numbers = [key for key in keys if type(facts.get(key)) is int and type(others.get(key)) is int]
    return keys[0] if len(keys) == 1 and numbers else None


AT_THE_THRESHOLD = {
    "rural": {
        ("R001", "secretary_vacant_days"), ("R030", "bound_households"), ("R033", "previous.collective_income"),
        ("R035", "previous.collective_income"), ("R041", "cleaners"), ("R065", "fraud_cases"),
        ("R072", "supervisors_in_post"),
    },
    "urban": {
        ("U001", "secretary_vacant_days"), ("U006", "urban_residents"), ("U024", "businesses_visited"),
        ("U053", "fraud_cases"), ("U105", "hotline_orders_closed_on_time"),
    },
}  # fmt: skip
