"""Files of facts for stories: as tables, and as bytes."""

from collections.abc import Sequence
from typing import Any

from fivestar.facts.actions import stage_import
from fivestar.facts.models import ImportBatch, Observation
from fivestar.foundation.access import Actor
from fivestar.foundation.sheets import Row, Table
from tests.cast import NOW, Cast

LONG = ("branch", "fact", "period", "value", "observed_on", "source")
DONGLIU, XILIU, SHIQIAO = "990099001201", "990099001202", "990099001203"


def table(header: Sequence[str], *rows: Sequence[Any], name: str = "数据.xlsx") -> Table:
    return Table(name, tuple(header), [Row(number, list(row)) for number, row in enumerate(rows, start=2)])


def long(*rows: Sequence[Any]) -> Table:
    return table(LONG, *rows)


def vacant(code: str, days: Any, *, period: str = "2023", day: str = "2023-09-10") -> tuple[Any, ...]:
    return (code, "vacant_days", period, days, day, "乡镇台账")


def staged(cast: Cast, of: Table, *, actor: Actor | None = None, basis: str = "C") -> ImportBatch:
    return stage_import(
        actor=actor or cast.organiser, district=cast.district, table=of, basis=basis, at=NOW, file_name=of.name
    )


def faults(batch: ImportBatch) -> list[tuple[int, str, str]]:
    """(row, column, message id) of every fault."""
    return [
        (row.row, fault["column"], fault["message_id"])
        for row in batch.staged.order_by("row", "column")
        for fault in row.fault or ()
    ]


def record() -> list[tuple[str, str, str, int, str]]:
    """Everything that stands: branch, fact, period, value, basis."""
    return list(
        Observation.objects.filter(superseded_at=None)
        .order_by("branch__village__code", "fact__slug", "period", "basis")
        .values_list("branch__village__code", "fact__slug", "period", "value", "basis")
    )
