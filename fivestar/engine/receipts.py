"""A result that anyone can recompute: facts, verdicts, stars and level of one branch as canonical JSON.

No person's name is in it. Its digest is what the page shows; `verify_receipt` works it all out again from its facts.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import msgspec

from fivestar.engine import canon
from fivestar.engine.closures import rate
from fivestar.engine.facts import Value, base_name, value_problem
from fivestar.engine.rated import Rated
from fivestar.engine.rulebook import Rulebook
from fivestar.engine.withheld import Withheld, with_stated

FORMAT: Literal[1] = 1
_PATH = re.compile(r"`\$(?P<path>[^`]*)`")


class _Branch(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    code: str
    name: str


class _Edition(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    id: str
    digest: str


class _FactRow(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`observed_on` is a date; `period` is 2023, 2023-Q1, 2023-05 …, as the observation has it."""

    fact: str
    value: int | bool | str | None
    period: str | None = None
    basis: str | None = None
    source: str | None = None
    observed_on: str | None = None


class _Outcome(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    verdict: str
    on_pace: bool | None


class _Receipt(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    format: Literal[1]
    branch: _Branch
    edition: _Edition
    catalogue: str
    as_at: date
    basis: Literal["stated", "confirmed"]
    facts: list[_FactRow]
    outcomes: dict[str, _Outcome]
    stars: dict[str, str]
    level: int
    at_most: int
    withheld: Withheld | msgspec.UnsetType = msgspec.UNSET


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where a receipt is not what it should be."""

    path: str
    expected: Any
    found: Any


def receipt(
    rulebook: Rulebook,
    branch: Mapping[str, str],
    facts: Iterable[Mapping[str, Any]],
    as_at: date,
    basis: Literal["stated", "confirmed"],
    *,
    rated: Rated | None = None,
) -> dict[str, Any]:
    """The receipt of `branch` ({code, name}). Each fact is {fact, value, period, basis, source, observed_on}; those the
    rulebook does not ask for are left out.

    rated: what these facts carry that day, where the caller has rated them already.
    """
    wanted = set(rulebook.keys)
    rows = sorted((_row(fact) for fact in facts if fact["fact"] in wanted), key=lambda row: row.fact)
    if rated is None:
        values: dict[str, Value] = {row.fact: row.value for row in rows}
        rated = rate(rulebook, values, as_at)
    document: dict[str, Any] = msgspec.to_builtins(
        _Receipt(
            format=FORMAT,
            branch=_Branch(code=branch["code"], name=branch["name"]),
            edition=_Edition(id=rulebook.edition.id, digest=rulebook.digest),
            catalogue=rulebook.catalogue_digest,
            as_at=as_at,
            basis=basis,
            facts=rows,
            outcomes={
                name: _Outcome(str(outcome.verdict), outcome.on_pace) for name, outcome in rated.outcomes.items()
            },
            stars={star: str(verdict) for star, verdict in rated.stars.items()},
            level=rated.level,
            at_most=rated.at_most,
        )
    )
    return document


def receipt_digest(document: Mapping[str, Any]) -> str:
    """`sha256:…` over the canonical JSON of the whole receipt."""
    return canon.digest(dict(document))


def verify_receipt(document: Mapping[str, Any], rulebook: Rulebook, digest: str) -> Difference | None:
    """None when the receipt follows from its facts and has this digest; else the first difference.

    Where it withholds values, verdicts resting on them are taken as stated (`withheld.not_reckoned` names them).
    """
    try:
        shape = msgspec.convert(document, _Receipt)
    except msgspec.ValidationError as error:
        return _of_shape(document, str(error))
    faulty = _faulty_fact(shape, rulebook)
    if faulty:
        return faulty
    again = receipt(rulebook, document["branch"], document["facts"], shape.as_at, shape.basis)
    if shape.withheld is not msgspec.UNSET:
        again = with_stated(rulebook, again, document)
    difference = _first_difference(again, document, "")
    if difference:
        return difference
    try:
        found = receipt_digest(document)
    except ValueError as error:
        return Difference("", "RFC 8785", str(error))
    return None if found == digest else Difference("digest", digest, found)


def _row(fact: Mapping[str, Any]) -> _FactRow:
    observed_on = fact.get("observed_on")
    return _FactRow(
        fact=fact["fact"],
        value=fact["value"],
        period=fact.get("period"),
        basis=fact.get("basis"),
        source=fact.get("source"),
        observed_on=observed_on.isoformat() if isinstance(observed_on, date) else observed_on,
    )


def _of_shape(document: Mapping[str, Any], error: str) -> Difference:
    match = _PATH.search(error)
    path = match["path"].lstrip(".") if match else ""
    return Difference(path, error.partition(" - at ")[0], _at(document, path))


def _at(document: Any, path: str) -> Any:
    for key, index in re.findall(r"([A-Za-z_]+)|\[(\d+)\]", path):
        try:
            document = document[key] if key else document[int(index)]
        except (KeyError, IndexError, TypeError):
            return None
    return document


def _faulty_fact(shape: _Receipt, rulebook: Rulebook) -> Difference | None:
    seen: set[str] = set()
    hidden = frozenset() if shape.withheld is msgspec.UNSET else frozenset(shape.withheld.facts)
    for index, row in enumerate(shape.facts):
        if row.fact not in rulebook.keys or row.fact in seen:
            return Difference(f"facts[{index}].fact", "事实,每个一次", row.fact)
        seen.add(row.fact)
        problem = value_problem(rulebook.facts[base_name(row.fact)], row.value)
        if problem:
            return Difference(f"facts[{index}].value", problem[0].format(**problem[1]), row.value)
        if row.fact in hidden and row.value is not None:
            return Difference(f"facts[{index}].value", None, row.value)
    unnamed = hidden - seen
    return Difference("withheld.facts", "facts 里有的事实", sorted(unnamed)) if unnamed else None


def _first_difference(expected: Any, found: Any, path: str) -> Difference | None:
    if isinstance(expected, dict) and isinstance(found, dict):
        pairs = [(f"{path}.{key}".lstrip("."), expected.get(key), found.get(key)) for key in {**expected, **found}]
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = [
            (f"{path}[{index}]", one, other) for index, (one, other) in enumerate(zip(expected, found, strict=True))
        ]
    elif type(expected) is type(found) and expected == found:
        return None
    else:
        return Difference(path, expected, found)
    return next((found for pair in pairs if (found := _first_difference(pair[1], pair[2], pair[0]))), None)
