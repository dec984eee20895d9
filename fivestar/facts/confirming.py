"""The set-based half of confirming a batch: two statements, whatever its size, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from fivestar.facts.models import ImportBatch, Observation, StagedRow
from fivestar.territory import queries as territory

_SAME = """
    observation.branch_id = staged.branch_id AND observation.fact_id = staged.fact_id
    AND observation.period = staged.period AND observation.basis = %(basis)s AND observation.superseded_at IS NULL
"""

_GOOD = "staged.batch_id = %(batch)s AND staged.fault IS NULL AND NOT staged.is_left_out"

_SUPERSEDE = f"""
    UPDATE facts_observation
    SET superseded_at = CASE WHEN recorded_at > %(at)s THEN recorded_at ELSE %(at)s END
    WHERE id IN (
        SELECT observation.id FROM facts_stagedrow staged JOIN facts_observation observation ON {_SAME}
        WHERE {_GOOD} AND (observation.value <> staged.value OR observation.source <> staged.source
                           OR observation.observed_on <> staged.observed_on)
    )
"""  # noqa: S608 -- constants of this file only

# A row that still has a current observation says nothing new and is not written again.
_INSERT = f"""
    INSERT INTO facts_observation (branch_id, fact_id, period, year, value, basis, source, observed_on,
                                   recorded_at, recorded_by, batch_id, superseded_at)
    SELECT staged.branch_id, staged.fact_id, staged.period, staged.year, staged.value, %(basis)s, staged.source,
           staged.observed_on, %(at)s, %(by)s, staged.batch_id, NULL
    FROM facts_stagedrow staged
    WHERE {_GOOD} AND NOT EXISTS (SELECT 1 FROM facts_observation observation WHERE {_SAME})
"""  # noqa: S608 -- constants of this file only


def changed_meanwhile(batch: ImportBatch, *, by: str) -> QuerySet[StagedRow]:
    """Good rows in whose place somebody else has put another value since whoever wrote them could look; that value as
    `standing_value`.
    """
    others = Observation.objects.filter(
        branch=OuterRef("branch"),
        fact=OuterRef("fact"),
        period=OuterRef("period"),
        basis=batch.basis,
        superseded_at=None,
    )
    others = others.exclude(recorded_by=by).exclude(value=OuterRef("value"))
    others = others.exclude(pk=Coalesce(OuterRef("seen"), Value(0)))
    good = batch.staged.filter(fault__isnull=True, is_left_out=False)
    there = good.annotate(standing_value=Subquery(others.values("value")[:1]))
    return there.filter(standing_value__isnull=False).order_by("row", "column")


def lock_branches_of(batch: ImportBatch) -> None:
    """Nobody else changes facts of its branches until the transaction ends."""
    territory.lock_branches(batch.staged.filter(fault__isnull=True, is_left_out=False).values("branch"))


def become_observations(batch: ImportBatch, *, by: str, at: datetime) -> list[int]:
    """The good rows as observations; ids of branches that have other facts now, in order."""
    values: dict[str, int | str | None] = {
        "batch": batch.pk,
        "basis": batch.basis,
        "by": by,
        "at": connection.ops.adapt_datetimefield_value(at),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SUPERSEDE, values)
        cursor.execute(_INSERT, values)
    made = batch.observations.order_by("branch")
    return list(made.values_list("branch", flat=True).distinct())
