"""Decisions of joint meetings, for the worklist and for whoever hands a post over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.urls import reverse

from fivestar.fieldwork.actions import hand_over_decisions
from fivestar.fieldwork.models import Decision
from fivestar.foundation.outcome import N_
from fivestar.responsibility.open_items import OpenItem, OpenItems

DECISIONS = "joint_decisions"


def open_decisions(post_ids: Collection[int], _at: datetime) -> Sequence[OpenItem]:
    """What answers somebody's request keeps him waiting. One query."""
    rows = Decision.objects.filter(owner__in=post_ids, closed_at=None).select_related("meeting__district")
    return [
        OpenItem(
            kind=DECISIONS,
            subject_id=row.public_id,
            post_id=row.owner_id,
            title=row.text,
            due_on=row.due_on,
            url=reverse("joint_decision", args=[row.meeting.district.code, row.public_id]),
            blocks_others=row.answers_id is not None,
        )
        for row in rows.order_by("due_on", "pk")
    ]


OPEN_ITEMS = (OpenItems(DECISIONS, N_("联席会决定"), open_decisions, hand_over_decisions),)
