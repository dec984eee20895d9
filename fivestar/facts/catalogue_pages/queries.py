"""How far the facts of a district are known: counts of branches, never a branch's value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q, QuerySet

from fivestar.facts.models import Basis, Observation
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Region

PERIODS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Known:
    """For how many branches a fact is there at all, and its newest day."""

    branches: int
    newest: date


@dataclass(frozen=True, slots=True)
class KnownPeriod:
    """One period of one fact: branches with any value, those with a confirmed one, the newest day."""

    period: str
    branches: int
    confirmed: int
    newest: date


def known_facts(district: Region) -> dict[str, Known]:
    """Slug → how far it is known in the district; one query, public."""
    rows = _standing(district).values("fact__slug").order_by()
    return {
        row["fact__slug"]: Known(row["branches"], row["newest"])
        for row in rows.annotate(branches=Count("branch", distinct=True), newest=Max("observed_on"))
    }


def known_periods(district: Region, slug: str) -> list[KnownPeriod]:
    """The newest periods of one fact, the latest first; one query, public."""
    rows = _standing(district).filter(fact__slug=slug).values("period")
    counted = rows.annotate(
        branches=Count("branch", distinct=True),
        confirmed=Count("branch", distinct=True, filter=Q(basis=Basis.CONFIRMED)),
        newest=Max("observed_on"),
    )
    return [
        KnownPeriod(row["period"], row["branches"], row["confirmed"], row["newest"])
        for row in counted.order_by("-period")[:PERIODS_SHOWN]
    ]


def branches_in(district: Region, categories: Iterable[str]) -> int:
    """How many branches of these categories there are: for so many a fact of theirs should be known."""
    return territory.branches_of(district).filter(category__in=list(categories)).count()


def _standing(district: Region) -> QuerySet[Observation]:
    return Observation.objects.filter(
        branch__district=district, branch__ended_on__isnull=True, superseded_at__isnull=True
    )
