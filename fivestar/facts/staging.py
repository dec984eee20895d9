"""Rows of a file on their way to become observations: read in chunks, judged, kept with their faults.

A batch becomes `staged` only when its last chunk is in; killed before that it stays `staging`, which nothing can
confirm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from fivestar.facts.catalogue import Catalogue
from fivestar.facts.judging import TOWNSHIP, Judged, Rules, duplicate_of, judge
from fivestar.facts.layout import Layout
from fivestar.facts.models import Basis, ImportBatch, Observation, StagedRow
from fivestar.foundation.access import Actor, visible
from fivestar.foundation.clock import legal_day
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.foundation.sheets import Table

CHUNK_ROWS = 2_000


class StagingStopped(Exception):  # noqa: N818 -- reads as what happened
    """Somebody withdrew the batch while it was being read."""


Progress = Callable[[int], object]
Key = tuple[int | None, str | None, str]


@dataclass(slots=True)
class BranchesOfGroup:
    """Group of facts → branches of the district the actor may speak of, each asked for once."""

    actor: Actor
    basis: str
    district_id: int
    _known: dict[str, frozenset[int]] = field(default_factory=dict)

    def __call__(self, group: str) -> frozenset[int]:
        if group not in self._known:
            branches = territory.visible_branches(self.actor).filter(district=self.district_id)
            allowed = visible(
                self.actor, self._act(group), branches, about=None if group == TOWNSHIP else group or None
            )
            self._known[group] = frozenset(allowed.values_list("id", flat=True))
        return self._known[group]

    def _act(self, group: str) -> str:
        if self.basis == "S":
            return "facts.state_township" if group == TOWNSHIP else "facts.state_local"
        return "facts.confirm_department" if group else "facts.confirm_local"


def rules_for(batch: ImportBatch, actor: Actor, catalogue: Catalogue, at: datetime) -> Rules:
    """What rows of this batch are judged by, for this actor."""
    options: Mapping[str, str] = batch.options
    return Rules(
        district_code=batch.district.code[:6],
        branches=territory.branch_ids_by_code(batch.district),
        catalogue=catalogue,
        basis=batch.basis,
        may_say=BranchesOfGroup(actor, batch.basis, batch.district_id),
        today=legal_day(at),
        default_period=options.get("period", ""),
        default_source=options.get("source", "") or _whose_table(batch),
        default_day=date.fromisoformat(options["observed_on"]) if options.get("observed_on") else None,
    )


def _whose_table(batch: ImportBatch) -> str:
    """Whose table it was: never the file's name, where people write their own, since a source is public. The same table
    again has the same source, and so changes nothing.
    """
    whose = batch.department or ("乡镇(街道)" if batch.basis == Basis.STATED else "组织部门")
    return f"{whose}报送的表格"


def stage(batch: ImportBatch, table: Table, layout: Layout, rules: Rules, progress: Progress) -> None:
    """Every value of the table as a staged row, then the batch is `staged`. A transaction a chunk."""
    first_rows: dict[Key, int] = {}
    read = faulty = 0
    staged = (
        _staged(batch, number, column, raw, rules, first_rows)
        for number, values in table.rows
        for column, raw in layout.cells(values)
    )
    for chunk in _chunks(staged):
        _note_what_stood(chunk, batch)
        with transaction.atomic():
            StagedRow.objects.bulk_create(chunk)
            read += len(chunk)
            faulty += sum(row.fault is not None for row in chunk)
            if not _open(batch).update(rows_read=read):
                raise StagingStopped
        progress(read)
    with transaction.atomic():
        _open(batch).update(state=ImportBatch.State.STAGED, rows=read, faults=faulty, kind=layout.kind, data=None)
    batch.refresh_from_db()


def rejudge(row: StagedRow, rules: Rules) -> None:
    """Judges a mended row (`raw` already new) again; unsaved. One query for a duplicate of it."""
    judged = judge(row.raw, rules)
    before = (row.branch_id, row.fact_id, row.period)
    _take(row, judged, rules)
    if (row.branch_id, row.fact_id, row.period) != before:
        _note_what_stood([row], row.batch)
    if row.fault is None:
        twins = StagedRow.objects.filter(
            batch=row.batch,
            branch=row.branch_id,
            fact=row.fact_id,
            period=row.period,
            fault__isnull=True,
            is_left_out=False,
        )
        twin = twins.exclude(pk=row.pk).order_by("row").first()
        if twin is not None:
            row.fault = [duplicate_of(twin.row).as_json()]


def _staged(
    batch: ImportBatch, number: int, column: str, raw: dict[str, object], rules: Rules, first_rows: dict[Key, int]
) -> StagedRow:
    judged = judge(raw, rules)
    row = StagedRow(batch=batch, row=number, column=column, raw={name: _shown(value) for name, value in raw.items()})
    _take(row, judged, rules)
    if row.fault is None:
        first = first_rows.setdefault((judged.branch, judged.fact, judged.period), number)
        if first != number:
            row.fault = [duplicate_of(first).as_json()]
    return row


def _note_what_stood(rows: list[StagedRow], batch: ImportBatch) -> None:
    """What whoever wrote these rows could have seen in their places; one query. Of a template: when it was made."""
    standing = Observation.objects.filter(
        branch__in={row.branch_id for row in rows if row.branch_id},
        fact__in={row.fact_id for row in rows if row.fact_id},
        basis=batch.basis,
        superseded_at=None,
    )
    if "seen" in batch.options:
        standing = standing.filter(pk__lte=int(batch.options["seen"]))
    known = {tuple(key): pk for pk, *key in standing.values_list("pk", "branch", "fact", "period")}
    for row in rows:
        row.seen = known.get((row.branch_id, row.fact_id, row.period))


def _take(row: StagedRow, judged: Judged, rules: Rules) -> None:
    row.branch_id = judged.branch
    row.fact_id = rules.catalogue.ids[judged.fact] if judged.fact else None
    row.period, row.year, row.value = judged.period, judged.year, judged.value
    row.observed_on, row.source = judged.observed_on, judged.source
    row.fault = [fault.as_json() for fault in judged.faults] or None


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value)


def _open(batch: ImportBatch) -> QuerySet[ImportBatch]:
    return ImportBatch.objects.filter(pk=batch.pk, state=ImportBatch.State.STAGING)


def _chunks(rows: Iterable[StagedRow]) -> Iterator[list[StagedRow]]:
    rows = iter(rows)
    while chunk := list(islice(rows, CHUNK_ROWS)):
        yield chunk
