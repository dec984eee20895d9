"""Reads of the territory. Regions, villages and branches are public; what is known about them is not kept here."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet
from django.http import Http404

from fivestar.foundation.access import Actor, visible
from fivestar.foundation.clock import legal_day, machine_now, morning_of
from fivestar.foundation.writing import marks
from fivestar.territory.models import Branch, Collective, Region
from fivestar.territory.search import Found, find

__all__ = ["Found"]

# Written out: every statement of a fact waits for it.
_PLACES = """
    SELECT branch.id, branch.name, village.code, branch.district_id, branch.category
    FROM territory_branch branch JOIN territory_village village ON village.id = branch.village_id
    WHERE branch.ended_on IS NULL AND branch.id IN ({branches})
    ORDER BY village.code
"""


def district_by_code(code: str) -> Region | None:
    return Region.objects.filter(kind=Region.Kind.DISTRICT, code=code).first()


def region_by_code(code: str) -> Region | None:
    return Region.objects.filter(code=code).first()


def districts() -> QuerySet[Region]:
    """Every district that has branches, in register order."""
    return (
        Region.objects.filter(kind=Region.Kind.DISTRICT, pk__in=Branch.objects.values("district"))
        .select_related("parent")
        .order_by("code")
    )


def townships_of(district: Region) -> QuerySet[Region]:
    """The townships and streets of a district in register order."""
    return Region.objects.filter(kind=Region.Kind.TOWNSHIP, parent=district).order_by("order", "code")


def children_of(region: Region) -> QuerySet[Region]:
    """The regions directly beneath, in register order."""
    return Region.objects.filter(parent=region).order_by("order", "code")


def region_above(region: Region, kind: Region.Kind) -> Region | None:
    """The region itself or the nearest one above it of that kind."""
    return Region.objects.filter(pk__in=ids_in(region.path), kind=kind).first()


def ids_in(path: str) -> list[int]:
    """Ids of the regions a path leads through, from the nation down."""
    return [int(part) for part in path.split(".") if part.isdecimal()]


def branches_of(district: Region) -> QuerySet[Branch]:
    """The branches of a district that still exist, in register order; outside and unknown ones too."""
    return (
        Branch.objects.filter(district=district, ended_on__isnull=True)
        .select_related("village", "township", "district")
        .order_by("village__code")
    )


def branches_under(region: Region) -> QuerySet[Branch]:
    """The branches of a region of any kind that still exist."""
    existing = Branch.objects.filter(ended_on__isnull=True)
    if region.kind == Region.Kind.DISTRICT:
        return existing.filter(district=region)
    if region.kind == Region.Kind.TOWNSHIP:
        return existing.filter(township=region)
    return existing.filter(path__startswith=region.path)


def collectives_of(district: Region) -> QuerySet[Collective]:
    """The collectives of a district, whether or not their village is in the drive."""
    return Collective.objects.filter(district=district).select_related("village").order_by("code")


def branch_by_public_id(public_id: str) -> Branch | None:
    return Branch.objects.select_related("village", "township", "district").filter(public_id=public_id).first()


def by_public_id(public_id: str) -> QuerySet[Branch]:
    """The branch with that key, as a query that a caller may add to."""
    return Branch.objects.select_related("village", "township", "district").filter(public_id=public_id)


def by_district_code(code: str) -> QuerySet[Region]:
    """The district with that code, as a query that a caller may add to."""
    return Region.objects.filter(kind=Region.Kind.DISTRICT, code=code)


def district_or_404(code: str) -> Region:
    district = district_by_code(code)
    if district is None:
        raise Http404
    return district


def branch_by_code(code: str) -> Branch | None:
    """By the village's code of today, or by one it carried before (the village it was merged into, where it was)."""
    branches = Branch.objects.select_related("village", "township", "district")
    return (
        branches.filter(village__code=code, ended_on__isnull=True).first()
        or branches.filter(village__former_codes__code=code, ended_on__isnull=True).first()
        or branches.filter(village__code=code).first()
    )


def branch_that_had(code: str) -> Branch | None:
    """The branch that carried a code itself, though it may have ended or got another since; never the one it was merged
    into.
    """
    by_former = Branch.objects.filter(village__former_codes__code=code)
    return (
        Branch.objects.filter(village__code=code).first()
        or by_former.order_by(F("ended_on").asc(nulls_last=True)).first()
    )


def branch_ids_by_code(district: Region) -> dict[str, int]:
    """Code → branch id of the existing branches of a district; what an import of facts looks rows up in."""
    return dict(Branch.objects.filter(district=district, ended_on__isnull=True).values_list("village__code", "id"))


def now_in(region: Region) -> datetime:
    """What time it is for business in a region: a fictitious district lives at its own date, all others now.

    `region` may be a township or a district; the nearest region with an own date above it decides.
    """
    own_date = region.own_date
    if own_date is None and region.is_fictitious:
        own_date = (
            Region.objects.filter(pk__in=ids_in(region.path), own_date__isnull=False)
            .order_by("-path")
            .values_list("own_date", flat=True)
            .first()
        )
    return machine_now() if own_date is None else morning_of(own_date)


def today_in(region: Region) -> date:
    """The legal day in a region."""
    return legal_day(now_in(region))


def lock_region(region: Region) -> None:
    """Makes whoever else wants to change what hangs on this region wait for the end of the transaction."""
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)


def lock_branches(branch_ids: Collection[int] | QuerySet[Any]) -> None:
    """The same for what hangs on these branches; always in the order of their keys, so that two never wait for each
    other. branch_ids: a query for one column stays a query, whatever its length.
    """
    if not connection.features.has_select_for_update:
        return  # SQLite: a transaction is the only writer from its beginning (IMMEDIATE)
    branches = Branch.objects.filter(ended_on__isnull=True, pk__in=branch_ids).order_by("pk")
    list(branches.select_for_update(no_key=True).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Place:
    """An existing branch as far as rating it needs: `code` is its village's."""

    pk: int
    name: str
    code: str
    district_id: int
    category: str


def places(branch_ids: Collection[int]) -> list[Place]:
    """Those of these branches that still exist. SECURITY: for scoring only, asks for no right."""
    if not branch_ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_PLACES.format(branches=marks(list(branch_ids))), list(branch_ids))
        return [Place(*row) for row in cursor]


def visible_branches(actor: Actor, act: str = "territory.read") -> QuerySet[Branch]:
    return visible(actor, act, Branch.objects.filter(ended_on__isnull=True))


def search(actor: Actor, text: str, district: Region | None = None, *, limit: int = 30) -> list[Found]:
    """Branches by name, former name, pinyin, initials or code; the best first, at most `limit`.

    老庄陈村 finds 老庄陈居委会; so do laozhuangchen, lzc, 411003101 and a name it had before.
    """
    branches = visible_branches(actor)
    if district is not None:
        branches = branches.filter(district=district)
    return find(branches, text, limit=limit)
