"""What the preview says of each thing it found, in the reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from fivestar.foundation.outcome import N_, in_words
from fivestar.notices.preview import KIND_WORDS, MOST_TOLD, Place

_COLUMNS = {
    "title": N_("标题"),
    "basis": N_("依据"),
    "body": N_("正文"),
    "table": N_("表格"),
    "place": N_("贴在哪里"),
}


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One finding as the page draws it."""

    what: str
    where: str
    mask: str
    is_certain: bool


def place_lines(places: Sequence[Place]) -> list[PlaceLine]:
    """The first of them: a list of three hundred people is told by its beginning."""
    return [_line(one) for one in places[:MOST_TOLD]]


def _line(place: Place) -> PlaceLine:
    where = gettext(_COLUMNS[place.column])
    if place.where:
        where += gettext("，") + in_words(place.where, place.values)
    return PlaceLine(gettext(KIND_WORDS[place.kind]), where, place.mask, place.is_certain)
