"""The suggested pairing is applied, wholly, as it was seen.

Refused
└── UnableToPair    nothing to pair, or the answer is no longer the one that was seen
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, Duty, require
from fivestar.foundation.outcome import N_, Refused
from fivestar.responsibility.actions.posts import appoint, create_post
from fivestar.responsibility.models import Department, Holding, Person
from fivestar.responsibility.pairing import Suggestion, suggestion
from fivestar.territory.queries import lock_region

if TYPE_CHECKING:
    from fivestar.territory.models import Region


class UnableToPair(Refused):
    """The pairing is not applied."""


@transaction.atomic
def apply_pairing(*, actor: Actor, district: Region, digest: str, from_day: date, at: datetime) -> Suggestion:
    """Every suggested post, held by whoever does that department's pairings already; where nobody does, it is empty.

    digest: of the suggestion that was seen; anything else standing by now is refused, and shown anew.
    """
    require(actor, "responsibility.appoint", district)
    lock_region(district)
    seen = suggestion(district, from_day)
    if seen.digest != digest:
        raise UnableToPair(N_("岗位有了变动,建议已重新计算,请再看一遍"))
    if not seen.count:
        raise UnableToPair(N_("没有要结对的支部"))
    for load in seen.loads:
        helper = _helper(load.department)
        for branch in load.gets:
            post = create_post(
                actor=actor,
                duty=Duty.SUPPORT,
                unit=branch.village,
                title=f"{load.department.name}帮建",
                valid_from=from_day,
                at=at,
                department=load.department,
            )
            if helper is not None:
                appoint(actor=actor, post=post, person=helper, from_day=from_day, at=at)
    audit.record(
        actor=actor,
        act="responsibility.apply_pairing",
        subject=district,
        changes={"branches": seen.count, "digest": digest},
        at=at,
    )
    return seen


def _helper(department: Department) -> Person | None:
    held = Holding.objects.filter(post__department=department, post__duty=Duty.SUPPORT.value, to_day__isnull=True)
    holding = held.select_related("person").order_by("-from_day", "-pk").first()
    return holding.person if holding else None
