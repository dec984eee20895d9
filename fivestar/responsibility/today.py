"""What is open in the actor's own posts, on 今日要办: the same register as a handover reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext

from fivestar.foundation.access import Actor
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item, TodaySource
from fivestar.responsibility.open_items import open_items, open_on
from fivestar.responsibility.owners import posts_held_by


def open_today(actor: Actor, at: datetime) -> Sequence[Item]:
    """Who holds several posts is told in which of them it is his."""
    posts = {post.pk: post for post in posts_held_by(actor, legal_day(at))}
    labels = {source.kind: source.label for source in open_items}
    return [
        Item(
            title=item.title,
            why=gettext("由“{post}”负责").format(post=posts[item.post_id].title) if len(posts) > 1 else "",
            url=item.url,
            blocks_others=item.blocks_others,
            due_on=item.due_on,
            place=item.place,
            waits=item.waits,
            since=item.since,
            room=gettext(labels[item.kind]),
            is_with_others=item.is_with_others,
        )
        for item in open_on(list(posts), at)
    ]


TODAY = (TodaySource("responsibility.open_items", N_("岗位上的事"), open_today),)
