"""Whose open items are whose: reads for worklists and for whoever names an owner."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from fivestar.foundation.clock import legal_day
from fivestar.responsibility.decisions import is_held_from
from fivestar.responsibility.models import Holding, Post
from fivestar.responsibility.open_items import OpenItem, open_on

if TYPE_CHECKING:
    from fivestar.foundation.access import Actor


def posts_held_by(actor: Actor, on: date) -> list[Post]:
    """The posts an actor holds that day. One query."""
    if actor.person_id is None:
        return []
    held = Holding.objects.filter(person=actor.person_id, from_day__lte=on).filter(
        Q(to_day__isnull=True) | Q(to_day__gte=on)
    )
    posts = Post.objects.filter(pk__in=held.values("post"), valid_from__lte=on)
    return list(posts.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)).select_related("district", "department"))


def open_items_for(actor: Actor, at: datetime) -> list[OpenItem]:
    """Everything open in the actor's own posts, what is due first comes first."""
    return open_on([post.pk for post in posts_held_by(actor, legal_day(at))], at)


def post_by_public_id(public_id: str) -> Post | None:
    """Any post, for acts that ask themselves whether it may own something."""
    return Post.objects.filter(public_id=public_id).select_related("district", "department").first()


def spans_of(post_ids: Collection[int]) -> Mapping[int, list[tuple[date, date | None]]]:
    """Post → first and last day of each holding. One query."""
    found: dict[int, list[tuple[date, date | None]]] = {post_id: [] for post_id in post_ids}
    for post_id, first, last in Holding.objects.filter(post__in=post_ids).values_list("post", "from_day", "to_day"):
        found[post_id].append((first, last))
    return found


def may_own(post: Post, on: date) -> bool:
    """Whether somebody holds the post from that day on and it has no end."""
    return post.valid_to is None and is_held_from(on, spans_of([post.pk])[post.pk])
