"""Reviews another record already holds: which statement a confirmed value was made of, and whose signature it has."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.facts.models import Basis, Observation, ReviewAct, ReviewedRow
from fivestar.facts.review.queue import digest_of
from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.standards import queries as standards

if TYPE_CHECKING:
    from fivestar.territory.models import Region

ROWS_A_STATEMENT = 2_000


@transaction.atomic
def take_over_reviews(*, actor: Actor, district: Region, at: datetime) -> int:
    """Pairs each confirmed value with the statement it repeats: an act a reviewer, township and moment. How many.

    Only what was confirmed by a person, and not before it was stated, is paired; nothing is confirmed by this.
    """
    require(actor, "facts.record", district)
    there = Observation.objects.filter(branch__district=district).exclude(recorded_by=actor.person_ref)
    stated = {
        (row.branch_id, row.fact_id, row.period, row.value): row
        for row in there.filter(basis=Basis.STATED, reviewed=None).select_related("branch").order_by("id")
    }
    groups: dict[tuple[datetime, int, str], list[tuple[Observation, Observation]]] = defaultdict(list)
    for made in there.filter(basis=Basis.CONFIRMED, batch=None).select_related("branch").order_by("id"):
        key = (made.branch_id, made.fact_id, made.period, made.value)
        said = stated.get(key)
        if said is not None and said.recorded_at <= made.recorded_at:
            groups[made.recorded_at, made.branch.township_id, made.recorded_by].append((stated.pop(key), made))
    slugs = {fact.pk: slug for slug, fact in standards.catalogue().items()}
    pairs = 0
    for (moment, _township, reviewer), rows in sorted(groups.items(), key=lambda one: one[0]):
        act = ReviewAct.objects.create(
            district=district,
            scope=ReviewAct.Scope.REST,
            count=len(rows),
            digest=digest_of([said for said, _ in rows], slugs),
            reviewer_ref=reviewer,
            at=moment,
        )
        ReviewedRow.objects.bulk_create(
            [ReviewedRow(act=act, stated=said, confirmed=made) for said, made in rows], batch_size=ROWS_A_STATEMENT
        )
        pairs += len(rows)
    audit.record(actor=actor, act="facts.record", subject=district, changes={"reviewed": pairs}, at=at)
    return pairs
