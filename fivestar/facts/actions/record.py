"""Observations that come from another record of the district (a seed, a hand-over), with the moments they were made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.engine import Value
from fivestar.facts import periods
from fivestar.facts.actions.errors import UnableToState
from fivestar.facts.catalogue import Catalogue, catalogue
from fivestar.facts.models import Observation
from fivestar.facts.superseding import supersede
from fivestar.facts.values import Problem, stored_of
from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.outcome import N_

if TYPE_CHECKING:
    from fivestar.territory.models import Region

ROWS_A_STATEMENT = 2_000


@dataclass(frozen=True, slots=True)
class Given:
    """One observation: `fact` by slug, `value` as the engine judges it, `period` of the fact's own kind.

    by: reference of whoever said it, where the other record tells; else it is the program's.
    """

    branch_id: int
    fact: str
    period: str
    value: Value
    basis: str
    source: str
    observed_on: date
    by: str = ""


@transaction.atomic
def record_many(*, actor: Actor, district: Region, observations: Iterable[Given], at: datetime) -> int:
    """Writes observations in bulk and scores nothing: the caller does, once, when all is there. How many.

    What stands for the same branch, fact, period and basis is superseded. Raises UnableToState for the first that
    cannot be of its fact.
    """
    require(actor, "facts.record", district)
    facts = catalogue()
    made = [_observation(given, facts, by=actor.person_ref, at=at) for given in observations]
    _supersede(made, at)
    Observation.objects.bulk_create(made, batch_size=ROWS_A_STATEMENT)
    audit.record(actor=actor, act="facts.record", subject=district, changes={"observations": len(made)}, at=at)
    return len(made)


def _supersede(made: Sequence[Observation], at: datetime) -> None:
    wanted = {(one.branch_id, one.fact_id, one.period, one.basis) for one in made}
    standing = Observation.objects.filter(
        superseded_at=None,
        branch__in={one.branch_id for one in made},
        fact__in={one.fact_id for one in made},
        year__in={one.year for one in made},
    )
    old = [
        key
        for key, *rest in standing.values_list("pk", "branch_id", "fact_id", "period", "basis")
        if tuple(rest) in wanted
    ]
    supersede(old, at)


def _observation(given: Given, facts: Catalogue, *, by: str, at: datetime) -> Observation:
    fact = facts.facts.get(given.fact)
    if fact is None:
        raise UnableToState(N_("没有“{found}”这个数据项"), found=given.fact)
    period = periods.parse(given.period)
    if period is None or period.kind != fact.period:
        raise UnableToState(
            N_("“{label}”的期间应写成 {example},现为“{found}”"),
            label=fact.label,
            example=periods.EXAMPLE[fact.period],
            found=given.period,
        )
    stored = stored_of(fact, given.value)
    if isinstance(stored, Problem):
        raise UnableToState(stored.message_id, **stored.values)
    return Observation(
        branch_id=given.branch_id,
        fact_id=facts.ids[given.fact],
        period=period.text,
        year=period.year,
        value=stored,
        basis=given.basis,
        source=given.source,
        observed_on=given.observed_on,
        recorded_at=at,
        recorded_by=given.by or by,
    )
