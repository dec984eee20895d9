"""Naming an owner for something open.

Refused
└── UnableToOwn     nobody holds the post from that day on
"""

from datetime import date

from fivestar.foundation.outcome import N_, Refused
from fivestar.responsibility.models import Post
from fivestar.responsibility.owners import may_own


class UnableToOwn(Refused):
    """What is open would have no owner."""


def take_owner(post: Post, *, on: date) -> Post:
    """The post, locked so that nobody leaves it meanwhile; inside the caller's transaction.

    Whoever writes an owner into a record asks here first, so that nothing open is ever given to an empty post.
    """
    locked = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    if not may_own(locked, on):
        raise UnableToOwn(N_("“{title}”现在没有人,或者即将空缺,不能作责任岗位"), title=locked.title)
    return locked
