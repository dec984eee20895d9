"""The workbook of one supplier: a row a branch, a column a fact, what was held before, and the template's version."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from fivestar.engine import FactDef
from fivestar.engine.facts import integer_range
from fivestar.facts.bulk.suppliers import Held, Supplier, held_by, last_observation, period_of
from fivestar.facts.judging import PERIOD_WORDS
from fivestar.facts.stamp import STAMP_HEADER, STAMP_SHEET, Stamp, heading_of, version_of
from fivestar.facts.values import in_unit, scale_of, value_of
from fivestar.standards import words

FIXED = ("代码", "村(社区)", "乡镇(街道)")
_WIDTHS = (15, 18, 16)
_NOT_ASKED = "不用填"
_HELP = (
    ("填哪里", "第一张表里白色的格子。灰色的格子不用填;代码和名称锁住,不要改。空着的格子不算填报,不会覆盖已有的数。"),
    ("怎么填", "数字只填数字,单位写在表头里;“是/否”和选项从列表里选。不要合并单元格,不要用公式。"),
    ("以前的数", "第二张表列出每项已有的数和它的期间,只供对照,不会读入。"),
    ("填好以后", "整个文件在“录入”页上传,先核对,改好再确认;确认以前什么都不变。"),
    ("模板信息", "最后一张表请留着:系统靠它认出这个模板是什么时候、给谁、按哪个填法做的。"),
)


def headings(supplier: Supplier, on: date) -> list[str]:
    """The headings of the facts in the periods of a day."""
    return [heading_of(fact, period_of(fact, on), supplier.catalogue) for fact in supplier.facts]


def template_bytes(supplier: Supplier, on: date) -> bytes:
    """An .xlsx that `receive_file` reads back. Only cells that are asked of a branch are unlocked."""
    seen = last_observation()  # before the values are read: what comes between is shown as changed, never missed
    held = held_by(supplier, on.year)
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        formats = _formats(book)
        _sheet_to_fill(book, supplier, on, formats)
        _sheet_of_before(book, supplier, held, formats)
        _sheet_of_choices(book, supplier)
        _sheet_of_help(book, formats)
        versions = {fact.id: version_of(fact) for fact in supplier.facts}
        _sheet_of_stamp(book, Stamp(supplier.district.code, seen, versions), formats)
    return target.getvalue()


def held_in_words(fact: FactDef, held: list[Held]) -> str:
    """“3.2 万元(2022)”: the newest, with its period; empty when nothing is held."""
    if not held:
        return ""
    last = held[-1]
    return f"{words.value_in_words(fact, value_of(fact, last.value))}({last.period})"


def _formats(book: Any) -> dict[str, Any]:
    locked = {"num_format": "@", "font_color": "#57534E", "bg_color": "#F5F1EA"}
    return {
        "head": book.add_format({"bold": True, "bg_color": "#F3E9DC", "bottom": 1, "text_wrap": True, "valign": "top"}),
        "locked": book.add_format(locked),
        "not_asked": book.add_format({**locked, "pattern": 18, "fg_color": "#D6D3D1", "font_color": "#A8A29E"}),
        "open": book.add_format({"locked": False, "border": 1, "border_color": "#E7E5E4"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _sheet_to_fill(book: Any, supplier: Supplier, on: date, formats: dict[str, Any]) -> None:
    page = book.add_worksheet("填报")
    header = (*FIXED, *headings(supplier, on))
    page.write_row(0, 0, header, formats["head"])
    page.set_row(0, 48)
    for column in range(len(header)):
        page.set_column(column, column, _WIDTHS[column] if column < len(FIXED) else 16)
    page.freeze_panes(1, len(FIXED))
    for number, branch in enumerate(supplier.branches, start=1):
        for column, text in enumerate((branch.village.code, branch.village.name, branch.township.name)):
            page.write_string(number, column, text, formats["locked"])
        for column, fact in enumerate(supplier.facts, start=len(FIXED)):
            if supplier.is_asked(branch, fact):
                page.write_blank(number, column, None, formats["open"])
            else:
                # Empty, so that nothing is read from it; the pattern says that nobody asks.
                page.write_blank(number, column, None, formats["not_asked"])
    last = len(supplier.branches)
    for column, fact in enumerate(supplier.facts, start=len(FIXED)):
        page.data_validation(1, column, last, column, _rule(fact, _place_of_choices(supplier, fact)))
    page.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": False})


def _rule(fact: FactDef, choices: str) -> dict[str, Any]:
    """What the spreadsheet lets into a column; the import judges it again."""
    says = {"input_title": fact.label[:32], "error_title": "不能这样填", "error_type": "stop"}
    if fact.type == "boolean":
        return {**says, "validate": "list", "source": ["是", "否"], "input_message": "是 或 否"}
    if fact.type == "choice":
        return {**says, "validate": "list", "source": choices, "input_message": "从列表里选一项"}
    scale = scale_of(fact)
    low, high = integer_range(fact)
    unit = fact.shown_as or fact.unit or ""
    text = f"{in_unit(low, scale)} 到 {in_unit(high, scale)} {unit},按{PERIOD_WORDS[fact.period]}填"
    return {
        **says,
        "validate": "integer" if scale == 1 else "decimal",
        "criteria": "between",
        "minimum": low / scale if scale > 1 else low,
        "maximum": high / scale if scale > 1 else high,
        "input_message": text,
        "error_message": f"应在 {text}",
    }


def _sheet_of_before(
    book: Any, supplier: Supplier, held: dict[tuple[int, str], list[Held]], formats: dict[str, Any]
) -> None:
    page = book.add_worksheet("已有的数")
    header = (*FIXED, *(fact.label for fact in supplier.facts))
    page.write_row(0, 0, header, formats["head"])
    for column in range(len(header)):
        page.set_column(column, column, _WIDTHS[column] if column < len(FIXED) else 20)
    page.freeze_panes(1, len(FIXED))
    for number, branch in enumerate(supplier.branches, start=1):
        cells = [branch.village.code, branch.village.name, branch.township.name]
        cells += [_before(supplier, branch, fact, held) for fact in supplier.facts]
        for column, text in enumerate(cells):
            page.write_string(number, column, text, formats["locked"])
    page.protect("", {"format_columns": True})


def _before(supplier: Supplier, branch: Any, fact: FactDef, held: dict[tuple[int, str], list[Held]]) -> str:
    if not supplier.is_asked(branch, fact):
        return _NOT_ASKED
    return held_in_words(fact, held.get((branch.pk, fact.id), []))


def _sheet_of_choices(book: Any, supplier: Supplier) -> None:
    """Lists too long for a rule of their own (255 characters) stand here, a column each."""
    page = book.add_worksheet("选项")
    for column, fact in enumerate(_with_choices(supplier)):
        page.write_column(0, column, (fact.label, *(fact.choices or ())))
    page.hide()


def _with_choices(supplier: Supplier) -> list[FactDef]:
    return [fact for fact in supplier.facts if fact.type == "choice"]


def _place_of_choices(supplier: Supplier, fact: FactDef) -> str:
    if fact.type != "choice":
        return ""
    column = xlsxwriter.utility.xl_col_to_name(_with_choices(supplier).index(fact))
    return f"=选项!${column}$2:${column}${len(fact.choices or ()) + 1}"


def _sheet_of_help(book: Any, formats: dict[str, Any]) -> None:
    page = book.add_worksheet("填写说明")
    page.set_column(0, 0, 12, formats["wrap"])
    page.set_column(1, 1, 80, formats["wrap"])
    for number, line in enumerate(_HELP):
        page.write_row(number, 0, line, formats["wrap"])


def _sheet_of_stamp(book: Any, stamp: Stamp, formats: dict[str, Any]) -> None:
    page = book.add_worksheet(STAMP_SHEET)
    page.set_column(0, 1, 30)
    page.write_row(0, 0, STAMP_HEADER, formats["head"])
    for number, line in enumerate(stamp.rows(), start=1):
        for column, text in enumerate(line):
            page.write_string(number, column, text, formats["locked"])
    page.protect()
