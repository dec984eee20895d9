"""Reads of facts: what is known of branches for a year, where it comes from, and the files on their way in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Max, QuerySet
from django.shortcuts import get_object_or_404

from fivestar.engine import FactDef
from fivestar.engine.facts import PREVIOUS, Value, base_name
from fivestar.facts.catalogue import Catalogue, catalogue
from fivestar.facts.confirming import changed_meanwhile
from fivestar.facts.decisions import Reading, Seen, read_year
from fivestar.facts.models import Basis, ImportBatch, Observation, StagedRow
from fivestar.facts.values import value_of
from fivestar.foundation.access import Actor, decide, visible
from fivestar.foundation.outcome import may_or_could
from fivestar.foundation.writing import marks

if TYPE_CHECKING:
    from fivestar.territory.models import Region

__all__ = ["Catalogue", "Reading", "Seen", "catalogue", "changed_meanwhile"]

FAULTY_ROWS_A_PAGE = 50

_OBSERVED = """
    SELECT observation.branch_id, fact.slug, observation.period, observation.year, observation.value,
           observation.basis, observation.source, observation.observed_on, observation.id
    FROM facts_observation observation JOIN standards_fact fact ON fact.id = observation.fact_id
    WHERE observation.branch_id IN ({branches}) AND observation.year IN ({years}) AND {then}
"""
_STANDING = "observation.superseded_at IS NULL"
_KNOWN = "observation.recorded_at <= %s AND (observation.superseded_at IS NULL OR observation.superseded_at > %s)"
_LATER = """
    SELECT DISTINCT branch_id FROM facts_observation WHERE branch_id IN ({branches}) AND recorded_at > %s
"""


def observed(
    branch_ids: Iterable[int], *, years: Iterable[int], known_at: datetime | None = None
) -> dict[int, list[Seen]]:
    """Branch → its observations of those years: the current ones, or those known at a moment. One query.

    SECURITY: for scoring only; what a person may see is asked by the page's own query.
    """
    branches, of_years = list(branch_ids), list(years)
    found: dict[int, list[Seen]] = {}
    if not branches or not of_years:
        return found
    then, moments = _STANDING, []
    if known_at is not None:
        then, moments = _KNOWN, [connection.ops.adapt_datetimefield_value(known_at)] * 2
    # Written out, and without a server-side cursor: every statement of a fact waits for it, and Django takes as long to
    # put the query together as the database to answer it.
    with connection.cursor() as cursor:
        cursor.execute(
            _OBSERVED.format(branches=marks(branches), years=marks(of_years), then=then),
            [*branches, *of_years, *moments],
        )
        for branch, *seen in cursor:
            found.setdefault(branch, []).append(Seen(*seen))
    return found


def standing_values(
    branch_ids: Iterable[int], *, fact: str, years: Iterable[int], basis: str
) -> list[tuple[int, int, int, str]]:
    """(branch, year, stored value, source) of one fact as it stands; one query."""
    rows = Observation.objects.filter(
        branch__in=list(branch_ids), fact__slug=fact, year__in=list(years), basis=basis, superseded_at__isnull=True
    )
    return list(rows.order_by("branch", "year", "period").values_list("branch", "year", "value", "source"))


def standing_periods(
    branch_ids: Iterable[int], *, facts: Iterable[str], year: int
) -> dict[tuple[int, str], dict[str, int]]:
    """(branch, fact) → period → the largest value that stands for it, stated or confirmed. One query."""
    rows = Observation.objects.filter(
        branch__in=list(branch_ids), fact__slug__in=list(facts), year=year, superseded_at__isnull=True
    )
    found: dict[tuple[int, str], dict[str, int]] = {}
    for branch, fact, period, value in rows.order_by("id").values_list("branch", "fact__slug", "period", "value"):
        there = found.setdefault((branch, fact), {})
        there[period] = max(value, there.get(period, value))
    return found


def known_until(branch_ids: Iterable[int], at: datetime) -> dict[int, datetime]:
    """Branch → the moment up to which its record was read: `at`, or later where somebody recorded later.

    Two people who act in the same instant may write in the other order than their clocks say.
    """
    ids = list(branch_ids)
    known = dict.fromkeys(ids, at)
    if not ids:
        return known
    with connection.cursor() as cursor:
        cursor.execute(_LATER.format(branches=marks(ids)), [*ids, connection.ops.adapt_datetimefield_value(at)])
        later = [branch for (branch,) in cursor]
    if later:  # seldom: two clocks
        rows = Observation.objects.filter(branch__in=later, recorded_at__gt=at).values_list("branch").order_by()
        known |= dict(rows.annotate(Max("recorded_at")))
    return known


def year_values(
    branch_ids: Iterable[int],
    *,
    facts: Mapping[str, FactDef],
    year: int,
    basis: str,
    as_at: date,
    known_at: datetime | None = None,
) -> dict[int, dict[str, Value]]:
    """Branch → fact → value as the engine judges it, `previous.<fact>` for the year before; unknown is absent.

    facts: definitions to read with, those of the edition in question.
    """
    ids = list(branch_ids)
    seen = observed(ids, years=(year, year - 1), known_at=known_at)
    return {
        branch: values_of(readings_of(seen.get(branch, ()), facts=facts, year=year, basis=basis, as_at=as_at), facts)
        for branch in ids
    }


def readings_of(
    seen: Iterable[Seen], *, facts: Mapping[str, FactDef], year: int, basis: str, as_at: date
) -> dict[str, Reading]:
    """Key (`fact`, `previous.fact`) → reading."""
    seen = list(seen)
    before = read_year(seen, facts, year=year - 1, basis=basis, as_at=as_at)
    return read_year(seen, facts, year=year, basis=basis, as_at=as_at) | {
        PREVIOUS + fact: reading for fact, reading in before.items()
    }


def values_of(readings: Mapping[str, Reading], facts: Mapping[str, FactDef]) -> dict[str, Value]:
    """What the engine is given: what is too old is left out."""
    return {
        key: value_of(facts[base_name(key)], reading.value)
        for key, reading in readings.items()
        if reading.value is not None
    }


def bases_for(actor: Actor, district: Region) -> tuple[Basis, ...]:
    """On which bases this actor may bring facts of the district, or could with a second factor; empty: on none."""
    acts = ((Basis.CONFIRMED, "facts.import_confirmed"), (Basis.STATED, "facts.import_stated"))
    return tuple(basis for basis, act in acts if may_or_could(decide(actor, act, district)))


def import_batches(actor: Actor, district: Region) -> QuerySet[ImportBatch]:
    """The files this actor may see in a district, newest first."""
    return visible(actor, "facts.read_batch", ImportBatch.objects.filter(district=district)).order_by("-id")


def import_batch(actor: Actor, public_id: str) -> ImportBatch:
    """404 when there is none or the actor may not know of it."""
    batches = visible(actor, "facts.read_batch", ImportBatch.objects.select_related("district"))
    return get_object_or_404(batches.defer("data"), public_id=public_id)


def faulty_rows(batch: ImportBatch, *, page: int = 1) -> list[StagedRow]:
    """Rows to be mended, in the order of the file; `FAULTY_ROWS_A_PAGE` of them."""
    start = (page - 1) * FAULTY_ROWS_A_PAGE
    rows = batch.staged.filter(fault__isnull=False, is_left_out=False).order_by("row", "column")
    return list(rows[start : start + FAULTY_ROWS_A_PAGE])


def good_rows(batch: ImportBatch, *, limit: int = 20) -> list[StagedRow]:
    """The first rows without a fault, with branch and fact."""
    rows = batch.staged.filter(fault__isnull=True, is_left_out=False).select_related("branch", "fact")
    return list(rows.order_by("row", "column")[:limit])


def left_out_rows(batch: ImportBatch) -> QuerySet[StagedRow]:
    return batch.staged.filter(is_left_out=True).order_by("row", "column")


def staged_row(batch: ImportBatch, row_id: int) -> StagedRow:
    return get_object_or_404(StagedRow.objects.select_related("batch__district"), pk=row_id, batch=batch)


def long_files() -> list[ImportBatch]:
    """Files kept for the job to read, the oldest first."""
    waiting = ImportBatch.objects.filter(state=ImportBatch.State.STAGING, data__isnull=False)
    return list(waiting.select_related("district").order_by("id"))
