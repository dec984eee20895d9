"""A post under another title. Duty, unit and whoever holds it stay; the old title stays to be read with the reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.privacy import refuse_personal
from fivestar.responsibility.models import Post

MOST_TITLE = 60
RENAMED = "responsibility.rename_post"


class UnableToRename(Refused):
    """No title, the same one, no reason, or the post has ended."""


@transaction.atomic
def rename_post(*, actor: Actor, post: Post, title: str, because: str, at: datetime) -> Post:
    """Other records name the post, not its title: what is open in it goes on under the new one."""
    locked = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    require(actor, "responsibility.rename_post", locked)
    title, because = title.strip(), because.strip()
    if locked.valid_to is not None:
        day = locked.valid_to.isoformat()
        raise UnableToRename(N_("岗位“{title}”已于 {day} 撤销"), title=locked.title, day=day)
    if not title or len(title) > MOST_TITLE:
        raise UnableToRename(N_("名称要写，不超过 {most} 字"), most=MOST_TITLE)
    if title == locked.title:
        raise UnableToRename(N_("名称没有变"))
    if not because:
        raise UnableToRename(N_("改名要写一句为什么"))
    refuse_personal(UnableToRename, title, because)
    changes = {"title": [locked.title, title], "because": because[:200]}
    locked.title = title
    locked.save(update_fields=["title"])
    audit.record(actor=actor, act=RENAMED, subject=locked, changes=changes, at=at)
    return locked
