"""What a township or a department is still asked for: its facts by period, and how many branches lack them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from fivestar.facts import periods
from fivestar.facts.asking.decisions import Turn, turns
from fivestar.facts.bulk.suppliers import DEPARTMENT, TOWNSHIP, Supplier
from fivestar.facts.contests.queries import Standing
from fivestar.facts.models import Observation
from fivestar.foundation.access import Actor, decide

if TYPE_CHECKING:
    from fivestar.engine import FactDef
    from fivestar.territory.models import Branch, Region


@dataclass(frozen=True, slots=True)
class Due:
    """One fact for one period. missing: branches without a value of it."""

    fact: FactDef
    turn: Turn
    missing: int


def units_of(actor: Actor, district: Region, supplier: Supplier) -> tuple[Region, ...]:
    """Where this part is the actor's own to answer for: the district for his department's, his townships for theirs.

    Empty for a village's part, and for whoever only watches over a supplier.
    """
    if supplier.level == DEPARTMENT:
        is_own = decide(actor, "facts.contest_supply", district, about=supplier.department)
        return (district,) if is_own else ()
    if supplier.level == TOWNSHIP:
        return tuple(unit for unit in supplier.townships if decide(actor, "facts.contest_township", unit))
    return ()


def due_of(
    supplier: Supplier, units: Sequence[Region], on: date, contested: Mapping[tuple[int, str, str, str], Standing]
) -> list[Due]:
    """What is missing on a day, the soonest due first; two queries, however many branches and facts.

    contested: `standing_of_suppliers` of the units. What a supplier contested is not due for that period while it
    waits for an answer, nor once it was told right.
    """
    asked = [(fact, turn) for fact in supplier.facts for turn in turns(fact, on, ())]
    if not asked:
        return []
    stated = _stated(supplier, asked, on)
    found = []
    for fact, turn in asked:
        branches = [
            branch
            for branch in supplier.branches
            if supplier.is_asked(branch, fact) and _is_open(branch, supplier, units, (fact.id, turn.period), contested)
        ]
        missing = _missing(branches, stated.get((fact.id, "" if fact.is_told_on_change else turn.period), {}))
        if missing:
            found.append(Due(fact, turn, missing))
    return sorted(found, key=lambda one: (one.turn.due_on, one.fact.id))


def day_for(due: Due, on: date) -> date:
    """A day of its period, as the supplier's page asks for one."""
    period = periods.parse(due.turn.period)
    assert period is not None
    return min(period.last, on)


def _is_open(
    branch: Branch,
    supplier: Supplier,
    units: Sequence[Region],
    question: tuple[str, str],
    contested: Mapping[tuple[int, str, str, str], Standing],
) -> bool:
    for unit in units:
        if unit.pk in (branch.township_id, branch.district_id):
            said = contested.get((unit.pk, supplier.department, *question))
            return said is None or said.outcome == "rejected"
    return False


def _stated(
    supplier: Supplier, asked: Iterable[tuple[FactDef, Turn]], on: date
) -> dict[tuple[str, str], dict[tuple[int, str], int]]:
    """(slug, period) → (township, category) → branches with a value; of what may change any day: the year's, ""."""
    told = {fact.id for fact, _ in asked if fact.is_told_on_change}
    regular = [(fact.id, turn.period) for fact, turn in asked if fact.id not in told]
    there = Observation.objects.filter(
        branch__in=[branch.pk for branch in supplier.branches], superseded_at=None
    ).order_by()
    found: dict[tuple[str, str], dict[tuple[int, str], int]] = {}
    of_period = Q(fact__slug__in={slug for slug, _ in regular}, period__in={period for _, period in regular})
    place = ("branch__township", "branch__category")
    for slug, period, township, category, number in (
        there.filter(of_period)
        .values_list("fact__slug", "period", *place)
        .annotate(number=Count("branch", distinct=True))
    ):
        found.setdefault((slug, period), {})[township, category] = number
    for slug, township, category, number in (
        there.filter(fact__slug__in=told, year=on.year)
        .values_list("fact__slug", *place)
        .annotate(number=Count("branch", distinct=True))
    ):
        found.setdefault((slug, ""), {})[township, category] = number
    return found


def _missing(branches: Iterable[Branch], stated: Mapping[tuple[int, str], int]) -> int:
    """Branches asked, less those of the same townships and categories that have a value."""
    asked: dict[tuple[int, str], int] = {}
    for branch in branches:
        place = (branch.township_id, branch.category)
        asked[place] = asked.get(place, 0) + 1
    return sum(max(0, number - stated.get(place, 0)) for place, number in asked.items())
