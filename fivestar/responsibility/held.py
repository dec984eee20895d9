"""Who holds which post of a district on a day, as values: for whoever must tell who stands above whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from fivestar.foundation.access import Duty
from fivestar.responsibility.models import Holding

if TYPE_CHECKING:
    from fivestar.territory.models import Region


@dataclass(frozen=True, slots=True)
class HeldPost:
    """`ref` and `name` of the person; the rest of the post. department: its key."""

    ref: str
    name: str
    duty: Duty
    path: str
    department: int | None
    public_id: str
    title: str


def held_in(district: Region, on: date) -> list[HeldPost]:
    """One query. SECURITY: for the program's own reckoning, asks for no right; names are not to be shown from here."""
    rows = (
        Holding.objects.filter(post__district=district, from_day__lte=on, post__valid_from__lte=on)
        .filter(Q(to_day__isnull=True) | Q(to_day__gte=on))
        .filter(Q(post__valid_to__isnull=True) | Q(post__valid_to__gte=on))
        .order_by("post__path", "post_id")
        .values_list(
            "person__ref",
            "person__name",
            "post__duty",
            "post__path",
            "post__department",
            "post__public_id",
            "post__title",
        )
    )
    return [
        HeldPost(ref, name, Duty(duty), path, department, public_id, title)
        for ref, name, duty, path, department, public_id, title in rows
    ]
