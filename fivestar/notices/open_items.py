"""Objections that a branch's secretary has to answer: they belong to the post, whoever follows in it has them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from fivestar.foundation.access import Duty
from fivestar.foundation.outcome import N_
from fivestar.notices import checking
from fivestar.notices.models import Notice
from fivestar.responsibility.open_items import Late, OpenItem, OpenItems, Over
from fivestar.responsibility.queries import Post

KIND = "notices.objection"


def open_objections(post_ids: Collection[int], _at: datetime) -> Sequence[OpenItem]:
    """Two queries. One that was answered waits for the committee, and the secretary has nothing to do."""
    rows = Post.objects.filter(pk__in=post_ids, duty=Duty.OWN.value).order_by("pk").values_list("path", "pk")
    posts = dict(rows)
    if not posts:
        return []
    found = checking.open_objections(Notice.objects.filter(branch__path__in=list(posts)))
    return [
        OpenItem(
            kind=KIND,
            subject_id=one.public_id,
            post_id=posts[one.notice.branch.path],
            title=gettext("答复监督委员会的异议：“{title}”").format(title=one.notice.title),
            due_on=None,
            url=f"{reverse('notice', args=[one.notice.public_id])}#o-{one.public_id}",
            blocks_others=True,
            place=one.notice.branch.village.name,
            waits=gettext("监督委员会"),
            since=one.said_on,
            is_with_others=bool(one.answer),
            path=one.notice.branch.path,
        )
        for one in found
    ]


def late_objections(_overs: Sequence[Over], _at: datetime) -> Sequence[Late]:
    """None: an objection is to be answered, but no rule names a day."""
    return []


OPEN_ITEMS = (OpenItems(KIND, N_("公示的异议"), open_objections, late_objections, None),)
