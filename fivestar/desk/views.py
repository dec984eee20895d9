"""The public front page of a district: where it stands, by which standards, and where to look further."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from fivestar.foundation.access import actor_of
from fivestar.foundation.outcome import N_
from fivestar.scorecards import queries as scorecards
from fivestar.standards import queries as standards
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from datetime import date

    from fivestar.standards.models import Edition
    from fivestar.territory.models import Region

SCHEME_WORDS = {"rural": N_("农村支部"), "urban": N_("城市社区支部")}


@dataclass(frozen=True, slots=True)
class StarLine:
    """One star of a scheme and how many tasks it has."""

    name: str
    tasks: int


@dataclass(frozen=True, slots=True)
class SchemeLine:
    """An edition in force in one sentence; `edition` is None when the district has put none in force."""

    category: str
    words: str
    edition: str | None
    is_draft: bool
    stars: tuple[StarLine, ...]

    @property
    def tasks(self) -> int:
        return sum(star.tasks for star in self.stars)


@require_safe
def district(request: HttpRequest, code: str) -> HttpResponse:
    region = territory.district_by_code(code)
    if region is None:
        raise Http404(gettext("没有代码为 {code} 的区县").format(code=code))
    today = territory.today_in(region)
    wall = scorecards.wall(actor_of(request), region)
    context = {"district": region, "today": today, "wall": wall, "schemes": schemes_of(region, today)}
    return render(request, "desk/district.html", context)


def schemes_of(region: Region, on: date) -> tuple[SchemeLine, ...]:
    editions = standards.editions_in_force([region.pk], on)
    return tuple(_scheme(category, editions.get((region.pk, category))) for category in standards.CATEGORY_ORDER)


def _scheme(category: str, edition: Edition | None) -> SchemeLine:
    words = gettext(SCHEME_WORDS[category])
    if edition is None:
        return SchemeLine(category, words, None, is_draft=False, stars=())
    stars = standards.rulebook_of(edition).stars
    return SchemeLine(
        category,
        words,
        edition.name,
        is_draft=edition.status == "draft",
        stars=tuple(StarLine(star.name.removesuffix("星"), len(star.criteria)) for star in stars),
    )
