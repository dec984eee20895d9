"""The sums of the ledger, on values worked by hand."""

from fivestar.facts.burden.decisions import Counted, Prices, Tally, calibrated, tally, times_a_year, total
from tests.factories import shipped_rulebook, small_rulebook

FACTS = small_rulebook().facts
PRICES = Prices(question={"integer": 60, "boolean": 20, "choice": 30}, row=10, record=120, measured={})
VILLAGE, TOWNSHIP = ("village", ""), ("township", "")
AGRICULTURE = ("department", "区农业农村局")


def test_an_estimate_stands_until_forms_are_measured() -> None:
    assert calibrated(60, 0, 0) == 60


def test_measured_forms_draw_the_estimate_to_their_mean() -> None:
    # (60 × 10 + 20 × 10) / (10 + 10); then with a thousand forms it is theirs but for a second.
    assert calibrated(60, 10, 200) == 40
    assert calibrated(60, 1000, 20_000) == 20


def test_a_half_second_counts_up() -> None:
    # (2 × 10 + 10) / 20 = 1.5
    assert calibrated(2, 10, 10) == 2


def test_a_value_by_hand_is_a_question_and_one_in_a_file_is_a_row() -> None:
    counted = [Counted(5, "rural", "households", "hand", 2), Counted(5, "rural", "households", "row", 3)]

    assert tally(counted, FACTS, {}, PRICES) == {5: {VILLAGE: Tally(asked=2, rows=3, seconds=2 * 60 + 3 * 10)}}


def test_what_records_count_or_another_record_held_costs_nobody_a_minute() -> None:
    counted = [
        Counted(1, "rural", "members_meetings", "record", 4),
        Counted(1, "rural", "collective_income", "taken", 1),
    ]

    assert tally(counted, FACTS, {}, PRICES) == {1: {VILLAGE: Tally(recorded=4), AGRICULTURE: Tally(taken=1)}}


def test_a_value_that_three_tasks_read_spares_two_cells() -> None:
    counted = [Counted(1, "rural", "has_plan", "hand", 2), Counted(1, "urban", "has_plan", "hand", 1)]
    uses = {("rural", "has_plan"): 3, ("urban", "has_plan"): 1}

    found = tally(counted, FACTS, uses, PRICES)

    assert found == {1: {TOWNSHIP: Tally(asked=3, reused=4, seconds=60)}}
    assert found[1][TOWNSHIP].spared == 4


def test_a_measured_question_costs_what_was_measured() -> None:
    prices = Prices(PRICES.question, 10, 120, {"fact:has_plan": (990, 9_900), "record:meeting": (10, 600)})

    assert (prices.of_fact(FACTS["has_plan"]), prices.of_record("meeting")) == (10, 90)


def test_a_fact_that_is_no_longer_known_is_left_out() -> None:
    assert tally([Counted(1, "rural", "gone", "hand", 2)], FACTS, {}, PRICES) == {}


def test_one_level_is_summed_over_its_departments() -> None:
    parts = {VILLAGE: Tally(asked=1), AGRICULTURE: Tally(asked=2), ("department", "区水利局"): Tally(rows=4)}

    assert total(parts, "department") == Tally(asked=2, rows=4)
    assert total(parts) == Tally(asked=3, rows=4)


def test_what_may_change_any_day_is_asked_once_a_year_and_the_rest_by_its_period() -> None:
    facts = shipped_rulebook("rural-2023").facts

    assert times_a_year(facts["secretary_filed"]) == 1
    assert (
        times_a_year(facts["floating_members"])
        == {"month": 12, "quarter": 4, "half_year": 2, "year": 1}[facts["floating_members"].period]
    )
    assert times_a_year(FACTS["members_meetings"]) == 4
