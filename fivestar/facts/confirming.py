"""The set-based half of confirming a batch: two statements, whatever its size, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from fivestar.facts.models import ImportBatch
from fivestar.foundation.access import SYSTEM
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


def lock_branches_of(batch: ImportBatch) -> None:
    """Nobody else changes facts of these branches until the transaction ends; always in the order of their keys."""
    staged = batch.staged.filter(fault__isnull=True, is_left_out=False)
    branches = territory.visible_branches(SYSTEM).filter(pk__in=staged.values("branch"))
    list(branches.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


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
