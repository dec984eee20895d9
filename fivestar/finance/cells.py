"""How a cell is read: what somebody wrote becomes a value, or a fault that says what was expected."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fivestar.facts import periods
from fivestar.finance.kinds import Word
from fivestar.finance.money import MAX_AMOUNT, read_hundredths
from fivestar.foundation.bringing.rows import IS_COMPUTED, is_computed
from fivestar.foundation.outcome import N_
from fivestar.foundation.privacy import personal_in

Reader = Callable[[str, object], Any]
_HAS_PERSONAL = {
    "id": N_("像是有身份证号（{sample}），流水要整本公开，请先删去"),
    "mobile": N_("像是有手机号（{sample}），流水要整本公开，请先删去"),
    "account": N_("像是有银行账号（{sample}），流水要整本公开，请先删去"),
    "address": N_("像是有谁家的门牌（{sample}），流水要整本公开，请写到村组为止"),
    "health": N_("像是写了谁的病残情况（{sample}），流水要整本公开，请先删去"),
}


class Unread(Exception):  # noqa: N818 -- carries a message for whoever mends the cell
    """What was expected instead."""

    def __init__(self, message_id: str, /, **values: object) -> None:
        super().__init__(message_id)
        self.message_id, self.values = message_id, values


@dataclass(frozen=True, slots=True)
class Column:
    """headings: the first is printed on the template, all are read. is_needed: the sheet must have it.

    may_be_empty: a cell of it; what an empty one means is `empty`.
    """

    id: str
    headings: tuple[str, ...]
    read: Reader
    is_needed: bool = True
    may_be_empty: bool = False
    empty: Any = ""


def plain(text: object) -> str:
    """As headings and words are compared: width, blanks, quotation marks and brackets make no difference."""
    wide = unicodedata.normalize("NFKC", str(text or ""))
    return "".join(one for one in wide if not one.isspace() and one not in "“”\"'「」()[]【】").lower()


def written(cell: object) -> str:
    """A cell as one line of text."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime):
        cell = cell.date()
    return " ".join(unicodedata.normalize("NFC", str(cell)).split())


def text(most: int) -> Reader:
    """Words that everybody will read: nobody's number, house number or illness may stand among them."""

    def read(found: str, _cell: object) -> str:
        if len(found) > most:
            raise Unread(N_("最多 {most} 个字"), most=most)
        for personal in personal_in(found):
            raise Unread(_HAS_PERSONAL[personal.kind], sample=personal.sample)
        return found

    return read


def day(found: str, cell: object) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    period = periods.parse(found)
    if period is None or period.kind != "day":
        raise Unread(N_("日期应写成 2023-05-31，现为“{found}”"), found=found)
    return period.first


def money(*, below_zero: bool = False) -> Reader:
    """Yuan with at most two decimals, as 分."""

    def read(found: str, cell: object) -> int:
        fen = read_hundredths(cell)
        if fen is None:
            raise Unread(N_("金额应填元，最多两位小数，现为“{found}”"), found=found)
        if fen < 0 and not below_zero:
            raise Unread(N_("不能是负数，现为“{found}”"), found=found)
        if abs(fen) > MAX_AMOUNT:
            raise Unread(N_("金额太大，像是写错了：“{found}”"), found=found)
        return fen

    return read


def quantity(found: str, cell: object) -> int:
    number = read_hundredths(cell)
    if number is None or not 0 < number <= MAX_AMOUNT:
        raise Unread(N_("数量应是大于零的数，最多两位小数，现为“{found}”"), found=found)
    return number


def word(words: tuple[Word, ...]) -> Reader:
    """One of some words, as its id."""
    known: Mapping[str, str] = {plain(spelling): one.id for one in words for spelling in (one.label, *one.others)}
    listed = "、".join(one.label for one in words)

    def read(found: str, _cell: object) -> str:
        there = known.get(plain(found))
        if there is None:
            raise Unread(N_("应填 {choices} 之一，现为“{found}”"), choices=listed, found=found)
        return there

    return read


def yes(found: str, _cell: object) -> bool:
    answers = {"是": True, "有": True, "否": False, "无": False, "不是": False}
    if plain(found) not in answers:
        raise Unread(N_("应填“是”或“否”，现为“{found}”"), found=found)
    return answers[plain(found)]


def period(found: str, cell: object) -> str:
    """A month or quarter as it is kept; Excel turns 2023-05 into the first day of that month."""
    if isinstance(cell, date) and cell.day == 1:
        return periods.of_day(cell.date() if isinstance(cell, datetime) else cell, "month").text
    there = periods.parse(found)
    if there is None or there.kind not in ("month", "quarter"):
        raise Unread(N_("期间应是一个月或一个季度，如 2023-05、2023-Q2，现为“{found}”"), found=found)
    return there.text


def number(most: int) -> Reader:
    """A number of a voucher or contract as it is compared: no blanks, no full-width signs."""

    def read(found: str, cell: object) -> str:
        return str(text(most)(unicodedata.normalize("NFKC", found).replace(" ", ""), cell))

    return read


def corrected(most: int) -> Reader:
    """“记-12”, or with the year of an older one: “2022:记-12”. Without a year: None for it."""

    def read(found: str, cell: object) -> tuple[int | None, str]:
        plain_text = unicodedata.normalize("NFKC", found).replace(" ", "")
        year, colon, number = plain_text.partition(":")
        if colon and year.removesuffix("年").isdecimal() and len(year.removesuffix("年")) == 4:
            return int(year.removesuffix("年")), str(text(most)(number, cell))
        return None, str(text(most)(plain_text, cell))

    return read


def read_row(
    columns: tuple[Column, ...], cells: Mapping[str, object]
) -> tuple[dict[str, Any], list[tuple[str, Unread]]]:
    """Column → value, and what could not be read. A column the sheet lacks counts as empty."""
    values: dict[str, Any] = {}
    wrong: list[tuple[str, Unread]] = []
    for column in columns:
        cell = cells.get(column.id)
        found = written(cell)
        try:
            if is_computed(cell):
                raise Unread(IS_COMPUTED)
            if not found:
                if not column.may_be_empty:
                    raise Unread(N_("没有填"))
                values[column.id] = column.empty
            else:
                values[column.id] = column.read(found, cell)
        except Unread as unread:
            wrong.append((column.id, unread))
    return values, wrong
