"""What confirmed facts carry in a district on a day, pair by pair: the frame from which re-checks are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fivestar.engine.verdicts import CODE, Verdict
from fivestar.scorecards.models import Scorecard
from fivestar.scorecards.scoring import CHARACTER
from fivestar.standards import queries as standards

if TYPE_CHECKING:
    from fivestar.territory.models import Region

_MET = CODE[Verdict.MET]


@dataclass(frozen=True, slots=True)
class Carried:
    """A branch: which criteria it meets by confirmed facts, star by star, and whether it holds that star."""

    branch_id: int
    code: str
    category: str
    edition_id: int
    digest: str
    stars: tuple[tuple[str, bool, tuple[str, ...]], ...]


def carried_in(district: Region, on: date) -> list[Carried]:
    """Every branch with a standing answer that is not past its date that day, in register order; two queries."""
    cards = Scorecard.objects.filter(
        district=district, basis="C", is_current=True, branch__ended_on__isnull=True
    ).select_related("edition", "branch__village")
    return [
        Carried(
            branch_id=card.branch_id,
            code=card.branch.village.code,
            category=card.category,
            edition_id=card.edition_id,
            digest=card.edition.digest,
            stars=_stars(card),
        )
        for card in cards.defer("edition__document").order_by("branch__village__code")
        if card.next_change_at is None or card.next_change_at > on
    ]


def _stars(card: Scorecard) -> tuple[tuple[str, bool, tuple[str, ...]], ...]:
    rulebook = standards.rulebook_by_digest(card.edition.digest)
    codes = iter(bytes(card.outcomes))
    found = []
    for star, character in zip(rulebook.stars, card.stars, strict=True):
        met = tuple(criterion.id for criterion, code in zip(star.criteria, codes, strict=False) if code == _MET)
        found.append((star.id, character == CHARACTER[_MET], met))
    return tuple(found)
