"""Confirmed facts become stated ones again: somebody looked and the verdict they carried did not hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.facts.models import Basis, Observation
from fivestar.facts.registers import reopened, tell
from fivestar.facts.superseding import supersede
from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Branch


@transaction.atomic
def reopen_facts(
    *, actor: Actor, branch: Branch, facts: Iterable[tuple[str, int]], about: str, reason: str, at: datetime
) -> list[Observation]:
    """The stated observations that now stand instead of the confirmed ones, to be reviewed anew.

    facts: (slug, year). about: the star they were looked at for. A newer statement with another value is left as it
    is; it waits for its review already.
    """
    require(actor, "facts.reopen", branch, about=about)
    territory.lock_branches([branch.pk])
    wanted = set(facts)
    standing = Observation.objects.filter(
        branch=branch,
        fact__slug__in={slug for slug, _ in wanted},
        year__in={year for _, year in wanted},
        superseded_at=None,
    ).select_related("fact")
    mine = [one for one in standing.order_by("id") if (one.fact.slug, one.year) in wanted]
    stated = {(one.fact_id, one.period): one for one in mine if one.basis == Basis.STATED}
    confirmed = [one for one in mine if one.basis == Basis.CONFIRMED]
    made = []
    for one in confirmed:
        supersede([one.pk], at)
        said = stated.get((one.fact_id, one.period))
        if said is not None and said.value != one.value:
            continue
        if said is not None:
            supersede([said.pk], at)
        made.append(_stated_again(one, by=actor.person_ref, at=at))
    if confirmed:
        slugs = sorted({one.fact.slug for one in confirmed})
        audit.record(actor=actor, act="facts.reopen", subject=branch, changes={"facts": ",".join(slugs)}, at=at)
        tell([branch.pk], at=at)
        for listener in reopened:
            listener(made, reason=reason, by=actor.person_ref, at=at)
    return made


def _stated_again(one: Observation, *, by: str, at: datetime) -> Observation:
    return Observation.objects.create(
        branch_id=one.branch_id,
        fact_id=one.fact_id,
        period=one.period,
        year=one.year,
        value=one.value,
        basis=Basis.STATED,
        source=one.source,
        observed_on=one.observed_on,
        recorded_at=max(at, one.recorded_at),
        recorded_by=by,
    )
