"""Which post is meant by its title.

Refused
└── NoSuchPost      none, or several of that title
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fivestar.foundation.outcome import N_, Refused
from fivestar.responsibility.models import Post

if TYPE_CHECKING:
    from fivestar.territory.models import Region


class NoSuchPost(Refused):
    """None, or several, of that title."""


def post_titled(district: Region, title: str) -> Post:
    found = list(Post.objects.filter(district=district, title=title.strip(), valid_to__isnull=True)[:2])
    if len(found) == 1:
        return found[0]
    if found:
        raise NoSuchPost(N_("叫“{title}”的岗位不止一个,请先把名称改得分得清"), title=title.strip())
    raise NoSuchPost(N_("没有叫“{title}”的岗位,请先设立"), title=title.strip())
