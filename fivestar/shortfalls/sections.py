"""Overdue rectifications on the page of the leading group and of a task force: those of its stars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from fivestar.foundation.access import Actor, decide
from fivestar.foundation.clock import legal_day
from fivestar.responsibility.bodies import Section, SectionLine, stars_of
from fivestar.shortfalls.queries import overdue_under
from fivestar.shortfalls.words import task_name

if TYPE_CHECKING:
    from fivestar.responsibility.models import Department

SHOWN = 12


def overdue_of(actor: Actor, body: Department, at: datetime) -> Sequence[Section]:
    """For whoever reads shortfalls; the longest late first. Three queries."""
    if body.kind not in ("leading", "taskforce") or not decide(actor, "shortfalls.list", body.district):
        return ()
    rows = overdue_under(actor, body.district, legal_day(at))
    stars = stars_of(body)
    if stars is not None:
        rows = rows.filter(star__in=stars)
    count = rows.count()
    words = gettext("{village} {task}（{day} 前）")
    lines = [
        SectionLine(
            words.format(village=row.branch.village.name, task=task_name(row), day=row.due_on),
            reverse("shortfall", args=[row.branch.public_id, row.public_id]),
        )
        for row in rows[:SHOWN]
    ]
    if count > SHOWN:
        address = f"{reverse('shortfalls', args=[body.district.code])}?state=overdue"
        lines.append(SectionLine(gettext("另有 {count} 项").format(count=count - SHOWN), address))
    nothing = gettext("您看得到的支部里，没有过了时限的整改。")
    if stars == ():
        nothing = gettext("这个专班还没有分到星，不知道看哪些短板。")
    return (Section(gettext("逾期的整改"), lines, nothing),)
