"""Which post is meant by its title; of several alike by title and place: “区公安局帮建 青塘村”.

Refused
└── NoSuchPost      none, or several of that title
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fivestar.foundation.outcome import N_, Refused
from fivestar.responsibility.models import Post
from fivestar.responsibility.units import NoSuchUnit, Units

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fivestar.territory.models import Region


class NoSuchPost(Refused):
    """None, or several, of that title."""


def post_titled(district: Region, text: str) -> Post:
    standing = Post.objects.filter(district=district, valid_to__isnull=True)
    text = text.strip()
    found = standing.filter(title=text).select_related("village", "region").order_by("pk") or _there(
        standing, district, text
    )
    if len(found) == 1:
        return found[0]
    if not found:
        raise NoSuchPost(N_("没有叫“{title}”的岗位,请先设立"), title=text)
    unit = found[0].village or found[0].region
    raise NoSuchPost(
        N_("叫“{title}”的岗位有 {count} 个，请在后面空一格写地方，如“{title} {place}”"),
        title=found[0].title,
        count=len(found),
        place=unit.name if unit else district.name,
    )


def _there(standing: QuerySet[Post], district: Region, text: str) -> QuerySet[Post]:
    """The last word is the place."""
    title, _, place = text.rpartition(" ")
    try:
        unit = Units(district).find(place) if title else None
    except NoSuchUnit:
        unit = None
    if unit is None:
        return standing.none()
    return standing.filter(title=title.strip(), path=unit.path).select_related("village", "region").order_by("pk")
