"""Counting anew what records changed, in the transaction that changed them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from fivestar.facts import periods
from fivestar.facts.actions import UnableToState
from fivestar.facts.catalogue import Catalogue, catalogue
from fivestar.facts.counting.counters import Counter, counters
from fivestar.facts.counting.rule import SOURCE, Standing, Write, due, is_counted
from fivestar.facts.models import Basis, Observation
from fivestar.facts.registers import tell
from fivestar.facts.superseding import supersede
from fivestar.facts.values import Problem, stored_of
from fivestar.foundation import audit
from fivestar.foundation.access import SYSTEM, Actor
from fivestar.foundation.clock import legal_day
from fivestar.territory import queries as territory

_Found = dict[tuple[int, str, str], list[Observation]]


@transaction.atomic
def recount(
    *, actor: Actor, branch_ids: Iterable[int], years: Iterable[int], at: datetime, touched: Iterable[str] | None = None
) -> list[int]:
    """Registered counters over these branches and years; ids of branches whose stated facts changed, in order.

    touched: slugs of the facts the records count for; the counters of others have nothing new to say and are not asked.
    None: every counter.
    What is counted is stated by `actor`, whose record it is: a village's own record does not confirm itself. Facts no
    standards ask for are not counted. The branches are locked first, so that two who record at once count both.
    SECURITY: asks for no right; the act that wrote the record did.
    Raises UnableToState when a count leaves the fact's range.
    """
    ids = sorted(set(branch_ids))
    territory.lock_branches(ids)
    wanted = None if touched is None else set(touched)
    asked = [counter for counter in counters if wanted is None or counter.fact in wanted]
    if not asked:
        return []
    facts = catalogue()
    today = legal_day(at)
    changes: dict[int, dict[str, list[int | None]]] = {}
    for year in sorted(set(years)):
        standing = _standing(ids, [counter.fact for counter in asked], year)
        for counter in asked:
            if counter.fact in facts.facts:
                _recount_one(counter, ids, year, today, facts, standing, actor, at, changes)
    _audit(actor, changes, at)
    if changes:
        tell(sorted(changes), at=at)
    return sorted(changes)


def _recount_one(
    counter: Counter,
    branch_ids: Sequence[int],
    year: int,
    today: date,
    facts: Catalogue,
    standing: _Found,
    actor: Actor,
    at: datetime,
    changes: dict[int, dict[str, list[int | None]]],
) -> None:
    definition = facts.facts[counter.fact]
    counted = counter.counts(branch_ids, year=year, period=definition.period)
    day = min(today, date(year, 12, 31))
    for branch, period, number in _cells(counter.fact, branch_ids, counted, standing):
        found = standing.get((branch, counter.fact, period), [])
        write = due(number, [_as_standing(one) for one in found], day=day)
        if write is None:
            continue
        stored = stored_of(definition, write.value)
        if isinstance(stored, Problem):
            raise UnableToState(stored.message_id, **stored.values)
        before = next((one for one in found if one.basis == Basis.STATED), None)
        _write(before, branch, facts.ids[counter.fact], period, write, SOURCE + counter.of, actor, at)
        changes.setdefault(branch, {})[f"{counter.fact} {period}"] = [before.value if before else None, stored]


def _cells(
    fact: str, branch_ids: Sequence[int], counted: Mapping[int, Mapping[str, int]], standing: _Found
) -> Iterator[tuple[int, str, int]]:
    """(branch, period, number); 0 where records were counted before and none is left."""
    for branch in branch_ids:
        there = dict(counted.get(branch, {}))
        for (of, slug, period), found in standing.items():
            if (of, slug) == (branch, fact) and any(is_counted(one.source) for one in found):
                there.setdefault(period, 0)
        yield from ((branch, period, number) for period, number in sorted(there.items()))


def _standing(branch_ids: Sequence[int], slugs: Sequence[str], year: int) -> _Found:
    rows = Observation.objects.filter(
        branch__in=branch_ids, fact__slug__in=slugs, year=year, superseded_at=None
    ).select_related("fact")
    found: _Found = {}
    for one in rows:
        found.setdefault((one.branch_id, one.fact.slug, one.period), []).append(one)
    return found


def _as_standing(one: Observation) -> Standing:
    return Standing(one.value, one.basis, one.source, one.observed_on)


def _write(
    before: Observation | None,
    branch: int,
    fact: int,
    period: str,
    write: Write,
    source: str,
    actor: Actor,
    at: datetime,
) -> None:
    if before is not None:
        supersede([before.pk], at)
    about = periods.parse(period)
    assert about is not None
    Observation.objects.create(
        branch_id=branch,
        fact_id=fact,
        period=about.text,
        year=about.year,
        value=write.value,
        basis=Basis.STATED,
        source=source,
        observed_on=write.observed_on,
        recorded_at=at,
        recorded_by=actor.person_ref,
    )


def _audit(actor: Actor, changes: Mapping[int, Mapping[str, list[int | None]]], at: datetime) -> None:
    for branch in territory.visible_branches(SYSTEM).filter(pk__in=changes).order_by("pk"):
        audit.record(actor=actor, act="facts.recount", subject=branch, changes=changes[branch.pk], at=at)
