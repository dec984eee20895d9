"""Blocked projects on the page of the leading group and of a task force: those that serve tasks of its stars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext

from fivestar.foundation.access import Actor
from fivestar.foundation.clock import legal_day
from fivestar.projects.models import Served
from fivestar.projects.queries import projects_in
from fivestar.projects.words import stuck_words
from fivestar.responsibility.bodies import Section, SectionLine, stars_of
from fivestar.standards import queries as standards

if TYPE_CHECKING:
    from fivestar.responsibility.models import Department

SHOWN = 12


def blocked_of(actor: Actor, body: Department, at: datetime) -> Sequence[Section]:
    """For officials, of what each may see; the newest first."""
    if body.kind not in ("leading", "taskforce") or not actor.posts:
        return ()
    rows = projects_in(actor, body.district, state="blocked")
    stars = stars_of(body)
    if stars is not None:
        editions = standards.editions_in_force([body.district_id], legal_day(at)).values()
        criteria = {
            one.id
            for edition in editions
            for star in standards.rulebook_of(edition).stars
            for one in star.criteria
            if star.id in stars
        }
        serves = Exists(Served.objects.filter(project=OuterRef("pk"), criterion__in=criteria))
        rows = rows.filter(Q(serves) | Q(owner__department=body))
    count = rows.count()
    lines = [
        SectionLine(
            stuck_words(row),
            reverse("project", args=[row.branch.public_id, row.public_id]),
        )
        for row in rows[:SHOWN]
    ]
    if count > SHOWN:
        address = f"{reverse('projects', args=[body.district.code])}?state=blocked"
        lines.append(SectionLine(gettext("另有 {count} 项").format(count=count - SHOWN), address))
    return (Section(gettext("卡住的项目"), lines, gettext("您看得到的项目里，没有卡住的。")),)
