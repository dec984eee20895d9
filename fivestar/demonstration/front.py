"""The lines of the front page: roles and districts, in words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext

from fivestar.demonstration.queries import role_cards
from fivestar.foundation.access import Actor
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Region


@dataclass(frozen=True, slots=True)
class RoleLine:
    id: str
    label: str
    who: str
    does: str
    is_current: bool


def role_lines(actor: Actor) -> list[RoleLine]:
    return [
        RoleLine(card.role.id, gettext(card.role.label), card.who, gettext(card.role.does), card.is_current)
        for card in role_cards(actor)
    ]


def district_lines() -> "QuerySet[Region]":
    """Districts, the fictitious one first, each with `branch_count` of those not outside the drive; one query."""
    there = Q(district_branches__ended_on__isnull=True) & ~Q(district_branches__category="outside")
    counted = territory.districts().annotate(branch_count=Count("district_branches", filter=there))
    return counted.order_by("-is_fictitious", "code")
