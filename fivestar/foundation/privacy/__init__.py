"""Personal data that must not become public: numbers of persons, house numbers, illnesses, lists of people. Pure.

A village's or a department's landline may stand there; that is what a notice is answered by. Digits are read as people
write them. Whatever others will read is asked the same by every door: `personal_in` of a text, `first_in_table` of a
table, `lists_people` of both. Wrong findings are possible (a long contract number that looks like a card); the message
says where and shows its ends, so that whoever writes can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.privacy.people import lists_people, names_column
from fivestar.foundation.privacy.runs import Kind
from fivestar.foundation.privacy.scan import CERTAIN, Finding, masked, scan

__all__ = [
    "CERTAIN",
    "IN_CELL",
    "IN_LINE",
    "Finding",
    "Kind",
    "Personal",
    "first_in_table",
    "found_in_table",
    "lists_people",
    "masked",
    "names_column",
    "personal_in",
    "refuse_personal",
    "scan",
]

IN_LINE = {
    "id": N_("第 {line} 行像是有身份证号（{sample}），请先删去或遮住"),
    "mobile": N_("第 {line} 行像是有手机号（{sample}），请先删去或遮住"),
    "account": N_("第 {line} 行像是有银行账号（{sample}），请先删去或遮住"),
    "address": N_("第 {line} 行像是有谁家的门牌（{sample}），请先删去或遮住"),
    "health": N_("第 {line} 行像是写了谁的病残情况（{sample}），请先删去或遮住"),
}
IN_CELL = {
    "id": N_("表格第 {row} 行第 {column} 格像是有身份证号（{sample}），请先删去或遮住"),
    "mobile": N_("表格第 {row} 行第 {column} 格像是有手机号（{sample}），请先删去或遮住"),
    "account": N_("表格第 {row} 行第 {column} 格像是有银行账号（{sample}），请先删去或遮住"),
    "address": N_("表格第 {row} 行第 {column} 格像是有谁家的门牌（{sample}），请先删去或遮住"),
    "health": N_("表格第 {row} 行第 {column} 格像是写了谁的病残情况（{sample}），请先删去或遮住"),
}
_TOLD_AS = {"id_like": "id", "mobile_like": "mobile"}


@dataclass(frozen=True, slots=True)
class Personal:
    """kind: a key of IN_LINE. sample: the ends of it, or the words. line: from 1, in a text of several lines."""

    kind: str
    sample: str
    line: int


def personal_in(
    text: str, *, heading: str = "", beside_name: bool = False, only_certain: bool = False
) -> Iterator[Personal]:
    """Everything of a person in a text, in its order. only_certain: somebody looked at what is only likely."""
    for number, line in enumerate(text.splitlines(), 1):
        for found in scan(line, heading=heading, beside_name=beside_name):
            if found.is_certain or not only_certain:
                sample = found.sample if found.digits else line[found.start : found.end]
                yield Personal(_TOLD_AS.get(found.kind, found.kind), sample, number)


def refuse_personal(refused: type[Refused], *texts: str, said: Mapping[str, str] = IN_LINE) -> None:
    """For words that others will read: raises `refused` with the first that is found, its middle left out.

    said: kind → message id, with `{sample}` and, where it helps, `{line}`; a kind it lacks is told as elsewhere.
    """
    for text in texts:
        for found in personal_in(text):
            raise refused(said.get(found.kind, IN_LINE[found.kind]), line=found.line, sample=found.sample)


def found_in_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, str, Finding]]:
    """(row, 1 is the heading; column from 1; heading of the column; what), in its order."""
    beside_name = names_column(head, rows)
    for row, cells in enumerate((head, *rows), 1):
        for column, cell in enumerate(cells, 1):
            heading = head[column - 1] if column <= len(head) else ""
            found = scan(cell) if row == 1 else scan(cell, heading=heading, beside_name=beside_name)
            yield from ((row, column, heading, one) for one in found)


def first_in_table(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, only_certain: bool = False
) -> tuple[int, int, Personal] | None:
    """(row, column, what) of the first in a table."""
    for row, column, _, found in found_in_table(head, rows):
        if found.is_certain or not only_certain:
            cell = (head, *rows)[row - 1][column - 1]
            sample = found.sample if found.digits else cell[found.start : found.end]
            return row, column, Personal(_TOLD_AS.get(found.kind, found.kind), sample, 1)
    return None
