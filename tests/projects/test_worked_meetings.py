"""Lawful and unlawful meetings worked by hand, one sentence each."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from fivestar.projects.decisions import Held, Past, Votes, faults, judge
from fivestar.standards.law.shipped import shipped_rules
from fivestar.standards.law.values import Rule

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))
USUAL = Held(
    step="propose",
    body="committee",
    held_on=date(2023, 6, 20),
    due=5,
    present=5,
    votes=Votes(5, 0, 0),
    by_paper=False,
    witnesses=("王一", "李二"),
    notified_on=date(2023, 6, 1),
)
AFTER = {
    "consult": (Past(("propose", "consult"), date(2023, 5, 1), "carried"),),
    "deliberate": (Past(("propose", "consult", "deliberate"), date(2023, 5, 1), "carried"),),
}


def rules_of(category: str, on: date) -> dict[str, Rule]:
    return {rule.name: rule for rule in shipped_rules() if rule.category == category and rule.holds_on(on)}


def meeting_of(told: dict[str, Any]) -> Held:
    told = dict(told)
    votes = Votes(*told.pop("votes"))
    witnesses = tuple(told.pop("witnesses", USUAL.witnesses))
    return replace(USUAL, **told, votes=votes, witnesses=witnesses)


def past_of(case: dict[str, Any]) -> tuple[Past, ...]:
    if "after" in case:
        return AFTER[case["after"]]
    return tuple(Past(tuple(one["steps"]), one["held_on"], one["outcome"]) for one in case.get("past", ()))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_meeting_worked_by_hand(case: dict[str, Any]) -> None:
    held, past = meeting_of(case["meeting"]), past_of(case)
    rules = rules_of(case.get("category", "village"), held.held_on)
    today, before = case.get("today", date(2023, 9, 15)), case.get("due_before", 0)
    wrong = faults(held, rules, past, today, due_before=before)

    if "refused" in case:
        assert [finding.message_id for finding in wrong] == [case["refused"]]
    else:
        assert wrong == ()
        assert judge(held, rules, past).outcome == case["expect"]


def test_there_are_at_least_forty_and_each_says_something_else() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) >= 40
