"""Where a post stands, as somebody writes it: a district, a township, a village.

Refused
└── NoSuchUnit      nothing or more than one thing of that name
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fivestar.foundation.outcome import N_, Refused
from fivestar.territory import queries as territory
from fivestar.territory.names import short_name

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region, Village


class NoSuchUnit(Refused):
    """Nothing, or more than one thing, of that name."""


def unit_in(district: Region, text: str) -> Region | Village:
    """By code or by name; empty is the district itself."""
    return Units(district).find(text)


class Units:
    """All places of one district by what they are called, read once for a whole file."""

    def __init__(self, district: Region) -> None:
        self._district = district
        self._branches: dict[str, Branch] = {}
        self._named: dict[str, list[Region | Village]] = {}
        for region in (district, *territory.townships_of(district)):
            self._keep(region, region.code, region.name, region.short_name)
        for branch in territory.branches_of(district):
            village = branch.village
            self._branches[village.path] = branch
            said = short_name(village.name)
            there = [f"{township}{name}" for township in ("", branch.township.name) for name in (village.name, said)]
            self._keep(village, village.code, *there, branch.name)

    def branch(self, text: str) -> Branch:
        """The branch of a village, as somebody writes the village."""
        unit = self.find(text)
        branch = self._branches.get(unit.path)
        if branch is None:
            raise NoSuchUnit(N_("“{name}”不是村（社区）"), name=text)
        return branch

    def _keep(self, unit: Region | Village, *names: str) -> None:
        for name in dict.fromkeys(names):
            self._named.setdefault(name, []).append(unit)

    def find(self, text: str) -> Region | Village:
        text = "".join(text.split())
        if not text:
            return self._district
        found = self._named.get(text, [])
        if not found:
            raise NoSuchUnit(N_("本区没有叫“{name}”的乡镇（街道）或村（社区）"), name=text)
        if len(found) > 1:
            raise NoSuchUnit(N_("叫“{name}”的有 {count} 个，请写代码或在前面加乡镇名"), name=text, count=len(found))
        return found[0]
