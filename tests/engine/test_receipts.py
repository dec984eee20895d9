"""A receipt can be recomputed, and every field changed once is found."""

import copy
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from fivestar.engine import Difference, from_document, receipt, receipt_digest, to_document, verify_receipt
from fivestar.engine.cases import facts_of
from tests.engine.shipped import shipped

BRANCH = {"code": "990001001001", "name": "演示村党支部"}


def small_receipt() -> dict[str, Any]:
    rulebook = shipped("small")
    facts = [
        {
            "fact": key,
            "value": value,
            "period": "2023",
            "basis": "confirmed",
            "source": "测试",
            "observed_on": date(2023, 9, 1),
        }
        for key, value in facts_of(rulebook, rulebook.cases[0]).items()
    ]
    return receipt(rulebook, BRANCH, facts, date(2023, 6, 30), "confirmed")


def fields(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value that is no container."""
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, part in items:
            yield from fields(part, (*path, key))
    else:
        yield path


def changed(document: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    other = copy.deepcopy(document)
    target: Any = other
    for key in path[:-1]:
        target = target[key]
    old = target[path[-1]]
    if isinstance(old, bool) or old is None:
        target[path[-1]] = not old
    elif isinstance(old, int):
        target[path[-1]] = old + 1
    else:
        target[path[-1]] = "2023-07-01" if path == ("as_at",) else old + "x"
    return other


DOCUMENT = small_receipt()


def test_a_receipt_verifies_against_its_own_digest() -> None:
    assert verify_receipt(DOCUMENT, shipped("small"), receipt_digest(DOCUMENT)) is None
    assert small_receipt() == DOCUMENT


@pytest.mark.parametrize("path", list(fields(DOCUMENT)), ids=str)
def test_every_field_changed_once_is_found(path: tuple[Any, ...]) -> None:
    other = changed(DOCUMENT, path)

    assert other != DOCUMENT
    assert verify_receipt(other, shipped("small"), receipt_digest(DOCUMENT)) is not None


@pytest.mark.parametrize("key", list(DOCUMENT))
def test_a_missing_field_is_found(key: str) -> None:
    other = {name: value for name, value in DOCUMENT.items() if name != key}

    assert verify_receipt(other, shipped("small"), receipt_digest(DOCUMENT)) is not None


def test_a_changed_verdict_is_named_with_what_it_should_be() -> None:
    other = copy.deepcopy(DOCUMENT)
    other["outcomes"]["P2"]["verdict"] = "unmet"

    assert verify_receipt(other, shipped("small"), receipt_digest(other)) == Difference(
        "outcomes.P2.verdict", "met", "unmet"
    )


def test_a_changed_fact_is_named_by_the_verdict_that_no_longer_follows() -> None:
    other = copy.deepcopy(DOCUMENT)
    row = next(fact for fact in other["facts"] if fact["fact"] == "vacant_days")
    row["value"] = 31

    found = verify_receipt(other, shipped("small"), receipt_digest(other))

    assert found == Difference("outcomes.P2.verdict", "unmet", "met")


def test_another_name_follows_from_the_facts_and_is_found_by_the_digest() -> None:
    other = {**DOCUMENT, "branch": {**BRANCH, "name": "别村"}}

    assert verify_receipt(other, shipped("small"), receipt_digest(DOCUMENT)) == Difference(
        "digest", receipt_digest(DOCUMENT), receipt_digest(other)
    )


def test_another_edition_is_named_by_its_digest() -> None:
    other = shipped("small").with_changes(veto_on=["P4"])

    found = verify_receipt(DOCUMENT, other, receipt_digest(DOCUMENT))

    assert found == Difference("edition.digest", other.digest, shipped("small").digest)


@pytest.mark.parametrize("name", ["small", "rural-2023", "urban-2023"])
def test_a_stored_rulebook_comes_back_with_the_same_digest(name: str) -> None:
    rulebook = shipped(name)

    again = from_document(to_document(rulebook))

    assert (again.digest, again.cases, again.keys) == (rulebook.digest, rulebook.cases, rulebook.keys)
