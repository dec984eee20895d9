"""What branches wait for although it is not due yet: they are 待核实 for want of it, and nobody gave any of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from fivestar.facts import periods
from fivestar.facts.bulk.suppliers import Supplier
from fivestar.facts.models import Observation
from fivestar.foundation.registers import Register

if TYPE_CHECKING:
    from fivestar.engine import FactDef
    from fivestar.facts.contests.queries import Standing
    from fivestar.facts.periods import Period
    from fivestar.territory.models import Branch


class Unknowns(Protocol):
    """Branch → facts of its tasks that are unknown today, by confirmed facts. One query."""

    def __call__(self, branch_ids: Collection[int], on: date) -> Mapping[int, frozenset[str]]: ...


unknowns: Register[Unknowns] = Register("facts.unknowns")


@dataclass(frozen=True, slots=True)
class Awaited:
    """facts: in the order of the catalogue; branches: in register order. due_on: the last day of the first to end."""

    facts: tuple[FactDef, ...]
    branches: tuple[Branch, ...]
    due_on: date
    since: date


def awaited_of(
    supplier: Supplier, on: date, contested: Mapping[tuple[int, str, str, str], Standing], *, due: Collection[str]
) -> Awaited | None:
    """None when nobody waits. due: facts that are due already, and said so. Two queries, none where all are due.

    As a branch's page says 尚未供数: of the year nothing stands, stated or confirmed. What is too old, or waits for
    somebody to confirm it, is another matter; so is what the supplier contested.
    """
    facts = [fact for fact in supplier.facts if fact.id not in due]
    branches = [branch.pk for branch in supplier.branches]
    if not facts:
        return None
    lacking: dict[int, frozenset[str]] = {}
    for ask in unknowns:
        lacking.update(ask(branches, on))
    if not lacking:
        return None
    there = Observation.objects.filter(
        branch__in=list(lacking), fact__slug__in=[fact.id for fact in facts], year=on.year, superseded_at=None
    )
    held = set(there.order_by().values_list("branch", "fact__slug").distinct())
    running = {fact.id: periods.of_day(on, "year" if fact.is_told_on_change else fact.period) for fact in facts}
    given_up = {
        (unit, slug)
        for (unit, department, slug, period), said in contested.items()
        if said.outcome != "rejected" and department == supplier.department
        if slug in running and period == running[slug].text
    }
    waiting = {
        (branch, fact)
        for branch in supplier.branches
        for fact in facts
        if fact.id in lacking.get(branch.pk, ())
        and supplier.is_asked(branch, fact)
        and (branch.pk, fact.id) not in held
        and not {(branch.township_id, fact.id), (branch.district_id, fact.id)} & given_up
    }
    return _awaited(supplier, {fact.id for _, fact in waiting}, {branch.pk for branch, _ in waiting}, running)


def _awaited(
    supplier: Supplier, slugs: Collection[str], branch_ids: Collection[int], running: Mapping[str, Period]
) -> Awaited | None:
    if not slugs:
        return None
    return Awaited(
        facts=tuple(fact for fact in supplier.facts if fact.id in slugs),
        branches=tuple(branch for branch in supplier.branches if branch.pk in branch_ids),
        due_on=min(running[slug].last for slug in slugs),
        since=min(running[slug].first for slug in slugs),
    )
