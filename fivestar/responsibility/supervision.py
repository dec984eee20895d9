"""Who sits in a village's supervision committee (村务监督委员会, in a community 居务监督委员会).

Each seat is a post of its own over the village. No post of the branch grants one, changes one or sees who sits there
(`access.py`): the villagers elect, the township enters.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from fivestar.foundation.access import Duty
from fivestar.responsibility.models import Holding, Post


@dataclass(frozen=True, slots=True)
class Member:
    """A seat and who has it that day. SECURITY: the name is for the township, never for the village or the public."""

    post_id: int
    post_public_id: str
    title: str
    path: str
    person_ref: str
    name: str
    from_day: date


def members_on(paths: Collection[str], day: date) -> dict[str, list[Member]]:
    """Path of the village → who sits in its committee that day, in the order the seats were made. One query."""
    held = (
        Holding.objects.filter(post__duty=Duty.SUPERVISE.value, post__path__in=set(paths), from_day__lte=day)
        .filter(Q(to_day__isnull=True) | Q(to_day__gte=day))
        .filter(Q(post__valid_to__isnull=True) | Q(post__valid_to__gte=day), post__valid_from__lte=day)
        .select_related("post", "person")
        .order_by("post_id")
    )
    found: dict[str, list[Member]] = {path: [] for path in paths}
    for one in held:
        post = one.post
        found[post.path].append(
            Member(post.pk, post.public_id, post.title, post.path, one.person.ref, one.person.name, one.from_day)
        )
    return found


def seat_by_public_id(public_id: str) -> Post | None:
    posts = Post.objects.filter(public_id=public_id, duty=Duty.SUPERVISE.value)
    return posts.select_related("village__district", "district").first()
