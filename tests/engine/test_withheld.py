"""A receipt with withheld values holds for all that can be reckoned, and hangs on the whole one."""

import copy
import secrets
from typing import Any

import pytest

from fivestar.engine import Difference, belongs, not_reckoned, receipt_digest, verify_receipt, withhold
from tests.engine.shipped import shipped
from tests.engine.test_receipts import DOCUMENT

KEY = secrets.token_hex(32)
HIDDEN = ("bound_households",)


def public() -> dict[str, Any]:
    return copy.deepcopy(withhold(DOCUMENT, HIDDEN, key=KEY))


def resting() -> tuple[str, ...]:
    return not_reckoned(shipped("small"), HIDDEN)


def verified(document: dict[str, Any]) -> Difference | None:
    return verify_receipt(document, shipped("small"), receipt_digest(document))


def test_the_value_is_gone_its_place_and_reason_are_named_and_all_else_stands() -> None:
    told = public()

    (row,) = [one for one in told["facts"] if one["value"] is None]
    assert row["fact"] == "bound_households"
    assert (told["withheld"]["because"], told["withheld"]["facts"]) == ("small_counts", ["bound_households"])
    assert {**told, "facts": DOCUMENT["facts"], "withheld": None} == {**DOCUMENT, "withheld": None}
    assert verified(told) is None


def test_a_verdict_that_rests_on_no_withheld_value_is_reckoned() -> None:
    other = public()
    name = next(one for one in other["outcomes"] if one not in resting() and other["outcomes"][one]["verdict"] == "met")
    other["outcomes"][name]["verdict"] = "unmet"

    assert verified(other) == Difference(f"outcomes.{name}.verdict", "met", "unmet")


def test_a_star_is_reckoned_from_the_verdicts_also_from_those_taken_as_stated() -> None:
    other = copy.deepcopy(withhold(DOCUMENT, ["vacant_days"], key=KEY))
    other["outcomes"]["P2"]["verdict"] = "unmet"

    assert not_reckoned(shipped("small"), ["vacant_days"]) == ("P2", "S3")
    assert verified(other) == Difference("stars.party", "unmet", "met")


@pytest.mark.parametrize(("field", "value"), [("level", 2), ("at_most", 5), ("stars", {})])
def test_a_level_or_star_that_does_not_follow_is_found(field: str, value: object) -> None:
    other = {**public(), field: value}

    assert verified(other) is not None


def test_a_value_that_is_there_though_said_to_be_withheld_is_found_and_one_that_was_never_there() -> None:
    there, never = copy.deepcopy(public()), copy.deepcopy(public())
    next(one for one in there["facts"] if one["fact"] == "bound_households")["value"] = 30
    never["withheld"]["facts"] = ["bound_households", "no_such_fact"]

    assert [bool(verified(one)) for one in (there, never)] == [True, True]


def test_an_outcome_nobody_knows_is_found_where_it_is_taken_as_stated() -> None:
    other = public()
    other["outcomes"][resting()[0]] = {"verdict": "perhaps", "on_pace": None}

    assert verified(other) is not None


def test_whoever_has_the_whole_one_and_the_key_sees_that_the_public_one_comes_from_it() -> None:
    forged = copy.deepcopy(DOCUMENT)
    next(one for one in forged["facts"] if one["fact"] == "bound_households")["value"] = 31

    assert belongs(public(), DOCUMENT, key=KEY)
    assert not belongs(public(), forged, key=KEY)
    assert not belongs(public(), DOCUMENT, key=KEY[:-1])
    assert not belongs(DOCUMENT, DOCUMENT, key=KEY)


def test_trying_every_small_number_does_not_find_the_withheld_one() -> None:
    told = public()
    row = next(number for number, one in enumerate(DOCUMENT["facts"]) if one["fact"] == "bound_households")
    tried = set()
    for value in range(101):
        guess = copy.deepcopy(DOCUMENT)
        guess["facts"][row]["value"] = value
        tried |= {receipt_digest(guess), withhold(guess, HIDDEN, key="")["withheld"]["whole"]}

    assert receipt_digest(DOCUMENT) in tried
    assert told["withheld"]["whole"] not in tried
    assert not any(one in str(told) for one in tried)
