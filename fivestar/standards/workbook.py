"""The district's own 90 or 106 tasks, from a workbook in the drafts' columns to a rulebook.

A task that an edition already asks about keeps its facts, so that nothing is asked twice: the same name (or the same
number and text), the same kind and unit. Only its threshold, texts and supplier are taken over. Everything else is new
and brings facts of its own. How stars are won, what they presuppose and what caps the level stay as they are.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from fivestar import engine
from fivestar.engine.facts import base_name
from fivestar.engine.tree import keys_in
from fivestar.foundation.outcome import N_
from fivestar.foundation.sheets import Table, is_error_cell
from fivestar.standards.own_facts import facts_for
from fivestar.standards.task_rows import DRAFTED, HEADINGS, OPTIONAL, SCHEMES, Remark, RowReader, TaskRow
from fivestar.standards.thresholds import reading_of, with_threshold
from fivestar.territory.names import clean

MOST_ROWS = 500
_SCHEME_NAMES = {category: name for name, category in SCHEMES.items()}
_CODED = frozenset({"id", "scheme", "star", "kind", "op", "threshold", "unit", "frequency", "supplied_by", "evidence"})


@dataclass(frozen=True, slots=True)
class District:
    """Whose workbook it is."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a workbook: a rulebook, or faults and none. Notes say what was decided by itself."""

    rulebook: engine.Rulebook | None
    faults: tuple[Remark, ...]
    notes: tuple[Remark, ...]


def read_workbook(table: Table, base: engine.Rulebook, district: District, *, on: date) -> Read:
    """The workbook against `base`, the edition in force `on` a day. Once its year is over: for the year of that day."""
    columns, faults = _columns(table.header)
    if not faults and not table.rows:
        faults = [Remark(0, "", N_("文件里没有数据行"))]
    if len(table.rows) > MOST_ROWS:
        faults = [Remark(0, "", N_("任务过多(最多 {most} 行)"), {"most": MOST_ROWS})]
    if faults:
        return Read(None, tuple(faults), ())
    reader = RowReader(base.edition.category, {star.name: star.id for star in base.stars}, _short_names(base))
    rows = [reader.read(number, _cells(cells, columns)) for number, cells in table.rows]
    faults = [*_broken_cells(table, columns), *reader.faults]
    if faults:
        return Read(None, tuple(sorted(faults, key=lambda fault: fault.row)), ())
    return _Assembly(base, district, on).build([row for row in rows if row])


def _columns(header: Sequence[Any]) -> tuple[dict[str, int], list[Remark]]:
    """Column → place; a missing column is a fault, one too many is left aside."""
    heads = [clean(str(head or "")) for head in header]
    places: dict[str, int] = {}
    for column, heading in HEADINGS.items():
        for name in (column, clean(heading)):
            if name in heads:
                places[column] = heads.index(name)
    missing = [column for column in HEADINGS if column not in places and column not in OPTIONAL]
    return places, [
        Remark(1, HEADINGS[column], N_("缺少“{column}”列"), {"column": HEADINGS[column]}) for column in missing
    ]


def _cells(cells: Sequence[Any], columns: Mapping[str, int]) -> dict[str, str]:
    return {column: _text(cells[place], column) for column, place in columns.items()}


def _broken_cells(table: Table, columns: Mapping[str, int]) -> Iterable[Remark]:
    for number, cells in table.rows:
        for column, place in columns.items():
            if is_error_cell(cells[place]):
                yield Remark(number, HEADINGS[column], N_("公式出错:{found}"), {"found": str(cells[place])})


def _text(cell: Any, column: str) -> str:
    """A spreadsheet's 30.0 is 30; codes lose width variants and blanks, texts only what surrounds them."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell)
    return clean(text) if column in _CODED else unicodedata.normalize("NFC", text).strip()


def _short_names(base: engine.Rulebook) -> dict[str, str]:
    return {name: star.id for star in base.stars for name in (star.name.removesuffix("星"), star.short)}


class _Assembly:
    """Puts sound rows together with what the edition in force has."""

    def __init__(self, base: engine.Rulebook, district: District, on: date) -> None:
        self.base = base
        self.district = district
        is_over = on > base.edition.valid_to
        self.year = on.year if is_over else base.edition.year
        self.valid = (date(on.year, 1, 1), date(on.year, 12, 31)) if is_over else None
        self.facts: dict[str, engine.FactDef] = {}
        self.notes: list[Remark] = []
        self.rows: dict[str, int] = {}
        self._by_name = {clean(criterion.name): criterion for criterion in base.criteria}
        self._by_id = {criterion.id: criterion for criterion in base.criteria}

    def build(self, rows: Sequence[TaskRow]) -> Read:
        criteria: dict[str, list[engine.Criterion]] = {star.id: [] for star in self.base.stars}
        for row in rows:
            self.rows[row.id] = row.number
            criteria[row.star].append(self._criterion(row))
        faults = [
            Remark(0, HEADINGS["star"], N_("没有一项任务属于“{star}”"), {"star": star.name})
            for star in self.base.stars
            if not criteria[star.id]
        ]
        if faults:
            return Read(None, tuple(faults), tuple(self.notes))
        if len(rows) != len(self.base.criteria):
            message = N_("这份表有 {count} 项任务,施行中的有 {before} 项")
            self.notes.insert(0, Remark(0, "", message, {"count": len(rows), "before": len(self.base.criteria)}))
        try:
            rulebook = engine.from_document(self._document(rows, criteria))
        except engine.RulebookFaults as refused:
            return Read(None, tuple(self._placed(fault) for fault in refused.faults), tuple(self.notes))
        return Read(rulebook, (), tuple(self.notes))

    def _criterion(self, row: TaskRow) -> engine.Criterion:
        known, met_when = self._known(row)
        if known is None or met_when is None:
            return self._new(row)
        for key in self._facts_of(known):
            self.facts[key] = self.base.facts[key]
        self._move_supplier(row, known)
        is_same_evidence = known.evidence == row.evidence
        return msgspec.structs.replace(
            known,
            id=row.id,
            key_task=row.key_task,
            name=row.name,
            text=row.text,
            met_when=met_when,
            evidence=row.evidence,
            evidence_reason=row.evidence_reason or (known.evidence_reason if is_same_evidence else None),
            lead_dept=row.lead_dept,
            frequency=row.frequency,
            supplied_by=row.supplied_by,
            source=row.source,
        )

    def _known(self, row: TaskRow) -> tuple[engine.Criterion | None, str | None]:
        """The criterion in force that asks the same, and its condition with the row's threshold."""
        same_id = self._by_id.get(row.id)
        is_same_name = same_id is not None and clean(same_id.name) == clean(row.name)
        known = same_id if is_same_name else self._by_name.get(clean(row.name))
        if known is None and same_id is not None and same_id.text == row.text:
            known = same_id
        if known is None:
            if same_id is not None:
                self._note(row, "id", N_("编号“{id}”现为“{before}”,这里按新任务处理"), id=row.id, before=same_id.name)
            return None, None
        met_when = self._same_question(row, known)
        if met_when is None:
            self._note(row, "kind", N_("“{name}”的类型或单位与施行中的不同,按新任务处理"), name=row.name)
        elif known.text != row.text:
            self._note(row, "criterion", N_("“{name}”的文字有改动,仍用原来的数据项,请核对"), name=row.name)
        return known, met_when

    def _same_question(self, row: TaskRow, known: engine.Criterion) -> str | None:
        tree = self.base.trees[known.met_when]
        now = reading_of(tree, self.base.facts)
        if now is None or (row.kind == "veto") is not (known.veto is not None):
            return None
        if (now.kind, now.unit) != (row.reading.kind, row.reading.unit):
            return None
        if now == row.reading:
            return known.met_when
        return with_threshold(tree, self.base.facts, row.reading)

    def _new(self, row: TaskRow) -> engine.Criterion:
        asked = facts_for(row, self.district.code)
        for fact in asked.facts:
            self.facts[fact.id] = self.base.facts.get(fact.id, fact)
        labels = "、".join(fact.label for fact in asked.facts)
        self._note(row, "name", N_("新任务,新增数据项:{labels}"), labels=labels)
        return engine.Criterion(
            id=row.id,
            key_task=row.key_task,
            name=row.name,
            text=row.text,
            met_when=asked.met_when,
            applies_when=asked.applies_when,
            accrues=row.accrues,
            veto=engine.Veto(on=False) if row.kind == "veto" else None,
            evidence=row.evidence,
            evidence_reason=row.evidence_reason or None,
            lead_dept=row.lead_dept,
            frequency=row.frequency,  # type: ignore[arg-type]
            supplied_by=row.supplied_by,  # type: ignore[arg-type]
            source=row.source,
        )

    def _move_supplier(self, row: TaskRow, known: engine.Criterion) -> None:
        """Another supplier of a task is another supplier of its facts, unless another task needs them too."""
        if row.supplied_by == known.supplied_by:
            return
        elsewhere = {key for other in self.base.criteria if other.id != known.id for key in self._facts_of(other)}
        for key in self._facts_of(known):
            fact = self.base.facts[key]
            if key in elsewhere:
                message = N_("数据项“{label}”还有别的任务要用,提供者没有改")
                self._note(row, "supplied_by", message, label=fact.label)
                continue
            self.facts[key] = msgspec.structs.replace(
                fact,
                supplied_by=row.supplied_by,
                keeper=None,
                department=row.lead_dept if row.supplied_by == "department" else None,
            )

    def _facts_of(self, criterion: engine.Criterion) -> tuple[str, ...]:
        trees = [self.base.trees[text] for text in criterion.conditions()]
        return tuple(dict.fromkeys(base_name(key) for tree in trees for key in keys_in(tree)))

    def _document(self, rows: Sequence[TaskRow], criteria: Mapping[str, Sequence[engine.Criterion]]) -> dict[str, Any]:
        base = self.base.edition
        for cap in base.caps:
            for key in keys_in(self.base.trees[cap.when]):
                name = base_name(key)
                self.facts.setdefault(name, self.base.facts[name])
        edition = msgspec.structs.replace(
            base,
            id=self._edition_id(),
            name=f"{self.district.name}{_SCHEME_NAMES[base.category]}“五星”支部评星标准({self.year} 年,区里上传)",
            name_en=None,
            year=self.year,
            valid_from=self.valid[0] if self.valid else base.valid_from,
            valid_to=self.valid[1] if self.valid else base.valid_to,
            status="draft" if any(row.source == DRAFTED for row in rows) else "official",
            source=f"{self.district.name}上传的任务表;得星办法沿用 {base.id}",
            supersedes=base.id,
        )
        stars = [msgspec.structs.replace(star, criteria=tuple(criteria[star.id])) for star in self.base.stars]
        return {
            "format": self.base.document["format"],
            "edition": msgspec.to_builtins(edition),
            "facts": [msgspec.to_builtins(fact) for fact in self._in_base_order()],
            "stars": [msgspec.to_builtins(star) for star in stars],
        }

    def _in_base_order(self) -> Iterable[engine.FactDef]:
        """Known facts where they stood, new ones after them: the same workbook gives the same digest."""
        yield from (self.facts[key] for key in self.base.facts if key in self.facts)
        yield from (fact for key, fact in self.facts.items() if key not in self.base.facts)

    def _edition_id(self) -> str:
        """rural-2023-411003-2 after rural-2023-411003-1; the first after a shipped one."""
        base = self.base.edition
        stem = f"{base.category}-{self.year}-{self.district.code}-"
        last = base.id.removeprefix(stem)
        return f"{stem}{int(last) + 1 if base.id.startswith(stem) and last.isdecimal() else 1}"

    def _note(self, row: TaskRow, column: str, message_id: str, **values: Any) -> None:
        self.notes.append(Remark(row.number, HEADINGS[column], message_id, values))

    def _placed(self, fault: engine.Fault) -> Remark:
        """A fault of the finished rulebook, at the row it came from."""
        return Remark(self.rows.get(fault.id, 0), HEADINGS["threshold"], fault.message_id, dict(fault.values))
