"""Workbooks for people: a bold frozen header, widths that fit, codes as text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

import xlsxwriter

from fivestar.foundation.sheets.table import Cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The media type of a workbook."""
MAX_WIDTH = 60
MAX_ROWS = 1_048_576


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, headings and rows. Text stays text, so that a 12-digit code keeps its digits."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]] = ()
    widths: Sequence[int] = ()


def write_xlsx(target: str | Path | BinaryIO, sheets: Iterable[Sheet]) -> None:
    """Write a workbook. Rows are taken one by one: the memory does not grow with them."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,  # SECURITY: what begins with = is somebody's text, never our formula
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        as_text = book.add_format({"num_format": "@"})
        plain = book.add_format()
        as_day = book.add_format({"num_format": "yyyy-mm-dd"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.title)
            for column in range(len(sheet.header)):
                page.set_column(column, column, _width(sheet, column), as_text)
            page.write_row(0, 0, sheet.header, bold)
            page.freeze_panes(1, 1)
            for number, cells in enumerate(sheet.rows, start=1):
                for column, cell in enumerate(cells):
                    if isinstance(cell, str):
                        page.write_string(number, column, cell, as_text)
                    elif isinstance(cell, date):
                        page.write_datetime(number, column, cell, as_day)
                    elif cell is not None:
                        page.write(number, column, cell, plain)


def _width(sheet: Sheet, column: int) -> int:
    if column < len(sheet.widths):
        return sheet.widths[column]
    return min(max(8, 2 * len(sheet.header[column]) + 2), MAX_WIDTH)
