"""Returned values from the supplier's side: which wait for him, what one says, and stating it anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext

from fivestar.facts.actions import UnableToState, state_observation
from fivestar.facts.judging import act_of_stating
from fivestar.facts.models import Basis, Observation, Return
from fivestar.facts.values import Problem, parse_value, value_of
from fivestar.foundation.access import Actor, Duty, require, visible
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item, TodaySource
from fivestar.standards import queries as standards
from fivestar.standards import words
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.engine import FactDef
    from fivestar.territory.models import Region

_ANSWERS = frozenset({Duty.OWN, Duty.HELPER, Duty.CLERK})
MINUTES = 3
"""What answering a returned value is estimated to cost: drafted."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A returned value as its supplier reads it. `is_open`: it still waits for him."""

    record: Return
    branch: str
    label: str
    hint: str
    period: str
    value: str
    source: str
    reason: str
    returned_on: date
    answer: str
    is_open: bool


def open_returns(actor: Actor) -> QuerySet[Return]:
    """Returned values of branches this actor states facts of, the oldest first."""
    if not any(grant.duty in _ANSWERS for grant in actor.posts):
        return Return.objects.none()
    branches = territory.visible_branches(actor, "facts.state_local")
    waiting = Return.objects.filter(answered_at=None, observation__superseded_at=None, observation__branch__in=branches)
    return waiting.select_related("observation__branch__district", "observation__fact").order_by("id")


def returned_for(actor: Actor, district: Region, public_id: str) -> Returned:
    """404 when there is none or the actor has no part in it."""
    there = Return.objects.filter(observation__branch__district=district, public_id=public_id)
    record = there.select_related("observation__branch__district", "observation__fact").first()
    if record is None:
        raise Http404
    row = record.observation
    fact = standards.fact_definition(row.fact)
    if not visible(actor, act_of_stating(fact), territory.visible_branches(actor)).filter(pk=row.branch_id).exists():
        raise Http404
    return Returned(
        record=record,
        branch=row.branch.name,
        label=fact.label,
        hint=_hint(fact),
        period=row.period,
        value=words.value_in_words(fact, value_of(fact, row.value)),
        source=row.source,
        reason=record.reason,
        returned_on=legal_day(record.at),
        answer=record.answer,
        is_open=record.answered_at is None and row.superseded_at is None,
    )


def restate(*, actor: Actor, returned: Return, written: str, at: datetime) -> Observation:
    """Another value, through the one door of stating. Raises UnableToState for one that cannot be or is the same."""
    row = returned.observation
    fact = standards.fact_definition(row.fact)
    require(actor, act_of_stating(fact), row.branch)
    stored = parse_value(fact, written)
    if isinstance(stored, Problem):
        raise UnableToState(stored.message_id, **stored.values)
    if stored == row.value:
        raise UnableToState(N_("和退回的数一样；如果这个数是对的，请在下面写明为什么"))
    return state_observation(
        actor=actor,
        branch=row.branch,
        fact=row.fact,
        period=row.period,
        value=value_of(fact, stored),
        basis=Basis.STATED,
        source=row.source,
        observed_on=legal_day(at),
        at=at,
    )


def returns_today(actor: Actor, at: datetime) -> Sequence[Item]:
    """One query. A village is asked for what it supplies, a clerk for what she said herself and her township does."""
    is_of_village = any(grant.duty in (Duty.OWN, Duty.HELPER) for grant in actor.posts)
    found = []
    for record in open_returns(actor).exclude(returned_by=actor.person_ref):
        fact = standards.fact_definition(record.observation.fact)
        is_own = record.observation.recorded_by == actor.person_ref
        is_villages = fact.supplier_level != "township"
        if is_own or (is_villages if is_of_village else fact.supplier_level != "village"):
            found.append(_today(record, fact))
    return found


def _today(record: Return, fact: FactDef) -> Item:
    row = record.observation
    return Item(
        title=gettext("“{label}”被退回，请再看一下").format(label=fact.label),
        why=gettext("{period} 报的 {value}：{reason}").format(
            period=row.period, value=words.value_in_words(fact, value_of(fact, row.value)), reason=record.reason
        ),
        url=reverse("returned", args=[row.branch.district.code, record.public_id]),
        minutes=MINUTES,
        blocks_others=True,
        place=row.branch.name,
        waits=gettext("退回这个数的核实人"),
        since=legal_day(record.at),
    )


def _hint(fact: FactDef) -> str:
    if fact.type == "boolean":
        return gettext("填“是”或“否”")
    if fact.type == "choice":
        return gettext("填 {choices} 之一").format(choices="、".join(fact.choices or ()))
    return gettext("单位：{unit}").format(unit=fact.shown_as or fact.unit or "")


RETURNS = TodaySource("facts.returned", N_("退回的数"), returns_today)
