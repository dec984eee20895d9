"""What a notice must be, whoever writes it: a form or another room's act. Pure, told the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from fivestar.foundation.outcome import N_
from fivestar.foundation.privacy import IN_CELL, IN_LINE, first_in_table, lists_people, personal_in
from fivestar.notices import topics
from fivestar.notices.kinds import Kind

MAX_TITLE, MAX_BASIS, MAX_PLACE, MAX_REASON, MAX_WORDS = 80, 200, 80, 200, 300
MAX_BODY = 4000
MAX_COLUMNS, MAX_ROWS, MAX_CELL = 10, 300, 120
MAX_DAYS = 366
MAX_FILES = 5
MAX_FILE_BYTES = 8 * 1024**2
"""Each; whoever opens it has an old telephone and a slow line."""
USUAL_PLACE = "村（社区）公开栏"
UNSEEN_LIST = N_("像是享受待遇的人员名单（{lines} 人），只公开依规定该公开的：请看过再贴")
LATE_DAYS = 15
"""So long after it was hung up a notice may still be recorded (拟定): no quarter's posting is made up afterwards."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of texts under one heading; empty where a notice has none."""

    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def as_json(self) -> dict[str, list[object]]:
        return {"head": list(self.head), "rows": [list(row) for row in self.rows]}


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as somebody tells it. Both days are legal days and counted.

    not_before: the day of what it publishes, such as a meeting's resolution: it cannot have hung there earlier.
    topics: ids of the finance list. looked_at: whoever posts it looked at what is likely personal, a list of people
    too, and lets it stand. No door can say so of what is certain.
    """

    kind: Kind
    title: str
    basis: str
    body: str
    from_day: date
    to_day: date
    place: str
    sheet: Sheet = Sheet()
    not_before: date | None = None
    topics: tuple[str, ...] = ()
    looked_at: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and with which field."""

    column: str
    message_id: str
    values: Mapping[str, object] = field(default_factory=dict)


def faults_of(told: Told, *, category: str, today: date) -> list[Fault]:
    """Everything wrong with it; empty when it may hang there."""
    return [
        *_kind_faults(told, category),
        *_text_faults(told),
        *_sheet_faults(told.sheet),
        *_day_faults(told, today),
        *_personal_faults(told),
    ]


def _kind_faults(told: Told, category: str) -> Iterator[Fault]:
    if category in ("rural", "urban") and category not in told.kind.categories:
        yield Fault("kind", N_("这类支部没有“{kind}”"), {"kind": told.kind.label})
    unknown = [topic for topic in told.topics if topic not in topics.BY_ID]
    if unknown:
        yield Fault("topics", N_("财务公开目录里没有“{topic}”"), {"topic": unknown[0]})


def _text_faults(told: Told) -> Iterator[Fault]:
    for column, text, most, missing in (
        ("title", told.title, MAX_TITLE, N_("请写标题")),
        ("basis", told.basis, MAX_BASIS, N_("请写公示的依据")),
        ("place", told.place, MAX_PLACE, N_("请写贴在哪里")),
    ):
        if not text:
            yield Fault(column, missing)
        elif len(text) > most:
            yield Fault(column, N_("最多 {most} 个字"), {"most": most})
    if not told.body and not told.sheet.rows:
        yield Fault("body", N_("正文和表格至少要有一样"))
    if len(told.body) > MAX_BODY:
        yield Fault("body", N_("最多 {most} 个字"), {"most": MAX_BODY})


def _sheet_faults(sheet: Sheet) -> Iterator[Fault]:
    if sheet.rows and not sheet.head:
        yield Fault("table", N_("表格的第一行应是表头"))
        return
    if len(sheet.head) > MAX_COLUMNS or len(sheet.rows) > MAX_ROWS:
        yield Fault("table", N_("表格最多 {columns} 列、{rows} 行"), {"columns": MAX_COLUMNS, "rows": MAX_ROWS})
    for number, row in enumerate(sheet.rows, 1):
        if len(row) != len(sheet.head):
            values = {"row": number, "cells": len(row), "head": len(sheet.head)}
            yield Fault("table", N_("表格第 {row} 行有 {cells} 格，表头有 {head} 格"), values)
            return
    for row in (sheet.head, *sheet.rows):
        if any(len(cell) > MAX_CELL for cell in row):
            yield Fault("table", N_("表格每格最多 {most} 个字"), {"most": MAX_CELL})
            return


def _day_faults(told: Told, today: date) -> Iterator[Fault]:
    first, last = told.from_day, told.to_day
    if last < first:
        message = N_("公示到 {last} 就结束了，比开始的 {first} 还早")
        yield Fault("to_day", message, {"first": first.isoformat(), "last": last.isoformat()})
    elif (last - first).days >= MAX_DAYS:
        yield Fault("to_day", N_("一份公示最多贴 {most} 天"), {"most": MAX_DAYS})
    if first > today:
        yield Fault("from_day", N_("{day} 还没有到：贴出那天再记"), {"day": first.isoformat()})
    elif told.not_before is not None and first < told.not_before:
        values = {"day": first.isoformat(), "earliest": told.not_before.isoformat()}
        yield Fault("from_day", N_("{day} 太早：这件事 {earliest} 才定下来"), values)
    elif first < (earliest := today - timedelta(days=LATE_DAYS)):
        late = {"day": first.isoformat(), "earliest": earliest.isoformat(), "days": LATE_DAYS}
        yield Fault("from_day", N_("{day} 太早：贴出后 {days} 天内补记，最早 {earliest}"), late)


def names_people(told: Told) -> bool:
    """Whether what it says of people is shown only while it hangs: of its kind, a list of people, or let stand."""
    likely = next(_personal_in_fields(told, only_certain=False), None)
    return told.kind.names_people or bool(people_in(told)) or likely is not None


def people_in(told: Told) -> int:
    """Lines of people by name who get something; 0 where it is no such list."""
    return lists_people("\n".join((told.title, told.basis, told.body)), told.sheet.head, told.sheet.rows)


def _personal_faults(told: Told) -> Iterator[Fault]:
    """The first in each field, with its place; the same for every door."""
    found = list(_personal_in_fields(told, only_certain=told.looked_at))
    yield from found
    if not found and not told.looked_at and (lines := people_in(told)):
        yield Fault("table" if told.sheet.rows else "body", UNSEEN_LIST, {"lines": lines})


def _personal_in_fields(told: Told, *, only_certain: bool) -> Iterator[Fault]:
    for column, text in (("title", told.title), ("basis", told.basis), ("place", told.place), ("body", told.body)):
        for found in personal_in(text, only_certain=only_certain):
            yield Fault(column, IN_LINE[found.kind], {"line": found.line, "sample": found.sample})
            break
    where = first_in_table(told.sheet.head, told.sheet.rows, only_certain=only_certain)
    if where is not None:
        row, cell, found = where
        yield Fault("table", IN_CELL[found.kind], {"row": row, "column": cell, "sample": found.sample})


def sheet_pasted(text: str) -> Sheet:
    """A table pasted from a spreadsheet (tabs) or typed with bars; empty lines are left out."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return Sheet()
    mark = "\t" if "\t" in lines[0] else "|"
    cells = [tuple(cell.strip() for cell in line.replace("｜", "|").split(mark)) for line in lines]
    return Sheet(cells[0], tuple(cells[1:]))


def as_pasted(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The same table as somebody would type it."""
    return "\n".join(" | ".join(row) for row in (head, *rows)) if head else ""
