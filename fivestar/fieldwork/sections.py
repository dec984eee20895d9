"""What joint meetings gave a task force or work group to do, on the body's page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from fivestar.fieldwork.models import Decision
from fivestar.foundation.access import Actor, visible
from fivestar.responsibility.bodies import Section, SectionLine

if TYPE_CHECKING:
    from fivestar.responsibility.models import Department


def decisions_of(actor: Actor, body: Department, _at: datetime) -> Sequence[Section]:
    """Open ones of the body's own posts, for the leading group all of the district. One query."""
    if not actor.posts:
        return ()
    whose = Q(meeting__district=body.district_id) if body.kind == "leading" else Q(owner__department=body)
    rows = visible(actor, "fieldwork.read_decision", Decision.objects.filter(whose, closed_at=None))
    lines = [
        SectionLine(
            gettext("{text}（{day} 前）").format(text=row.text, day=row.due_on.isoformat()),
            reverse("joint_decision", args=[row.meeting.district.code, row.public_id]),
        )
        for row in rows.select_related("meeting__district").order_by("due_on", "pk")
    ]
    return (Section(gettext("联席会决定"), lines, gettext("没有还没办完的联席会决定。")),)
