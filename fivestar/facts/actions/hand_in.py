"""Many values at once from a department's own system: all of them, judged as a file's rows are, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.facts.actions.errors import UnableToHandIn
from fivestar.facts.catalogue import Catalogue, catalogue
from fivestar.facts.judging import Fault, Judged, Rules, duplicate_of, judge
from fivestar.facts.models import Observation
from fivestar.facts.registers import tell
from fivestar.facts.staging import BranchesOfGroup
from fivestar.facts.superseding import supersede
from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Region

ROWS_A_STATEMENT = 2_000
Place = tuple[int, int, str]  # branch, fact, period


@dataclass(frozen=True, slots=True)
class HandedIn:
    """How many values came, how many said something new, and of how many branches those are."""

    received: int
    written: int
    branches: int


@dataclass(frozen=True, slots=True)
class _New:
    made: list[Observation] = field(default_factory=list)
    replaced: list[int] = field(default_factory=list)


@transaction.atomic
def hand_in(
    *, actor: Actor, district: Region, values: Sequence[Mapping[str, object]], basis: str, source: str, at: datetime
) -> HandedIn:
    """values by column: branch (code), fact (slug), period, value (as the engine judges it), observed_on, source.

    A value that stands already, with its day and source, is received and changes nothing. Raises UnableToHandIn with
    every fault by the position of its value; then nothing was written.
    """
    require(actor, "facts.import_stated" if basis == "S" else "facts.import_confirmed", district)
    facts = catalogue()
    rules = _rules(actor, district, facts, basis, source, at)
    judged = [judge(_written(value, facts), rules) for value in values]
    faults = _faults(values, judged, facts)
    if faults:
        raise UnableToHandIn(faults)
    branch_ids = sorted({one.branch for one in judged if one.branch is not None})
    territory.lock_branches(branch_ids)
    new = _compared(judged, facts, branch_ids, basis, by=actor.person_ref, at=at)
    supersede(new.replaced, at)
    Observation.objects.bulk_create(new.made, batch_size=ROWS_A_STATEMENT)
    changed = sorted({one.branch_id for one in new.made})
    audit.record(
        actor=actor,
        act="facts.hand_in",
        subject=district,
        changes={"received": len(judged), "written": len(new.made), "branches": len(changed), "basis": basis},
        at=at,
    )
    tell(changed, at=at)
    return HandedIn(len(judged), len(new.made), len(changed))


def _rules(actor: Actor, district: Region, facts: Catalogue, basis: str, source: str, at: datetime) -> Rules:
    return Rules(
        district_code=district.code[:6],
        branches=territory.branch_ids_by_code(district),
        catalogue=facts,
        basis=basis,
        may_say=BranchesOfGroup(actor, basis, district.pk),
        today=legal_day(at),
        default_period="",
        default_source=source,
        default_day=None,
    )


def _written(value: Mapping[str, object], facts: Catalogue) -> Mapping[str, object]:
    """A number that a program sends is in the canonical unit (money 分), whatever unit people write it in."""
    fact = facts.facts.get(str(value.get("fact")))
    return {**value, "unit": fact.unit} if fact is not None and fact.type == "integer" else value


def _faults(
    values: Sequence[Mapping[str, object]], judged: Sequence[Judged], facts: Catalogue
) -> list[tuple[int, Fault]]:
    found: list[tuple[int, Fault]] = []
    first: dict[tuple[int | None, str | None, str], int] = {}
    for index, (value, one) in enumerate(zip(values, judged, strict=True)):
        found += [(index, fault) for fault in _of_type(value, facts) or one.faults]
        if not value.get("period"):  # a file may leave it to the day; a program says what it means
            found.append((index, Fault("period", N_("没有填期间"))))
        place = (one.branch, one.fact, one.period)
        if not one.faults and first.setdefault(place, index) != index:
            found.append((index, duplicate_of(first[place])))
    return found


def _of_type(value: Mapping[str, object], facts: Catalogue) -> list[Fault]:
    """People's spellings (“3 户”, “有”) are for people: a program sends the type itself."""
    fact, given = facts.facts.get(str(value.get("fact"))), value.get("value")
    if fact is None:
        return []
    if fact.type == "integer" and (isinstance(given, bool) or not isinstance(given, int)):
        return [Fault("value", N_("应是整数"))]
    if fact.type == "boolean" and not isinstance(given, bool):
        return [Fault("value", N_("应是 true 或 false"))]
    return []


def _compared(
    judged: Sequence[Judged], facts: Catalogue, branch_ids: Sequence[int], basis: str, *, by: str, at: datetime
) -> _New:
    """What is new against what stands, and the keys of what it replaces; one query."""
    fact_ids = {facts.ids[one.fact] for one in judged if one.fact is not None}
    years = {one.year for one in judged if one.year is not None}
    standing: dict[Place, tuple[int, int, str, date]] = {
        (branch, fact, period): (pk, value, source, day)
        for pk, branch, fact, period, value, source, day in Observation.objects.filter(
            branch__in=branch_ids, fact__in=fact_ids, year__in=years, basis=basis, superseded_at=None
        ).values_list("pk", "branch", "fact", "period", "value", "source", "observed_on")
    }
    new = _New()
    for one in judged:
        assert one.branch is not None and one.fact is not None and one.value is not None  # noqa: PT018 -- no faults
        assert one.year is not None and one.observed_on is not None  # noqa: PT018 -- no faults
        fact = facts.ids[one.fact]
        there = standing.get((one.branch, fact, one.period))
        if there is not None and there[1:] == (one.value, one.source, one.observed_on):
            continue
        if there is not None:
            new.replaced.append(there[0])
        new.made.append(
            Observation(
                branch_id=one.branch,
                fact_id=fact,
                period=one.period,
                year=one.year,
                value=one.value,
                basis=basis,
                source=one.source,
                observed_on=one.observed_on,
                recorded_at=at,
                recorded_by=by,
            )
        )
    return new
