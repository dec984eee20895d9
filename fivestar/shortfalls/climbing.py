"""What is late climbs the chain: to whom of those above it has come, counted and gathered, never one message each.

All kinds of open work climb alike, as the register of worklists knows them (`responsibility.open_items`): shown in the
system as one line (`today`), told to a unit's group once a day at most (`digests`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from django.utils.translation import gettext

from fivestar.facts.drafted import drafted_on
from fivestar.foundation.access import Actor, Duty
from fivestar.foundation.clock import legal_day
from fivestar.responsibility.open_items import Late, Over, late_under, open_items
from fivestar.responsibility.queries import posts_held_by

if TYPE_CHECKING:
    from fivestar.responsibility.models import Department
    from fivestar.territory.models import Region

_SHIPPED = Path(__file__).parent / "data" / "climb.yaml"
_HEIGHT = {Duty.OWN: 0, Duty.CLERK: 1, Duty.MANAGE: 2, Duty.LEAD: 3, Duty.GUIDE: 3, Duty.ORGANISE: 4}
"""How high a duty stands in the chain; what is late never climbs to whoever stands no higher than its owner. Offices
beside the chain (a department, a task force) are below everybody in whose unit their work lies."""
_TOP = 5


class Climb(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From how many days late on each duty is shown an item, since a day."""

    from_day: date
    source: str
    after: dict[str, int]


def climb_on(day: date) -> Climb:
    return drafted_on(day, _SHIPPED, Climb)


def climbed_to(actor: Actor, at: datetime) -> list[Late]:
    """What is late and has come as far as this actor's posts, the latest first; without what is his own."""
    today = legal_day(at)
    after = climb_on(today).after
    overs = [
        Over(today - timedelta(days=after[grant.duty.value]), grant.path, beside=_beside(grant.duty))
        for grant in actor.posts
        if grant.duty.value in after
    ]
    if not overs:
        return []
    own = {post.pk for post in posts_held_by(actor, today)}
    return [item for item in late_under(overs, at) if item.post_id not in own]


def _beside(duty: Duty) -> frozenset[str]:
    least = _HEIGHT.get(duty, _TOP)
    return frozenset(one.value for one, height in _HEIGHT.items() if height >= least)


def late_in(region: Region, at: datetime) -> list[Late]:
    """What is late beneath a unit and has climbed there, whoever owns it.

    That is to a township's secretary, or to the district's organisation department.
    """
    today = legal_day(at)
    duty = Duty.MANAGE if region.kind == region.Kind.TOWNSHIP else Duty.ORGANISE
    return late_under([Over(today - timedelta(days=climb_on(today).after[duty.value]), region.path)], at)


def late_of(department: Department, at: datetime) -> list[Late]:
    """What is late in the posts of a department or task force, from the day after on: it is its own."""
    return late_under([Over(legal_day(at) - timedelta(days=1), department=department.pk)], at)


def kinds_of(late: Iterable[Late]) -> list[tuple[str, str, int]]:
    """(kind, its word, how many), in the order of the register."""
    kinds = [one.kind for one in late]
    return [
        (source.kind, gettext(source.label), kinds.count(source.kind)) for source in open_items if source.kind in kinds
    ]
