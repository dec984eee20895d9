"""Counts by which somebody could be recognised are not shown; everything else is, to the figure."""

from datetime import date

import pytest

from fivestar.disclosure.dated import limit_on, settings
from fivestar.disclosure.decisions import STRICTEST, Count, Limit, shown
from tests.factories import shipped_rulebook

FIVE = Limit(5, frozenset({"人", "户"}), frozenset({"mediators"}))


def how(*counts: tuple[str, int | None, str]) -> dict[str, str]:
    return dict(shown([Count(key, key, amount, unit) for key, amount, unit in counts], FIVE))


@pytest.mark.parametrize(
    ("amount", "said"), [(0, "exact"), (1, "below"), (4, "below"), (5, "exact"), (358, "exact"), (None, "exact")]
)
def test_a_count_of_people_from_one_to_four_is_not_shown(amount: int | None, said: str) -> None:
    assert how(("disabled_in_need", amount, "人")) == {"disabled_in_need": said}


def test_a_few_who_are_missing_in_a_whole_are_not_shown_either() -> None:
    counts = (("households", 358, "户"), ("households_with_tap_water", 356, "户"))

    assert how(*counts) == {"households": "exact", "households_with_tap_water": "near"}
    assert how(("households", 358, "户"), ("helped", 353, "户")) == {"households": "exact", "helped": "exact"}
    assert how(("households", 358, "户"), ("helped", 358, "户")) == {"households": "exact", "helped": "exact"}


def test_money_things_and_public_offices_are_shown_at_any_size() -> None:
    counts = (("income", 3, "分"), ("lamps", 2, "盏"), ("mediators", 3, "人"))

    assert how(*counts) == {"income": "exact", "lamps": "exact", "mediators": "exact"}


def test_last_years_count_is_judged_like_this_years() -> None:
    last = Count("previous.watched_households", "watched_households", 2, "户")

    assert shown([last], FIVE) == {"previous.watched_households": "below"}


def test_a_day_for_which_nothing_is_set_shows_least() -> None:
    assert limit_on(date(2023, 9, 15)).least == 5
    assert limit_on(date(2000, 1, 1)) == STRICTEST


def test_every_fact_that_counts_people_is_covered_or_named_as_an_office() -> None:
    """A unit nobody thought of would let a count through: whoever adds one to the standards decides here."""
    facts = {**shipped_rulebook("rural-2023").facts, **shipped_rulebook("urban-2023").facts}
    units = {fact.unit for fact in facts.values() if fact.unit}
    (setting,) = settings()

    counted = {fact.id for fact in facts.values() if fact.unit in setting.units}
    assert setting.offices - counted == frozenset()
    assert sorted(units - setting.units) == sorted(
        ["个", "亩", "件", "份", "分", "处", "天", "宗", "家", "座", "支", "期", "次", "盏", "起", "项"]
    )
