"""Scorecards as rows to draw from: narrow reads of what stands, or stood, on a day, and how its codes are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from fivestar.engine import Rulebook
from fivestar.scorecards.models import Scorecard, Target
from fivestar.scorecards.shapes import Share, StarMark
from fivestar.standards import queries as standards

if TYPE_CHECKING:
    from fivestar.standards.models import Edition


@dataclass(frozen=True, slots=True)
class Standing:
    """A branch's answer on a day, by confirmed facts."""

    branch: int
    level: int
    at_most: int
    stars: str
    outcomes: bytes
    unmet: int
    unknown: int
    pending: int
    met: int
    since: date
    next_change_at: date | None
    edition: int
    digest: str  # of the edition

    @property
    def rulebook(self) -> Rulebook:
        return standards.rulebook_by_digest(self.digest)

    def is_over(self, today: date) -> bool:
        """Is the answer past its date and not yet reckoned again?"""
        return self.next_change_at is not None and self.next_change_at <= today

    @property
    def marks(self) -> tuple[StarMark, ...]:
        return marks_of(self.rulebook, self.stars)

    def star(self, star_id: str) -> str | None:
        """The code of a star, None when the edition has no such star."""
        for star, code in zip(self.rulebook.stars, self.stars, strict=True):
            if star.id == star_id:
                return code
        return None


def cards_on(day: date, *, is_past: bool, basis: str = "C") -> QuerySet[Scorecard]:
    """The scorecards that stand today or, of the past, stood on `day`."""
    cards = Scorecard.objects.filter(basis=basis)
    if not is_past:
        return cards.filter(is_current=True)
    return cards.filter(since__lte=day).filter(Q(until__isnull=True) | Q(until__gt=day))


def standings(cards: QuerySet[Scorecard]) -> dict[int, Standing]:
    """Branch → standing. One query."""
    rows = cards.values_list(
        *("branch", "level", "at_most", "stars", "outcomes", "unmet", "unknown", "pending", "met", "since"),
        *("next_change_at", "edition", "edition__digest"),
    )
    return {row[0]: Standing(*row) for row in rows}


def targets_under(editions: Iterable[Edition]) -> QuerySet[Target]:
    """Targets set for the year and category of these editions: one outlives the edition it was set under."""
    years = {(edition.category, edition.year) for edition in editions}
    either = Q(pk__in=())
    for category, year in sorted(years):
        either |= Q(edition__category=category, edition__year=year)
    return Target.objects.filter(either, is_current=True)


def marks_of(rulebook: Rulebook, codes: str) -> tuple[StarMark, ...]:
    return tuple(
        StarMark(star.id, star.short, star.name, code) for star, code in zip(rulebook.stars, codes, strict=True)
    )


def names_of(rulebook: Rulebook, star_ids: Iterable[str]) -> tuple[str, ...]:
    """Names of stars, in the edition's order."""
    wanted = set(star_ids)
    return tuple(star.name for star in rulebook.stars if star.id in wanted)


def held(rulebook: Rulebook, codes: str) -> set[str]:
    return {star.id for star, code in zip(rulebook.stars, codes, strict=True) if code == "1"}


def level_counts(
    counted: Mapping[int, int], targets: Mapping[int, int], *, most: int = 5
) -> Iterable[tuple[int, int, int | None]]:
    """(level, branches, how many aim at it) from the highest level down."""
    return ((level, counted.get(level, 0), targets.get(level) or None) for level in range(most, -1, -1))


def share_of(standing: Iterable[Standing]) -> Share:
    """How many of the criteria that apply have an answer."""
    known = total = 0
    for one in standing:
        known += one.met + one.unmet + one.pending
        total += one.met + one.unmet + one.pending + one.unknown
    return Share(known, total)
