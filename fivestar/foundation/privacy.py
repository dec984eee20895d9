"""Personal data that must not hang on a public board: identity numbers, mobile telephones, bank accounts. Pure.

A village's or a department's landline may stand there; that is what a notice is answered by. Digits are read as people
write them: full-width, with spaces or hyphens between. Wrong findings are possible (a long contract number that looks
like a card); the message says where and shows its ends, so that whoever writes can tell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fivestar.foundation.outcome import N_, Refused

_RUN = re.compile(r"(?<![0-9A-Za-z])[0-9](?:[ \-]?[0-9]){10,29}[ ]?[Xx]?(?![0-9A-Za-z])")
_ID = re.compile(r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")
_OLD_ID = re.compile(r"[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")
_MOBILE = re.compile(r"(?:86)?1[3-9]\d{9}")
_ACCOUNT_WORDS = re.compile(r"(?:账号|帐号|账户|帐户|卡号|存折)[^0-9]{0,8}$")
_CARD_DIGITS = range(16, 20)

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


def personal_in(text: str) -> Iterator[Personal]:
    """Everything personal in a text, in its order."""
    for number, line in enumerate(unicodedata.normalize("NFKC", text).splitlines(), 1):
        for found in _RUN.finditer(line):
            digits = found.group().replace(" ", "").replace("-", "").upper()
            kind = _kind_of(digits, line[: found.start()])
            if kind is not None:
                yield Personal(kind, f"{digits[:3]}…{digits[-2:]}", number)


def refuse_personal(refused: type[Refused], *texts: str, said: Mapping[str, str] = IN_LINE) -> None:
    """For words that others will read: raises `refused` with the first that is found, its middle left out.

    said: kind → message id, with `{sample}` and, where it helps, `{line}`.
    """
    for text in texts:
        for found in personal_in(text):
            raise refused(said[found.kind], line=found.line, sample=found.sample)


def first_in_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, int, Personal] | None:
    """(row, 1 is the heading; column from 1; what) of the first in a table."""
    for row, cells in enumerate((head, *rows), 1):
        for column, cell in enumerate(cells, 1):
            for found in personal_in(cell):
                return row, column, found
    return None


def _kind_of(digits: str, before: str) -> str | None:
    if _ID.fullmatch(digits) or _OLD_ID.fullmatch(digits):
        return "id"
    if _MOBILE.fullmatch(digits):
        return "mobile"
    if _ACCOUNT_WORDS.search(before) or (len(digits) in _CARD_DIGITS and digits.isdigit() and _is_card(digits)):
        return "account"
    return None


def _is_card(digits: str) -> bool:
    """The check digit every bank card carries (ISO/IEC 7812)."""
    doubled = [int(one) * (2 if place % 2 else 1) for place, one in enumerate(reversed(digits))]
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0
