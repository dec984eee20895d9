"""The wall without what surrounds it: every branch of a district with its stars, in register order. Four queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fivestar.foundation.access import Actor, require
from fivestar.scorecards.shapes import StarMark
from fivestar.scorecards.standing import cards_on, marks_of, standings
from fivestar.standards import queries as standards
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Region


@dataclass(frozen=True, slots=True)
class PlainCell:
    """A branch. level: None where nothing is decided; stars: () where nothing was reckoned."""

    public_id: str
    name: str
    category: str
    level: int | None
    at_most: int | None
    stars: tuple[StarMark, ...]


@dataclass(frozen=True, slots=True)
class PlainBlock:
    """A township."""

    public_id: str
    name: str
    cells: tuple[PlainCell, ...]


def plain_wall(actor: Actor, district: Region, day: date) -> tuple[PlainBlock, ...]:
    """By confirmed facts as they stand on the district's `day`."""
    require(actor, "scorecards.read", district)
    in_force = {category: one.pk for (_, category), one in standards.editions_in_force([district.pk], day).items()}
    standing = standings(cards_on(day, is_past=False).filter(district=district))
    marks: dict[tuple[str, str], tuple[StarMark, ...]] = {}  # a few dozen different rows in all
    cells: dict[int, list[PlainCell]] = {}
    rows = territory.branches_of(district).values_list(
        "pk", "township_id", "public_id", "village__name", "category", named=False
    )
    for key, township, public_id, name, category in rows:
        one = standing.get(key)
        stars: tuple[StarMark, ...] = ()
        level = at_most = None
        if one is not None:
            said = (one.digest, one.stars)
            stars = marks.get(said) or marks.setdefault(said, marks_of(one.rulebook, one.stars))
            is_stale = one.is_over(day) or in_force.get(category) != one.edition
            is_open = one.level == 0 and not any(star.code in "01" for star in stars)
            if not is_stale and not is_open:
                level, at_most = one.level, one.at_most
        cells.setdefault(township, []).append(PlainCell(public_id, name, category, level, at_most, stars))
    return tuple(
        PlainBlock(township.public_id, township.name, tuple(cells.get(township.pk, ())))
        for township in territory.townships_of(district)
    )
