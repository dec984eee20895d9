"""The frame of a district: met (branch, criterion) pairs by stratum, and reading it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from fivestar.foundation.draw import Frame, frame_of
from fivestar.rechecks.decisions.allocation import shares_of
from fivestar.rechecks.decisions.bound import Stratum
from fivestar.scorecards import queries as scorecards
from fivestar.standards import queries as standards

if TYPE_CHECKING:
    from fivestar.territory.models import Region

HELD, OPEN = "held", "open"


@dataclass(frozen=True, slots=True)
class StratumName:
    """`rural.party.held`: the category, the star, and whether the branches in it hold the star."""

    category: str
    star: str
    is_held: bool

    @classmethod
    def of(cls, text: str) -> StratumName:
        category, star, state = text.split(".")
        return cls(category, star, state == HELD)

    def __str__(self) -> str:
        return f"{self.category}.{self.star}.{HELD if self.is_held else OPEN}"


def frame_on(district: Region, on: date, take: int) -> Frame:
    """What confirmed facts carry as met that day, with `take` pairs in proportion to the strata."""
    items: dict[str, list[str]] = {}
    editions: dict[str, str] = {}
    for carried in scorecards.carried_in(district, on):
        editions[carried.category] = carried.digest
        for star, is_held, met in carried.stars:
            members = items.setdefault(str(StratumName(carried.category, star, is_held)), [])
            members.extend(f"{carried.code}.{criterion}" for criterion in met)
    items = {name: members for name, members in items.items() if members}
    return frame_of(
        district=district.code,
        as_at=on.isoformat(),
        editions=dict(sorted(editions.items())),
        items=items,
        take=shares_of({name: len(members) for name, members in items.items()}, take),
    )


def read_frame(document: Mapping[str, Any]) -> Frame:
    return msgspec.convert(document, Frame)


def held_stars(frame: Frame) -> int:
    """How many stars the branches of the frame hold."""
    return sum(
        len({item.partition(".")[0] for item in stratum.items})
        for stratum in frame.strata
        if StratumName.of(stratum.id).is_held
    )


def strata_of_verdicts(frame: Frame) -> list[Stratum]:
    return [Stratum(stratum.count) for stratum in frame.strata]


def strata_of_stars(frame: Frame) -> list[Stratum]:
    """A wrong pair of a held star costs that star and those that presuppose it; of one not held, nothing."""
    return [Stratum(stratum.count, _stars_lost(StratumName.of(stratum.id), frame.editions)) for stratum in frame.strata]


def _stars_lost(name: StratumName, editions: Mapping[str, str]) -> int:
    if not name.is_held:
        return 0
    stars = standards.rulebook_by_digest(editions[name.category]).stars
    lost = {name.star}
    for _ in stars:
        lost |= {star.id for star in stars if lost & set(star.requires)}
    return len(lost)
