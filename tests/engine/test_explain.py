"""Why: gaps in the fact's own unit, paces, and what stands in the way of a star."""

from datetime import date

import pytest

from fivestar.engine import Step, explain
from fivestar.engine.cases import facts_of
from fivestar.engine.explain import WhyStar
from fivestar.engine.verdicts import Verdict
from tests.engine.shipped import shipped

LAST_DAY = date(2023, 12, 31)


def met(criterion: str, as_at: date = LAST_DAY, **changes: int | str | bool | None) -> Step:
    rulebook = shipped("small")
    facts = {**facts_of(rulebook, rulebook.cases[0]), **changes}
    return explain(rulebook, facts, as_at).criteria[criterion].met


@pytest.mark.parametrize(
    ("criterion", "changes", "gap", "unit", "fact"),
    [
        ("P1", {"meetings": 9}, 3, "次", "meetings"),
        ("P2", {"vacant_days": 31}, 1, "天", "vacant_days"),
        ("I1", {"bound_households": 28}, 2, "户", "bound_households"),
        ("I1", {"households": 101}, 1, "户", "bound_households"),
        ("I2", {"income": 3_200_000}, 1_800_000, "分", "income"),
        ("S1", {"fires": 2}, 2, "起", "fires"),
        ("P2", {"vacant_days": 30}, None, "天", "vacant_days"),
        ("P2", {"vacant_days": None}, None, "天", "vacant_days"),
    ],
)
def test_a_gap_is_what_is_missing_in_the_facts_own_unit(
    criterion: str, changes: dict[str, int], gap: int | None, unit: str, fact: str
) -> None:
    step = met(criterion, **changes)

    assert (step.gap, step.unit, step.fact) == (gap, unit, fact)


def test_a_condition_is_explained_from_its_leaves() -> None:
    step = met("I1", bound_households=28)

    assert step.left == Step("*", 2800, Step("fact", 28, unit="户", fact="bound_households"), Step("number", 100))
    assert (step.op, step.value) == (">=", False)


def test_a_pending_count_says_what_it_should_be_by_now() -> None:
    rulebook = shipped("small")
    facts = {**facts_of(rulebook, rulebook.cases[0]), "meetings": 5}

    why = explain(rulebook, facts, date(2023, 6, 30)).criteria["P1"]

    assert (why.verdict, why.on_pace, why.due) == (Verdict.PENDING, True, 5)


def test_a_star_names_what_is_missing_open_and_presupposed() -> None:
    rulebook = shipped("small")
    facts = {**facts_of(rulebook, rulebook.cases[0]), "vacant_days": 31, "income": None}

    stars = explain(rulebook, facts, LAST_DAY).stars

    assert stars["party"] == WhyStar("party", Verdict.UNMET, ("P2",), (), (), ())
    assert stars["industry"] == WhyStar("industry", Verdict.UNMET, (), ("I2", "I3"), (), ("party",))
