"""What the import pages draw, as data: faults in words, rows to mend, the preview and what a file changed."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext

from fivestar.facts import queries, registers
from fivestar.facts.values import value_of
from fivestar.foundation.fault_lines import fault_in_words, stored_fault_lines
from fivestar.foundation.outcome import N_
from fivestar.standards import words

if TYPE_CHECKING:
    from datetime import date, datetime

    from fivestar.facts.catalogue import Catalogue
    from fivestar.facts.models import ImportBatch, StagedRow

STATE_WORDS = {
    "staging": N_("读取中"),
    "staged": N_("待确认"),
    "confirmed": N_("已入库"),
    "withdrawn": N_("已撤回"),
    "broken": N_("读不了"),
}
BASIS_WORDS = {"S": N_("上报，待核实"), "C": N_("已核实")}
COLUMN_WORDS = {
    "branch": N_("代码"),
    "fact": N_("数据项"),
    "period": N_("期间"),
    "value": N_("数值"),
    "unit": N_("单位"),
    "observed_on": N_("数据日期"),
    "source": N_("来源"),
}
_PLACES = {column: place for place, column in enumerate(COLUMN_WORDS)}
# Words that judging puts into its messages as values.
VALUE_WORDS = (N_("年"), N_("半年"), N_("季度"), N_("学期"), N_("月"), N_("日"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A written value of a row to be mended; with words it is shown as a field, without as plain text."""

    column: str
    label: str
    text: str
    words: str | None


@dataclass(frozen=True, slots=True)
class RowCard:
    """A row with faults."""

    id: int
    row: int
    cells: tuple[Cell, ...]

    @property
    def faulty(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.words)

    @property
    def sound(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if not cell.words and cell.text)


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A row that was understood, as it will be recorded."""

    row: int
    branch: str
    fact: str
    period: str
    value: str
    observed_on: date | None
    source: str


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A value that somebody else put there since this file's was taken."""

    row: int
    branch: str
    fact: str
    period: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A file in the list."""

    public_id: str
    file_name: str
    state: str
    state_words: str
    basis_words: str
    rows: int
    faults: int
    uploaded_at: datetime


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """A branch whose stars a confirmed file changed."""

    public_id: str
    name: str
    township: str
    url_name: str
    level_before: int | None
    level_after: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def is_change(self) -> bool:
        """Not so when a branch was rated for the first time and holds no star: nothing was there to change."""
        was = self.level_before or 0
        return bool(self.gained or self.lost) or was != self.level_after


def batch_line(batch: ImportBatch) -> BatchLine:
    return BatchLine(
        batch.public_id,
        batch.file_name,
        batch.state,
        STATE_WORDS[batch.state],
        BASIS_WORDS[batch.basis],
        batch.rows,
        batch.faults,
        batch.uploaded_at,
    )


def batch_context(batch: ImportBatch, *, page: int, by: str) -> dict[str, Any]:
    """All that `facts/batch.html` needs for the state the file is in. by: who looks at it."""
    context: dict[str, Any] = {"batch": batch, "line": batch_line(batch)}
    if batch.state == "broken":
        context["faults"] = stored_fault_lines(batch.file_faults)
    if batch.state == "staged":
        left_out = queries.left_out_rows(batch).count()
        faulty = queries.faulty_rows(batch, page=page)
        prefetch_related_objects(faulty, "branch")
        facts = queries.catalogue()
        changed = queries.changed_meanwhile(batch, by=by).select_related("branch", "fact")
        context |= {
            "changed": [changed_line(row, facts) for row in changed[: queries.FAULTY_ROWS_A_PAGE]],
            "changed_count": changed.count(),
            "cards": [row_card(row, facts) for row in faulty],
            "preview": [preview_line(row, facts) for row in queries.good_rows(batch)],
            "left_out": left_out,
            "good": batch.rows - batch.faults - left_out,
            "page": page,
            "pages": ceil(batch.faults / queries.FAULTY_ROWS_A_PAGE),
        }
    if batch.state == "confirmed":
        lines = [outcome_line(outcome) for source in registers.batch_outcomes for outcome in source(batch)]
        context["outcomes"] = [line for line in lines if line.is_change]
    return context


def row_card(row: StagedRow, facts: Catalogue) -> RowCard:
    """A fault that names no column of the row stands at its first one."""
    columns = sorted(row.raw, key=_place_of)  # a database may keep an object's keys in its own order
    first = columns[0] if columns else ""
    said: dict[str, list[str]] = {}
    for fault in row.fault or ():
        column = fault["column"] if fault["column"] in row.raw else first
        said.setdefault(column, []).append(fault_in_words(fault["message_id"], fault["values"]))
    return RowCard(
        row.pk,
        row.row,
        tuple(
            Cell(
                column,
                gettext(COLUMN_WORDS[column]) if column in COLUMN_WORDS else column,
                _as_shown(row, column, row.raw[column], facts, is_faulty=column in said),
                gettext("；").join(said[column]) if column in said else None,
            )
            for column in columns
        ),
    )


def _place_of(column: str) -> tuple[int, str]:
    """The file's own columns in the order of the template, others after them."""
    return (_PLACES.get(column, len(_PLACES)), column)


def _as_shown(row: StagedRow, column: str, written: object, facts: Catalogue, *, is_faulty: bool) -> str:
    """As it was written; where that is sound, the village stands by its code and a fact by its label."""
    text = "" if written is None else str(written)
    if is_faulty:
        return text
    if column == "branch" and row.branch is not None:
        return f"{text} {row.branch.name}"
    if column == "fact" and (slug := facts.find(text)):
        return facts.facts[slug].label
    return text


def preview_line(row: StagedRow, facts: Catalogue) -> PreviewLine:
    """Only rows without faults come here: they have a branch, a fact and a value."""
    assert row.branch is not None
    assert row.fact is not None
    assert row.value is not None
    definition = facts.facts[row.fact.slug]
    return PreviewLine(
        row.row,
        row.branch.name,
        definition.label,
        row.period,
        words.value_in_words(definition, value_of(definition, row.value)),
        row.observed_on,
        row.source,
    )


def changed_line(row: StagedRow, facts: Catalogue) -> ChangedLine:
    """Comes from `changed_meanwhile`: the row is complete and says what stands now."""
    line = preview_line(row, facts)
    definition = facts.facts[row.fact.slug] if row.fact else None
    assert definition is not None
    standing: int = getattr(row, "standing_value")  # noqa: B009 -- put there by the query
    theirs = words.value_in_words(definition, value_of(definition, standing))
    return ChangedLine(line.row, line.branch, line.fact, line.period, theirs, line.value)


def outcome_line(outcome: registers.BranchOutcome) -> OutcomeLine:
    before, after = set(outcome.stars_before), set(outcome.stars_after)
    return OutcomeLine(
        outcome.public_id,
        outcome.name,
        outcome.township,
        outcome.url_name,
        outcome.level_before,
        outcome.level_after,
        gained=tuple(star for star in outcome.stars_after if star not in before),
        lost=tuple(star for star in outcome.stars_before if star not in after),
    )
