"""Whether what facts carry is still what it was: for whoever keeps a picture of it beside the scorecards.

A digest covers every figure of a scorecard and where it came from; `computed_at` moves whenever it was reckoned again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery

from fivestar.scorecards.models import Scorecard

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region


def stamp_of(row: Branch | Region) -> tuple[object, ...]:
    """Of a row that was read with its stamp."""
    return tuple(getattr(row, name, None) for name in ("stamp_digest", "stamp_last", "stamp_at", "stamp_count"))


def branches_with_stamp(branches: QuerySet[Branch]) -> QuerySet[Branch]:
    """With `stamp_digest` and `stamp_at` of the confirmed scorecard; None where there is none. No query of its own."""
    card = Scorecard.objects.filter(branch=OuterRef("pk"), basis="C", is_current=True)
    return branches.annotate(
        stamp_digest=Subquery(card.values("digest")[:1]), stamp_at=Subquery(card.values("computed_at")[:1])
    )


def regions_with_stamp(districts: QuerySet[Region]) -> QuerySet[Region]:
    """With `stamp_last`, `stamp_at` and `stamp_count` of the confirmed scorecards of a district."""
    cards = Scorecard.objects.filter(district=OuterRef("pk"), basis="C", is_current=True).order_by().values("district")
    return districts.annotate(
        stamp_last=Subquery(cards.annotate(one=Max("pk")).values("one")),
        stamp_at=Subquery(cards.annotate(one=Max("computed_at")).values("one")),
        stamp_count=Subquery(cards.annotate(one=Count("pk")).values("one")),
    )
