"""The lines of the front page: roles and districts, in words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext

from fivestar.demonstration.queries import role_cards, told_branch
from fivestar.foundation.access import Actor
from fivestar.foundation.outcome import N_
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


@dataclass(frozen=True, slots=True)
class NextPlace:
    """Where the work of a role begins, one step from the front page."""

    label: str
    url: str


def next_place(actor: Actor, roles: list[RoleLine]) -> NextPlace | None:
    """For whoever has entered as a role; nothing for the public."""
    role = next((role.id for role in roles if role.is_current), "")
    branch = told_branch() if actor.is_signed_in and role in _PLACES else None
    if branch is None:
        return None
    label, page = _PLACES[role]
    if page == "branch":
        return NextPlace(gettext(label), reverse("branch", args=[branch.public_id]))
    township = f"#t{branch.township.public_id}" if page == "township" else ""
    url_name = "wall" if page == "township" else page
    return NextPlace(gettext(label), reverse(url_name, args=[branch.district.code]) + township)


_PLACES = {
    "secretary": (N_("去本村档案"), "branch"),
    "clerk": (N_("看本镇各村"), "township"),
    "organiser": (N_("看全区作战图"), "wall"),
    "department": (N_("去录入"), "import"),
    "leader": (N_("看包的乡镇"), "township"),
    "manager": (N_("看本镇各村"), "township"),
    "judge": (N_("去现场观摩"), "tours"),
}


def district_lines() -> "QuerySet[Region]":
    """Districts, the fictitious one first; one query.

    Each with `branch_count`, those not outside the drive, or, as long as the category of some is not known and so
    nobody knows how many stand outside, with `village_count`, those of the register.
    """
    there = Q(district_branches__ended_on__isnull=True)
    counted = territory.districts().annotate(
        village_count=Count("district_branches", filter=there),
        inside=Count("district_branches", filter=there & ~Q(district_branches__category="outside")),
        undecided=Count("district_branches", filter=there & Q(district_branches__category="unknown")),
    )
    known = counted.annotate(branch_count=Case(When(undecided=0, then=F("inside")), default=0))
    return known.order_by("-is_fictitious", "code")
