"""Decisions of joint meetings and problems of visits, for the worklist and for whoever hands a post over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.urls import reverse

from fivestar.fieldwork.actions import hand_over_decisions, hand_over_problems
from fivestar.fieldwork.models import Decision, Problem
from fivestar.foundation.outcome import N_
from fivestar.responsibility.open_items import OpenItem, OpenItems

DECISIONS, PROBLEMS = "joint_decisions", "visit_problems"


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


def open_problems(post_ids: Collection[int], _at: datetime) -> Sequence[OpenItem]:
    """One query."""
    rows = Problem.objects.filter(owner__in=post_ids, settled_at=None).select_related("visit__branch__village")
    return [
        OpenItem(
            kind=PROBLEMS,
            subject_id=row.public_id,
            post_id=row.owner_id,
            title=row.text,
            due_on=row.due_on,
            url=reverse("visit", args=[row.visit.branch.public_id, row.visit.public_id]),
            place=row.visit.branch.village.name,
        )
        for row in rows.order_by("due_on", "pk")
    ]


OPEN_ITEMS = (
    OpenItems(DECISIONS, N_("联席会决定"), open_decisions, hand_over_decisions),
    OpenItems(PROBLEMS, N_("调研蹲点发现的问题"), open_problems, hand_over_problems),
)
