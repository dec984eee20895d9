"""What is personal in a notice that somebody wants to hang up, where it stands, and how it looks masked. Pure.

Nothing of it is kept: the page shows it, and what is posted is the masked text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fivestar.foundation.outcome import N_
from fivestar.foundation.privacy import Finding, masked, scan
from fivestar.notices.judging import Sheet, as_pasted, sheet_pasted

KIND_WORDS = {
    "id": N_("身份证号"),
    "id_like": N_("像身份证号，但校验位不对"),
    "mobile": N_("电话号码"),
    "account": N_("银行账号"),
    "address": N_("住址门牌"),
    "health": N_("病残情况"),
    "people": N_("享受待遇的人员名单"),
}
_NAMES = re.compile(r"姓名|户主|家庭成员|人员")
_BENEFITS = re.compile(r"低保|特困|五保|残疾|孤儿|困境|补助|补贴|救助|慰问|抚恤|困难")
MOST_TOLD = 50
_LINES = ("title", "basis", "body", "place")


@dataclass(frozen=True, slots=True)
class Place:
    """One finding: what, in which field, where (message id with values), its ends and how it would be written."""

    kind: str
    column: str
    where: str
    values: Mapping[str, object] = field(default_factory=dict)
    sample: str = ""
    mask: str = ""
    is_certain: bool = False


def places_in(texts: Mapping[str, str]) -> list[Place]:
    """Everything personal in the fields of a notice, in the order of the page; `table` as it was pasted."""
    return [*_in_lines(texts), *_in_table(texts["table"]), *_people(texts)]


def without_personal(texts: Mapping[str, str], *, everything: bool) -> dict[str, str]:
    """The fields masked; everything: also what is not certain. Masked once more they are the same."""
    sheet = sheet_pasted(texts["table"])
    head = tuple(masked(cell, everything=everything) for cell in sheet.head)
    rows = tuple(
        tuple(masked(cell, heading=heading, everything=everything) for heading, cell in _cells(sheet, row))
        for row in sheet.rows
    )
    made = {name: masked(text, everything=everything) for name, text in texts.items() if name != "table"}
    is_changed = (head, rows) != (sheet.head, sheet.rows)
    return {**made, "table": as_pasted(head, rows) if is_changed else texts["table"]}


def lists_people(texts: Mapping[str, str]) -> bool:
    """Whether its table is a list of people who get something, by name."""
    return any(True for _ in _people(texts))


def _in_lines(texts: Mapping[str, str]) -> Iterator[Place]:
    for name in _LINES:
        for number, line in enumerate(texts[name].splitlines(), 1):
            for found in scan(line):
                where = N_("第 {line} 行") if name == "body" else ""
                yield _place(found, name, where, {"line": number})


def _in_table(pasted: str) -> Iterator[Place]:
    sheet = sheet_pasted(pasted)
    for number, row in enumerate((sheet.head, *sheet.rows), 1):
        for column, (heading, cell) in enumerate(_cells(sheet, row), 1):
            for found in scan(cell, heading="" if number == 1 else heading):
                values = {"row": number, "column": column, "heading": heading}
                yield _place(found, "table", N_("第 {row} 行第 {column} 格（{heading}）"), values)


def _people(texts: Mapping[str, str]) -> Iterator[Place]:
    """Names stay where the law publishes them; whoever posts says that it does."""
    sheet = sheet_pasted(texts["table"])
    head = "".join(sheet.head)
    if sheet.rows and _NAMES.search(head) and _BENEFITS.search(f"{texts['title']}{texts['body']}{head}"):
        yield Place("people", "table", N_("共 {rows} 行，只公开依规定该公开的"), {"rows": len(sheet.rows)})


def _cells(sheet: Sheet, row: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for place, cell in enumerate(row):
        yield (sheet.head[place] if place < len(sheet.head) else ""), cell


def _place(found: Finding, column: str, where: str, values: Mapping[str, object]) -> Place:
    return Place(found.kind, column, where, values, found.sample, found.mask, found.is_certain)
