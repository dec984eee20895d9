"""Tables of facts for the small rulebook, as people send them."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import xlsxwriter

from tests.engine.shipped import FOLDERS

SMALL = str(FOLDERS["small"])
HEADER = (
    "branch", "meetings", "vacant_days", "is_filed", "rating", "households", "bound_households", "income",
    "previous.income", "fires", "is_weak",
)  # fmt: skip
HELD = ("990001001001", 12, 0, True, "优秀", 100, 30, 5_000_000, 5_000_000, 0, False)
LOST = ("990001001002", 12, 31, True, "合格", 0, 0, None, 5_000_000, 1, False)
UNKNOWN = ("990001001003", *[None] * 10)
ROWS = (HELD, LOST, UNKNOWN)

Rows = Sequence[Sequence[object]]


def as_csv(path: Path, rows: Rows = ROWS, header: Sequence[str] = HEADER, encoding: str = "utf-8") -> Path:
    lines = [header, *([_text(cell) for cell in row] for row in rows)]
    path.write_bytes("\r\n".join(",".join(line) for line in lines).encode(encoding))
    return path


def as_xlsx(path: Path, rows: Rows = ROWS, header: Sequence[str] = HEADER) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, header)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, str) and cell.startswith("#"):
                    sheet.write_formula(number, column, "=1/0", None, cell)
                elif isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write(number, column, cell)
    return path


def as_parquet(path: Path, rows: Rows = ROWS, header: Sequence[str] = HEADER) -> Path:
    columns = {name: [row[index] for row in rows] for index, name in enumerate(header)}
    pl.DataFrame(columns, strict=False).write_parquet(path)
    return path


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
