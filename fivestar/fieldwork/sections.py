"""Joint meetings on the page of a body: the next one, those it was at, and what they gave it to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext

from fivestar.fieldwork.models import Attendance, Decision
from fivestar.fieldwork.queries import meetings_in
from fivestar.foundation.access import Actor, visible
from fivestar.foundation.clock import legal_day
from fivestar.responsibility.bodies import Section, SectionLine

if TYPE_CHECKING:
    from fivestar.fieldwork.models import JointMeeting
    from fivestar.responsibility.models import Department

MEETINGS_SHOWN = 3


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


def joint_meetings_of(actor: Actor, body: Department, at: datetime) -> Sequence[Section]:
    """The next joint meeting, if one is called, and the last ones held; for a task force whether it was there. Two
    queries.
    """
    if body.kind not in ("leading", "taskforce") or not actor.posts:
        return ()
    there = meetings_in(actor, body.district).filter(called_off_at=None).select_related("district")
    held = there.filter(held_on__isnull=False, held_on__lte=legal_day(at)).order_by("-held_on", "-pk")
    was = Attendance.objects.filter(meeting=OuterRef("pk"), body=body).values("is_present")[:1]
    words = {
        None: gettext("{day} {topic}"),
        True: gettext("{day} {topic}，到会"),
        False: gettext("{day} {topic}，没有到会"),
    }
    lines = [
        *(
            _meeting_line(meeting, gettext("下次 {day} {topic}"), meeting.planned_on)
            for meeting in there.filter(held_on=None)
        ),
        *(
            _meeting_line(meeting, words[meeting.was_there], meeting.held_on)
            for meeting in held.annotate(was_there=Subquery(was))[:MEETINGS_SHOWN]
        ),
    ]
    return (Section(gettext("专班联席会"), lines, gettext("没有开过联席会，下次还没有定。")),)


def _meeting_line(meeting: JointMeeting, words: str, day: date | None) -> SectionLine:
    address = reverse("joint_meeting", args=[meeting.district.code, meeting.public_id])
    return SectionLine(words.format(day=day.isoformat() if day else "", topic=meeting.topic), address)
