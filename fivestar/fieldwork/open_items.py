"""Decisions of joint meetings and problems of visits, for the worklist and for whoever hands a post over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from fivestar.fieldwork.actions import hand_over_decisions, hand_over_problems
from fivestar.fieldwork.models import Decision, Problem
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.responsibility.open_items import Late, OpenItem, OpenItems, Over, late_rows

DECISIONS, PROBLEMS = "joint_decisions", "visit_problems"


def open_decisions(post_ids: Collection[int], _at: datetime) -> Sequence[OpenItem]:
    """Whoever asked for it waits since he asked; else the meeting, since it decided. One query."""
    rows = Decision.objects.filter(owner__in=post_ids, closed_at=None).select_related("meeting__district", "answers")
    return [
        OpenItem(
            kind=DECISIONS,
            subject_id=row.public_id,
            post_id=row.owner_id,
            title=row.text,
            due_on=row.due_on,
            url=reverse("joint_decision", args=[row.meeting.district.code, row.public_id]),
            blocks_others=True,
            waits=row.answers.office if row.answers else gettext("专班联席会"),
            since=legal_day(row.answers.asked_at if row.answers else row.decided_at),
            path=row.meeting.district.path,
        )
        for row in rows.order_by("due_on", "pk")
    ]


def open_problems(post_ids: Collection[int], _at: datetime) -> Sequence[OpenItem]:
    """The office that found it waits for its result; the village, where that office took it upon itself. One query."""
    rows = Problem.objects.filter(owner__in=post_ids, settled_at=None)
    rows = rows.select_related("visit__branch__village", "visit__post")
    return [
        OpenItem(
            kind=PROBLEMS,
            subject_id=row.public_id,
            post_id=row.owner_id,
            title=row.text,
            due_on=row.due_on,
            url=reverse("visit", args=[row.visit.branch.public_id, row.visit.public_id]),
            blocks_others=True,
            place=row.visit.branch.village.name,
            waits=row.visit.branch.village.name if row.visit.post_id == row.owner_id else row.visit.post.title,
            since=legal_day(row.noted_at),
            path=row.visit.branch.path,
        )
        for row in rows.order_by("due_on", "pk")
    ]


def late_decisions(overs: Sequence[Over], _at: datetime) -> Sequence[Late]:
    return late_rows(DECISIONS, Decision.objects.filter(closed_at=None), overs, path="meeting__district__path")


def late_problems(overs: Sequence[Over], _at: datetime) -> Sequence[Late]:
    return late_rows(PROBLEMS, Problem.objects.filter(settled_at=None), overs, path="visit__branch__path")


OPEN_ITEMS = (
    OpenItems(DECISIONS, N_("联席会决定"), open_decisions, late_decisions, hand_over_decisions),
    OpenItems(PROBLEMS, N_("调研蹲点发现的问题"), open_problems, late_problems, hand_over_problems),
)
