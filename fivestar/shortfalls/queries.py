"""Reads of shortfalls, each saying for whom: a branch's, a district's narrowed, what waits to be struck off."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.http import Http404

from fivestar.foundation.access import Actor, decide, visible
from fivestar.foundation.clock import legal_day
from fivestar.responsibility.queries import posts_held_by
from fivestar.scorecards.narrowing import Asked, Narrowed, narrow
from fivestar.shortfalls.decisions import CLOSABLE
from fivestar.shortfalls.models import Shortfall
from fivestar.standards import queries as standards
from fivestar.territory.queries import branch_by_public_id

if TYPE_CHECKING:
    from fivestar.engine import Rulebook
    from fivestar.territory.models import Branch, Region

REACHED = Q(owner__isnull=False, struck_off_at__isnull=True, verdict__in=CLOSABLE)
STANDING = Q(is_open=True) | REACHED
"""Lacking, or waiting to be struck off."""
LATE = Q(is_open=True, owner__isnull=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a list is narrowed; "" where it is not. taskforce, holder: public ids of posts. township: its code."""

    township: str = ""
    star: str = ""
    department: str = ""
    taskforce: str = ""
    holder: str = ""
    verdict: str = ""
    state: str = ""


def branch_or_404(public_id: str) -> Branch:
    branch = branch_by_public_id(public_id)
    if branch is None:
        raise Http404
    return branch


def shortfall_for(actor: Actor, branch: Branch, public_id: str) -> Shortfall:
    """404 when there is none or the actor may not know of it."""
    row = _full(Shortfall.objects.filter(branch=branch, public_id=public_id)).first()
    if row is None or not decide(actor, "shortfalls.read", row):
        raise Http404
    return row


def of_branch(actor: Actor, branch: Branch) -> list[Shortfall]:
    """Everything of the standing year, open or not, the newest year only. One query."""
    rows = visible(actor, "shortfalls.read", Shortfall.objects.filter(branch=branch))
    found = list(_full(rows).order_by("-year", "criterion"))
    return [row for row in found if row.year == found[0].year]


def rulebooks_of(district: Region, day: date) -> list[Rulebook]:
    editions = standards.editions_in_force([district.pk], day).values()
    return [standards.rulebook_of(edition) for edition in sorted(editions, key=lambda one: one.category)]


def narrowed_in(district: Region, day: date, wanted: Wanted, rulebooks: Iterable[Rulebook]) -> Narrowed:
    """Whom the list may be narrowed to, and to whom it is. One query."""
    asked = Asked(
        star=wanted.star or None,
        department=wanted.department or None,
        taskforce=wanted.taskforce or None,
        holder=wanted.holder or None,
    )
    return narrow(district, day, asked, list(rulebooks))


def shortfalls_in(
    actor: Actor, district: Region, wanted: Wanted, narrowed: Narrowed, today: date
) -> QuerySet[Shortfall]:
    """In register order, of the branches this actor's posts reach."""
    rows = visible(actor, "shortfalls.read", Shortfall.objects.filter(district=district))
    rows = rows.filter(_in_state(wanted.state, today))
    if wanted.township:
        rows = rows.filter(branch__township__code=wanted.township)
    if wanted.verdict:
        rows = rows.filter(verdict=wanted.verdict)
    if narrowed.star:
        rows = rows.filter(star=narrowed.star)
    if narrowed.department:
        rows = rows.filter(department=narrowed.department)
    if narrowed.stars is not None:
        rows = rows.filter(star__in=narrowed.stars)
    if narrowed.categories is not None:
        rows = rows.filter(branch__category__in=narrowed.categories)
    for holder in (narrowed.taskforce, narrowed.holder):
        if holder is not None:
            rows = rows.filter(_under(holder.paths))
    return _full(rows).order_by("branch__village__code", "criterion")


def _under(paths: Collection[str]) -> Q:
    under = Q(pk__in=())
    for path in paths:
        under |= Q(branch__path__startswith=path)
    return under


def _in_state(state: str, today: date) -> Q:
    return {
        "found": Q(is_open=True, owner__isnull=True),
        "rectifying": LATE,
        "overdue": LATE & Q(due_on__lt=today),
        "reached": REACHED,
        "struck_off": Q(struck_off_at__isnull=False),
        "fallen_back": Q(is_open=True, falls__gt=0),
    }.get(state, STANDING)


def overdue_under(actor: Actor, region: Region, today: date) -> QuerySet[Shortfall]:
    """Late ones the actor's posts reach in a region, the longest first."""
    rows = visible(actor, "shortfalls.read", Shortfall.objects.filter(branch__path__startswith=region.path))
    return _full(rows.filter(LATE, due_on__lt=today)).order_by("due_on", "branch__village__code", "criterion")


def to_strike_off(actor: Actor, at: datetime) -> QuerySet[Shortfall]:
    """What waits for somebody else's word, and may be his."""
    own = [post.pk for post in posts_held_by(actor, legal_day(at))]
    rows = Shortfall.objects.filter(REACHED)
    return visible(actor, "shortfalls.strike_off", rows).exclude(owner__in=own)


def may_strike_off(actor: Actor, row: Shortfall, today: date) -> bool:
    if row.owner_id is None or not decide(actor, "shortfalls.strike_off", row):
        return False
    return row.owner_id not in {post.pk for post in posts_held_by(actor, today)}


def _full(rows: QuerySet[Shortfall]) -> QuerySet[Shortfall]:
    return rows.select_related(
        "branch__village", "branch__township", "branch__district", "edition", "owner__department"
    ).defer("edition__document")
