"""Names of the units the log speaks of by their codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from fivestar.territory import queries as territory

_DISTRICT = 6
"""Digits of a district's code (GB/T 2260)."""


def names_of_units() -> dict[str, Any]:
    """{"units": {code: [name, is invented]}}: districts, townships, and the villages of branches. Two queries each."""
    found: dict[str, list[object]] = {}
    for district in territory.districts():
        found[district.code] = [district.name, district.is_fictitious]
        for township in territory.townships_of(district):
            found[township.code] = [township.name, township.is_fictitious]
        for branch in territory.branches_of(district):
            name = f"{branch.township.name} {branch.village.name}"
            found[branch.village.code] = [name, district.is_fictitious]
    return {"format": 1, "units": found}


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Of these alone; a code nobody knows is its own name."""
    wanted = set(codes)
    known = {code: str(name) for code, (name, _) in names_of_units()["units"].items() if code in wanted}
    return {code: known.get(code, code) for code in wanted}


@dataclass(frozen=True, slots=True)
class UnitTold:
    """A unit as one list names several districts' units. district: "" when it is one itself, or nobody knows it."""

    name: str
    district: str
    is_fictitious: bool


def units_told(codes: Iterable[str]) -> dict[str, UnitTold]:
    """Of these alone, with the district each lies in; codes of units begin with their district's."""
    wanted = set(codes)
    known = {code: told for code, told in names_of_units()["units"].items() if code in wanted or len(code) == _DISTRICT}
    return {code: _told(code, known) for code in wanted}


def _told(code: str, known: dict[str, Any]) -> UnitTold:
    name, is_fictitious = known.get(code, (code, False))
    district, _ = known.get(code[:_DISTRICT], ("", False)) if len(code) > _DISTRICT else ("", False)
    return UnitTold(str(name), str(district), bool(is_fictitious))
