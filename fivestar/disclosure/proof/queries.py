"""Names of the units the log speaks of by their codes."""

from collections.abc import Iterable
from typing import Any

from fivestar.territory import queries as territory


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
