"""A fact exists once, is needed, and is asked of whoever the table says."""

from collections import Counter

import pytest

from fivestar.engine.facts import base_name
from tests.rulebook.books import CATEGORIES, book, criteria, facts_in, facts_of

LEVELS = ("village", "township", "department")


def test_each_fact_exists_once_in_the_whole_tree():
    declared = [fact for file in ("common", "rural", "urban") for fact in facts_in(file)]

    twice = {name for name, times in Counter(fact["id"] for fact in declared).items() if times > 1}
    same_label = {label for label, times in Counter(fact["label"] for fact in declared).items() if times > 1}
    assert (twice, same_label) == (set(), set())


def test_the_common_facts_are_those_that_both_editions_need():
    needed = {category: set(book(category).facts) for category in CATEGORIES}

    assert {fact["id"] for fact in facts_in("common")} == needed["rural"] & needed["urban"]
    assert {fact["id"] for fact in facts_in("rural")} == needed["rural"] - needed["urban"]
    assert {fact["id"] for fact in facts_in("urban")} == needed["urban"] - needed["rural"]


def test_a_fact_has_an_english_label_and_only_what_people_answer_has_a_question():
    facts = [fact for category in CATEGORIES for fact in book(category).facts.values()]

    assert [fact.id for fact in facts if not fact.label_en] == []
    assert [fact.id for fact in facts if bool(fact.question) != (fact.supplied_by in {"village", "township"})] == []


def test_records_name_their_keeper_and_departments_their_name():
    facts = [fact for category in CATEGORIES for fact in book(category).facts.values()]

    assert [fact.id for fact in facts if (fact.supplied_by == "records") != (fact.keeper is not None)] == []
    assert [fact.id for fact in facts if (fact.supplied_by == "department") != (fact.department is not None)] == []


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_task_asks_at_the_level_the_table_says_and_nothing_of_those_below(category):
    facts = book(category).facts

    misplaced = {}
    for criterion in book(category).criteria:
        asked = [facts[name].keeper or facts[name].supplied_by for name in facts_of(category, criterion)]
        lowest = min(asked, key=LEVELS.index)
        # A task for a department may divide by a number the township keeps; never by one the village is asked for.
        if criterion.supplied_by not in asked or (lowest == "village") != (criterion.supplied_by == "village"):
            misplaced[criterion.id] = asked

    assert misplaced == {}


@pytest.mark.parametrize("category", CATEGORIES)
def test_the_department_that_supplies_is_the_one_that_leads_or_keeps_the_denominator(category):
    facts = book(category).facts
    leads = {}
    for criterion in book(category).criteria:
        for name in facts_of(category, criterion):
            leads.setdefault(name, set()).add(criterion.lead_dept)

    others = {name: facts[name].department for name in leads if facts[name].department not in {None, *leads[name]}}

    assert others == ({"hamlets": "区民政局"} if category == "rural" else {})


def test_last_year_is_read_from_the_same_fact_and_never_asked_again():
    asked_again = [
        fact["id"] for file in ("common", "rural", "urban") for fact in facts_in(file) if "previous" in fact["id"]
    ]
    read_back = {key for category in CATEGORIES for key in book(category).keys if key != base_name(key)}

    assert asked_again == []
    assert read_back == {"previous.collective_income", "previous.fraud_cases"}


def test_every_zero_denominator_has_an_answer():
    """A share either says in applies_when what a zero denominator means, or its denominator cannot be zero."""
    open_ended = []
    for category, criterion in criteria():
        factor, _, rest = criterion.met_when.partition(" >= ")
        if " * " in factor:
            denominator = rest.split(" * ")[0]
            is_guarded = (criterion.applies_when or "").startswith(f"{denominator} >")
            starts_at_one = book(category).facts[denominator].range[0] > 0
            if is_guarded == starts_at_one:
                open_ended.append(criterion.id)

    assert open_ended == []


def test_only_sampled_answers_and_random_checks_start_at_one():
    starting_at_one = {
        name
        for category in CATEGORIES
        for name, fact in book(category).facts.items()
        if fact.range and fact.range[0] > 0
    }

    assert {name for name in starting_at_one if not name.endswith("_survey_answers")} == {
        "yards_checked", "sanitation_points_checked",
    }  # fmt: skip
