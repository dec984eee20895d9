"""One value of one fact, stated or confirmed."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec
from django.db import transaction

from fivestar.engine import FactDef, Value
from fivestar.facts import periods
from fivestar.facts.actions.errors import UnableToState
from fivestar.facts.judging import act_of_stating, group_of
from fivestar.facts.models import Basis, Observation
from fivestar.facts.registers import tell
from fivestar.facts.superseding import supersede
from fivestar.facts.values import Problem, stored_of
from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.writing import insert
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.standards.models import Fact
    from fivestar.territory.models import Branch


_STANDING = """
    SELECT * FROM facts_observation
    WHERE branch_id = %s AND fact_id = %s AND period = %s AND basis = %s AND superseded_at IS NULL
"""


@transaction.atomic
def state_observation(
    *,
    actor: Actor,
    branch: Branch,
    fact: Fact,
    period: str,
    value: Value,
    basis: str,
    source: str,
    observed_on: date,
    at: datetime,
) -> Observation:
    """One value of one fact. The same value from the same source and day again changes nothing.

    value: as the engine judges it (int in the canonical unit, bool, text of a choice).
    """
    definition = msgspec.convert(fact.definition, FactDef)
    require(actor, act_for(definition, basis), branch, about=group_of(definition) or None)
    about = _period_of(definition, period, observed_on, at)
    stored = stored_of(definition, value)
    if isinstance(stored, Problem):
        raise UnableToState(stored.message_id, **stored.values)
    territory.lock_branches([branch.pk])
    standing = next(iter(Observation.objects.raw(_STANDING, [branch.pk, fact.pk, about.text, basis])), None)
    if standing is not None:
        if (standing.value, standing.source, standing.observed_on) == (stored, source, observed_on):
            return standing
        supersede([standing.pk], at)
    made = Observation(
        branch=branch,
        fact=fact,
        period=about.text,
        year=about.year,
        value=stored,
        basis=basis,
        source=source,
        observed_on=observed_on,
        recorded_at=at,
        recorded_by=actor.person_ref,
    )
    insert(made)
    audit.record(
        actor=actor,
        act="facts.state_observation",
        subject=branch,
        changes={
            "fact": fact.slug,
            "period": about.text,
            "basis": basis,
            "value": [standing.value if standing else None, stored],
        },
        at=at,
    )
    tell([branch.pk], at=at)
    return made


def act_for(fact: FactDef, basis: str) -> str:
    """What may do it: the row of the access table. Raises UnableToState where a village is not asked at all."""
    group = group_of(fact)
    if basis == Basis.STATED:
        if group:
            raise UnableToState(N_("“{label}”由 {department} 提供,村里不用报"), label=fact.label, department=group)
        return act_of_stating(fact)
    return "facts.confirm_department" if group else "facts.confirm_local"


def _period_of(fact: FactDef, text: str, observed_on: date, at: datetime) -> periods.Period:
    period = periods.parse(text)
    if period is None or period.kind != fact.period:
        raise UnableToState(
            N_("“{label}”的期间应写成 {example},现为“{found}”"),
            label=fact.label,
            example=periods.EXAMPLE[fact.period],
            found=text,
        )
    if observed_on > legal_day(at):
        raise UnableToState(N_("日期 {day} 还没有到"), day=observed_on.isoformat())
    if observed_on < period.first:
        raise UnableToState(N_("{day} 早于期间 {period} 开始"), day=observed_on.isoformat(), period=period.text)
    return period
