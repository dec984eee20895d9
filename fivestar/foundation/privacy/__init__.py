"""Personal data that must not become public: identity numbers, mobile telephones, bank accounts, house numbers. Pure.

A village's or a department's landline may stand there; that is what a notice is answered by. Digits are read as people
write them: full-width, Chinese, with spaces or hyphens between. Wrong findings are possible (a long contract number
that looks like a card); the message says where and shows its ends, so that whoever writes can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.privacy.scan import CERTAIN, Finding, Kind, masked, scan

__all__ = [
    "CERTAIN",
    "IN_CELL",
    "IN_LINE",
    "Finding",
    "Kind",
    "Personal",
    "first_in_table",
    "masked",
    "personal_in",
    "refuse_personal",
    "scan",
]

IN_LINE = {
    "id": N_("第 {line} 行像是有身份证号（{sample}），请先删去或遮住"),
    "mobile": N_("第 {line} 行像是有手机号（{sample}），请先删去或遮住"),
    "account": N_("第 {line} 行像是有银行账号（{sample}），请先删去或遮住"),
}
IN_CELL = {
    "id": N_("表格第 {row} 行第 {column} 格像是有身份证号（{sample}），请先删去或遮住"),
    "mobile": N_("表格第 {row} 行第 {column} 格像是有手机号（{sample}），请先删去或遮住"),
    "account": N_("表格第 {row} 行第 {column} 格像是有银行账号（{sample}），请先删去或遮住"),
}


@dataclass(frozen=True, slots=True)
class Personal:
    """kind: id, mobile or account. sample: the ends of it. line: from 1, in a text of several lines."""

    kind: str
    sample: str
    line: int


def personal_in(text: str, *, heading: str = "", only_certain: bool = False) -> Iterator[Personal]:
    """Every number of a person in a text, in its order; addresses and illnesses are looked for where they are masked.

    only_certain: an identity number whose check digit is wrong is left alone.
    """
    for number, line in enumerate(text.splitlines(), 1):
        for found in scan(line, heading=heading):
            if found.is_certain or (found.kind == "id_like" and not only_certain):
                yield Personal("id" if found.kind == "id_like" else found.kind, found.sample, number)


def refuse_personal(refused: type[Refused], *texts: str, said: Mapping[str, str] = IN_LINE) -> None:
    """For words that others will read: raises `refused` with the first that is found, its middle left out.

    said: kind → message id, with `{sample}` and, where it helps, `{line}`.
    """
    for text in texts:
        for found in personal_in(text):
            raise refused(said[found.kind], line=found.line, sample=found.sample)


def first_in_table(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, only_certain: bool = False
) -> tuple[int, int, Personal] | None:
    """(row, 1 is the heading; column from 1; what) of the first in a table."""
    for row, cells in enumerate((head, *rows), 1):
        for column, cell in enumerate(cells, 1):
            heading = head[column - 1] if row > 1 and column <= len(head) else ""
            for found in personal_in(cell, heading=heading, only_certain=only_certain):
                return row, column, found
    return None
