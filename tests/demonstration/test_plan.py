"""The demonstration has the published shape, and its figures carry the stars they are meant to carry."""

from collections import Counter
from datetime import date
from random import Random

from fivestar import engine
from fivestar.demonstration.picture import picture, short_income
from fivestar.demonstration.places import places
from fivestar.demonstration.plan import SEED, BranchPlan, district_plan
from fivestar.demonstration.sample import NO_VILLAGE, sample_rows
from fivestar.demonstration.year import year_of
from fivestar.engine import Value
from fivestar.engine.verdicts import Verdict
from tests.factories import shipped_rulebook

TODAY = date(2023, 9, 15)


def test_the_district_has_the_published_shape() -> None:
    plans = district_plan()

    targets = Counter(plan.target for plan in plans)
    assert Counter(plan.place.category for plan in plans) == {"rural": 353, "urban": 14}
    assert {level: targets[level] for level in (5, 4, 3)} == {5: 6, 4: 33, 3: 109}
    assert Counter(plan.led for plan in plans if plan.led) == {"合作社": 17, "公司": 5}
    assert sum(plan.income_is_short for plan in plans) == 368 - 365


def test_names_and_codes_are_each_used_once_and_invented_under_99() -> None:
    there = places(Random(SEED))

    assert len({place.code for place in there}) == len({place.name for place in there}) == 368
    assert {place.code[:6] for place in there} == {"990001"}


def test_the_lot_gives_the_same_district_every_time() -> None:
    assert district_plan() == district_plan()


def test_every_branch_carries_exactly_the_stars_it_is_meant_to_carry() -> None:
    otherwise = {
        plan.place.name: (sorted(plan.held), sorted(held))
        for plan in district_plan()
        if (held := _held(plan.place.category, _confirmed(plan))) != plan.held
    }

    assert otherwise == {}


def test_the_told_village_misses_income_and_bound_households_and_waits_for_the_police() -> None:
    plan = next(plan for plan in district_plan() if plan.told and plan.place.category == "rural")

    rated = engine.rate(shipped_rulebook("rural-2023"), _confirmed(plan), TODAY)

    open_tasks = {
        name: outcome.verdict.value
        for name, outcome in rated.outcomes.items()
        if outcome.verdict in (Verdict.UNMET, Verdict.UNKNOWN)
    }
    assert (rated.level, rated.at_most) == (3, 4)
    assert open_tasks == {"R030": "unmet", "R033": "unmet", "R062": "unknown"}


def test_three_rural_collectives_had_less_than_fifty_thousand_yuan() -> None:
    short = [
        plan.place.name
        for plan in district_plan()
        if plan.place.category == "rural" and short_income(_confirmed(plan)["previous.collective_income"])
    ]

    assert len(short) == 3


def test_the_sample_file_has_three_wrong_rows_and_one_is_of_the_told_village() -> None:
    told = next(plan.place.code for plan in district_plan() if plan.told and plan.place.category == "rural")

    rows = sample_rows(TODAY)

    assert [row[2] for row in rows if row[2] != "2023"] == ["2023年13月"]
    assert [row[0] for row in rows if row[3] != "0"] == [told]
    assert [row[0] for row in rows if row[0] == NO_VILLAGE] == [NO_VILLAGE]


def _confirmed(plan: BranchPlan) -> dict[str, Value]:
    """Values of the year as the confirmed observations give them on the day: sums added, else the last period's."""
    rulebook = shipped_rulebook(f"{plan.place.category}-2023")
    values: dict[str, Value] = {}
    for said in sorted(year_of(picture(plan, rulebook, TODAY), rulebook, TODAY), key=lambda one: one.period):
        if said.basis != "C":
            continue
        key = said.fact if said.period.startswith("2023") else f"previous.{said.fact}"
        if key in values and rulebook.facts[said.fact].adds == "sum":
            values[key] = int(values[key] or 0) + int(said.value or 0)
        else:
            values[key] = said.value
    return values


def _held(category: str, values: dict[str, Value]) -> frozenset[str]:
    rated = engine.rate(shipped_rulebook(f"{category}-2023"), values, TODAY)
    return frozenset(star for star, verdict in rated.stars.items() if verdict is Verdict.MET)
