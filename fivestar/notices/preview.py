"""What is personal in a notice that somebody wants to hang up, where it stands, and how it looks masked. Pure.

Nothing of it is kept: the page shows it, and what is posted is the masked text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fivestar.engine import canon
from fivestar.foundation.outcome import N_
from fivestar.foundation.privacy import Finding, found_in_table, lists_people, masked, names_column, scan
from fivestar.notices.judging import Sheet, as_pasted, sheet_pasted

KIND_WORDS = {
    "id": N_("身份证号"),
    "id_like": N_("像身份证号，但校验位不对"),
    "mobile": N_("电话号码"),
    "mobile_like": N_("像手机号，也可能是金额或几个数"),
    "account": N_("银行账号"),
    "address": N_("住址门牌"),
    "health": N_("病残情况"),
    "people": N_("享受待遇的人员名单"),
}
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
    beside_name = names_column(sheet.head, sheet.rows)
    head = tuple(masked(cell, everything=everything) for cell in sheet.head)
    rows = tuple(
        tuple(
            masked(cell, heading=heading, beside_name=beside_name, everything=everything)
            for heading, cell in _cells(sheet, row)
        )
        for row in sheet.rows
    )
    made = {name: masked(text, everything=everything) for name, text in texts.items() if name != "table"}
    is_changed = (head, rows) != (sheet.head, sheet.rows)
    return {**made, "table": as_pasted(head, rows) if is_changed else texts["table"]}


def digest_of(texts: Mapping[str, str]) -> str:
    """Of what was shown: what is typed afterwards is looked at again before it hangs there."""
    tidy = {name: unicodedata.normalize("NFC", text).strip() for name, text in texts.items()}
    return canon.digest({name: [line.rstrip() for line in text.splitlines()] for name, text in tidy.items()})


def _in_lines(texts: Mapping[str, str]) -> Iterator[Place]:
    for name in _LINES:
        for number, line in enumerate(texts[name].splitlines(), 1):
            for found in scan(line):
                where = N_("第 {line} 行") if name == "body" else ""
                yield _place(found, name, where, {"line": number})


def _in_table(pasted: str) -> Iterator[Place]:
    sheet = sheet_pasted(pasted)
    for row, column, heading, found in found_in_table(sheet.head, sheet.rows):
        values = {"row": row, "column": column, "heading": heading}
        yield _place(found, "table", N_("第 {row} 行第 {column} 格（{heading}）"), values)


def _people(texts: Mapping[str, str]) -> Iterator[Place]:
    """Names stay where the law publishes them; whoever posts says that it does."""
    sheet = sheet_pasted(texts["table"])
    words = "\n".join(texts[name] for name in ("title", "basis", "body"))
    if lines := lists_people(words, sheet.head, sheet.rows):
        where = N_("共 {rows} 行，只公开依规定该公开的")
        yield Place("people", "table" if sheet.rows else "body", where, {"rows": lines})


def _cells(sheet: Sheet, row: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for place, cell in enumerate(row):
        yield (sheet.head[place] if place < len(sheet.head) else ""), cell


def _place(found: Finding, column: str, where: str, values: Mapping[str, object]) -> Place:
    return Place(found.kind, column, where, values, found.sample, found.mask, found.is_certain)
