"""Overdue rectifications on the page of the leading group and of a task force: those of its stars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from fivestar.foundation.access import Actor, decide
from fivestar.foundation.clock import legal_day
from fivestar.responsibility.bodies import Section, SectionLine, star_posts_of, stars_of
from fivestar.shortfalls.queries import Wanted, narrowed_in, overdue_under, rulebooks_of, shortfalls_in
from fivestar.shortfalls.words import task_name

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fivestar.responsibility.models import Department
    from fivestar.shortfalls.models import Shortfall

SHOWN = 12


def overdue_of(actor: Actor, body: Department, at: datetime) -> Sequence[Section]:
    """For whoever reads shortfalls; the longest late first. A constant number of queries."""
    if body.kind not in ("leading", "taskforce") or not decide(actor, "shortfalls.list", body.district):
        return ()
    rows, narrowed = _rows(actor, body, legal_day(at))
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
        address = f"{reverse('shortfalls', args=[body.district.code])}?state=overdue{narrowed}"
        lines.append(SectionLine(gettext("另有 {count} 项").format(count=count - SHOWN), address))
    nothing = gettext("您看得到的支部里，没有过了时限的整改。")
    if stars_of(body) == ():
        nothing = gettext("这个专班还没有分到星，不知道看哪些短板。")
    return (Section(gettext("逾期的整改"), lines, nothing),)


def _rows(actor: Actor, body: Department, today: date) -> tuple[QuerySet[Shortfall], str]:
    """What is late for a body, and how the list of shortfalls is asked for just that.

    A force with one post, as they have, sees what the list narrowed to its post shows; one with several sees all their
    stars, and the list cannot be narrowed to that.
    """
    posts = star_posts_of(body) if body.kind == "taskforce" else []
    if len(posts) == 1:
        wanted = Wanted(state="overdue", taskforce=posts[0].public_id)
        narrowed = narrowed_in(body.district, today, wanted, rulebooks_of(body.district, today))
        rows = shortfalls_in(actor, body.district, wanted, narrowed, today)
        return rows.order_by("due_on", "branch__village__code", "criterion"), f"&taskforce={posts[0].public_id}"
    rows, stars = overdue_under(actor, body.district, today), stars_of(body)
    return rows if stars is None else rows.filter(star__in=stars), ""
