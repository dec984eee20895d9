"""Collectives (集体经济组织) as records of their own: they have the income, in the drive or outside it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.outcome import N_, Refused
from fivestar.territory.models import Collective, Region, Village

CODE_MOST = 18
"""Characters of a unified social credit code."""

Listed = tuple[str, str, str | None]
"""Code, name, and the code of the village it belongs to (None: of no single village)."""


class UnableToKeepCollectives(Refused):
    """A code is missing or belongs to another district, or a village is not one of the district."""


@transaction.atomic
def keep_collectives(*, actor: Actor, district: Region, collectives: Iterable[Listed], at: datetime) -> int:
    """Takes a list of collectives in, by code: new ones are made, known ones renamed. Returns how many changed."""
    require(actor, "territory.keep_collectives", district)
    listed = {code: (name, village_code) for code, name, village_code in collectives}
    villages = _villages(district, listed)
    known = {one.code: one for one in Collective.objects.filter(code__in=listed)}
    new, moved = [], []
    for code, (name, village_code) in listed.items():
        village = villages[village_code] if village_code else None
        there = known.get(code)
        if there is None:
            new.append(Collective(district=district, village=village, name=name, code=code))
        elif there.district_id != district.pk:
            raise UnableToKeepCollectives(N_("集体经济组织“{code}”属于别的区县"), code=code)
        elif (there.name, there.village_id) != (name, village.pk if village else None):
            there.name, there.village = name, village
            moved.append(there)
    Collective.objects.bulk_create(new)
    Collective.objects.bulk_update(moved, ["name", "village"], batch_size=500)
    changed = len(new) + len(moved)
    if changed:
        changes = {"new": len(new), "changed": len(moved)}
        audit.record(actor=actor, act="territory.keep_collectives", subject=district, changes=changes, at=at)
    return changed


def _villages(district: Region, listed: dict[str, tuple[str, str | None]]) -> dict[str, Village]:
    wanted = {village_code for _, village_code in listed.values() if village_code}
    found = {one.code: one for one in Village.objects.filter(district=district, code__in=wanted)}
    for code in listed:
        if not 0 < len(code) <= CODE_MOST:
            raise UnableToKeepCollectives(
                N_("集体经济组织的编码“{code}”应有1到{most}个字符"), code=code, most=CODE_MOST
            )
    for missing in sorted(wanted - set(found)):
        raise UnableToKeepCollectives(N_("本区县没有编码为“{code}”的村(社区)"), code=missing)
    return found
