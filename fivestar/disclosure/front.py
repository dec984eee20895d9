"""The district's wall as everybody reads it: townships in register order, a star row for each, nothing ranked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from fivestar.foundation.access import ANYONE
from fivestar.foundation.outcome import N_
from fivestar.foundation.templatetags.page import level_words
from fivestar.scorecards import queries as scorecards
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from fivestar.scorecards.queries import PlainCell
    from fivestar.scorecards.shapes import StarMark
    from fivestar.territory.models import Region
    from fivestar.territory.queries import Found

MOST_HITS = 30
_STATES = {
    "met": N_("已获{stars}"),
    "unmet": N_("未获{stars}"),
    "unknown": N_("{stars}待核实"),
    "pending": N_("{stars}期内"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A branch on the front. words: its level; spoken: the row for the ear."""

    public_id: str
    name: str
    words: str
    marks: tuple[str, ...]
    spoken: str


@dataclass(frozen=True, slots=True)
class Town:
    """A township with its branches in register order."""

    public_id: str
    name: str
    places: tuple[Place, ...]

    @property
    def drawn(self) -> SafeString:
        """Drawn once for as long as it says the same: of a district's townships mostly one has changed."""
        return _drawn(self, get_language() or "")


@dataclass(frozen=True, slots=True)
class Front:
    """The district's front page."""

    towns: tuple[Town, ...]
    on: date


def front_page(district: Region, today: date) -> Front:
    blocks = scorecards.plain_wall(ANYONE, district, today)
    return Front(
        tuple(Town(block.public_id, block.name, tuple(_place(cell) for cell in block.cells)) for block in blocks), today
    )


@lru_cache(maxsize=4096)
def _drawn(town: Town, _language: str) -> SafeString:
    return mark_safe(render_to_string("disclosure/town.html", {"town": town}))  # noqa: S308 -- our own template, escaped


def hits(district: Region, text: str) -> list[Found]:
    return territory.search(ANYONE, text, district, limit=MOST_HITS)


def _place(cell: PlainCell) -> Place:
    if cell.category == "outside":
        return Place(cell.public_id, cell.name, gettext("不在创建范围"), (), "")
    if not cell.stars:
        return Place(cell.public_id, cell.name, gettext("还没有评星"), (), "")
    words = level_words(cell.level, cell.at_most)
    return Place(cell.public_id, cell.name, words, tuple(star.verdict for star in cell.stars), spoken(cell.stars))


def spoken(stars: Sequence[StarMark]) -> str:
    """“已获支部过硬、生态宜居；平安法治待核实”."""
    said = []
    for verdict, words in _STATES.items():
        names = [star.name.removesuffix("星") for star in stars if star.verdict == verdict]
        if names:
            said.append(gettext(words).format(stars=_listed(names)))
    return gettext("；").join(said)


def _listed(names: Iterable[str]) -> str:
    return gettext("、").join(names)
