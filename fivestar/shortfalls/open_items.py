"""Shortfalls somebody has taken up, for the worklist and for whoever hands a post over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from fivestar.foundation.outcome import N_
from fivestar.responsibility.open_items import Late, OpenItem, OpenItems, Over, late_rows
from fivestar.shortfalls.actions import hand_over
from fivestar.shortfalls.models import Shortfall
from fivestar.shortfalls.queries import LATE, STANDING
from fivestar.shortfalls.words import task_name

KIND = "shortfalls"


def open_shortfalls(post_ids: Collection[int], _at: datetime) -> Sequence[OpenItem]:
    """Open ones, and those that wait to be struck off: one that falls back needs its owner again. One query."""
    rows = (
        Shortfall.objects.filter(STANDING, owner__in=post_ids)
        .select_related("branch__village", "edition")
        .defer("edition__document")
        .order_by("due_on", "pk")
    )
    return [
        OpenItem(
            kind=KIND,
            subject_id=row.public_id,
            post_id=row.owner_id or 0,
            title=_title(row),
            due_on=row.due_on if row.is_open else None,
            url=reverse("shortfall", args=[row.branch.public_id, row.public_id]),
            place=row.branch.village.name,
            is_with_others=not row.is_open,
            path=row.branch.path,
        )
        for row in rows
    ]


def _title(row: Shortfall) -> str:
    if row.is_open:
        return gettext("整改：{task}").format(task=task_name(row))
    return gettext("等他人销号：{task}").format(task=task_name(row))


def late_shortfalls(overs: Sequence[Over], _at: datetime) -> Sequence[Late]:
    return late_rows(KIND, Shortfall.objects.filter(LATE), overs, path="branch__path")


OPEN_ITEMS = (OpenItems(KIND, N_("短板整改"), open_shortfalls, late_shortfalls, hand_over),)
