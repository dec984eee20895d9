"""Ledgers (台账) as offices pass them round: a title, a headed and ruled table, ready to print across A4.

Not for reading back: a title stands above the headings. Files that come back in are written by `write_xlsx`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter

from fivestar.foundation.sheets.table import Cell

A4 = 9
HEAD_ROW = 2
"""Below the title and the line about it, counted from 0."""
_HEIGHTS = {0: 34, 1: 20, HEAD_ROW: 32}
_FRAME = {"border": 1, "text_wrap": True, "valign": "vcenter", "font_size": 10}


@dataclass(frozen=True, slots=True)
class Ledger:
    """One sheet. about: the line below the title. mark: 演示数据 or "", in title and foot.

    on_paper: so many columns are printed; those after them are for whoever sorts and filters on a screen.
    frozen: so many columns stay in sight. page: the foot's “第 {} 页，共 {} 页”.
    """

    sheet: str
    title: str
    about: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]
    on_paper: int
    frozen: int
    mark: str = ""
    page: str = "第 {} 页，共 {} 页"


def write_ledgers(target: str | Path | BinaryIO, ledgers: Iterable[Ledger]) -> None:
    """A workbook; rows are taken one by one and the memory does not grow with them."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,  # SECURITY: what begins with = is somebody's text, never our formula
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options) as book:
        title = book.add_format({"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"})
        about = book.add_format({"font_size": 10, "valign": "vcenter"})
        bold = book.add_format({**_FRAME, "bold": True, "align": "center", "bg_color": "#F3EFE8"})
        formats = {
            str: book.add_format({**_FRAME, "num_format": "@"}),
            int: book.add_format({**_FRAME, "align": "center"}),
            date: book.add_format({**_FRAME, "align": "center", "num_format": "yyyy-mm-dd"}),
        }
        for one in ledgers:
            page = book.add_worksheet(one.sheet)
            for column, width in enumerate(one.widths):
                page.set_column(column, column, width)
            for row, height in _HEIGHTS.items():
                page.set_row(row, height)
            marked = f"{one.title}（{one.mark}）" if one.mark else one.title
            page.merge_range(0, 0, 0, one.on_paper - 1, "", title)
            page.write_string(0, 0, marked, title)
            page.write_string(1, 0, one.about, about)
            page.write_row(HEAD_ROW, 0, one.header, bold)
            for number, cells in enumerate(one.rows, HEAD_ROW + 1):
                _write(page, number, cells, formats)
            _for_paper(page, one)


def _write(page: Any, number: int, cells: Sequence[Cell], formats: dict[type, Any]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            page.write_string(number, column, cell, formats[str])
        elif isinstance(cell, date):
            page.write_datetime(number, column, cell, formats[date])
        elif cell is None:
            page.write_blank(number, column, None, formats[str])
        else:
            page.write(number, column, cell, formats[int])


def _for_paper(page: Any, one: Ledger) -> None:
    """A4 across, as wide as the page, headings on every sheet of paper."""
    last = HEAD_ROW + len(one.rows)
    page.freeze_panes(HEAD_ROW + 1, one.frozen)
    page.autofilter(HEAD_ROW, 0, last, len(one.header) - 1)
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD_ROW)
    page.print_area(0, 0, last, one.on_paper - 1)
    page.set_footer(f"&L{one.mark}&R{one.page.format('&P', '&N')}")
