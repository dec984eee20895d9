"""Reads a file as a table; says everything that keeps it from being one."""

import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import polars as pl
from polars.exceptions import PolarsError

from fivestar.foundation.sheets.csv_text import decoded, records
from fivestar.foundation.sheets.faults import N_, SheetFault, SheetFaults, unreadable
from fivestar.foundation.sheets.table import Cell, Row, Stream, Table
from fivestar.foundation.sheets.workbook import workbook_rows

MAX_FAULTS = 50
MAX_FILE_BYTES = 512 * 1024**2  # 4 million values of CSV take a quarter of it; it is held in memory
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read_table(
    source: str | Path | BinaryIO, *, name: str | None = None, sheet: str | None = None, says_formulas: bool = False
) -> Table:
    """The table in a file (.xlsx, .csv, .parquet, told by its first bytes). `sheet` of a workbook: the first otherwise.

    says_formulas: computed cells of a workbook come as their formula (`=SUM(B2:B4)`), not as what they last came to.

    Raises SheetFaults: missing or empty file, wrong encoding, not a workbook, doubled or missing headings, rows longer
    than the header.
    """
    stream = read_stream(source, name=name, sheet=sheet, says_formulas=says_formulas)
    width = len(stream.header)
    rows = []
    faults = []
    for row in stream.rows:
        if len(row.cells) > width:
            message = N_("这一行比表头多 {count} 格")
            faults.append(SheetFault(stream.name, row.number, None, message, {"count": len(row.cells) - width}))
        rows.append(row)
    if faults:
        raise SheetFaults(faults[:MAX_FAULTS])
    return Table(stream.name, stream.header, rows, stream.encoding)


def read_stream(
    source: str | Path | BinaryIO, *, name: str | None = None, sheet: str | None = None, says_formulas: bool = False
) -> Stream:
    """As `read_table`, the rows one by one; a row longer than the header is given as it is."""
    name, data = _bytes(source, name)
    if data.startswith(b"PK\x03\x04"):
        return _stream(name, workbook_rows(name, data, sheet, says_formulas=says_formulas), None)
    if data.startswith(b"PAR1"):
        return _from_parquet(name, data)
    if data.startswith(_OLD_EXCEL):
        raise unreadable(name, N_("是旧式或加密的 Excel 文件,请另存为不加密的 .xlsx"))
    text, encoding = decoded(name, data)
    return _stream(name, records(name, text), encoding)


def _bytes(source: str | Path | BinaryIO, name: str | None) -> tuple[str, bytes]:
    if isinstance(source, str | Path):
        name = name or Path(source).name or str(source)  # "." and "/" have no last part
        try:
            size = Path(source).stat().st_size
            if size > MAX_FILE_BYTES:
                raise unreadable(name, N_("文件有 {size} MB,太大了(最多 {most} MB),请分成几个"), **_in_megabytes(size))
            data = Path(source).read_bytes()
        except FileNotFoundError:
            raise unreadable(name, N_("没有这个文件")) from None
        except IsADirectoryError:
            raise unreadable(name, N_("是文件夹,应为一个文件")) from None
        except OSError as error:
            raise unreadable(name, N_("读不出:{detail}"), detail=error.strerror) from error
    else:
        name = name or getattr(source, "name", None) or "—"
        data = source.read()
    if not data.strip():
        raise unreadable(name, N_("文件是空的"))
    return name, data


def _in_megabytes(size: int) -> dict[str, int]:
    return {"size": -(-size // 1024**2), "most": MAX_FILE_BYTES // 1024**2}


def _stream(name: str, rows: Iterable[Sequence[Cell]], encoding: str | None) -> Stream:
    numbered = _not_empty(rows)
    first = next(numbered, None)
    if first is None:
        raise unreadable(name, N_("文件是空的"))
    header = tuple(str(cell).strip() if cell is not None else "" for cell in _trimmed(first.cells))
    faults = list(_of_header(name, first.number, header))
    if faults:
        raise SheetFaults(faults[:MAX_FAULTS])
    return Stream(name, header, _fitted(numbered, len(header)), encoding)


def _fitted(rows: Iterable[Row], width: int) -> Iterator[Row]:
    """Each row as wide as the header; wider only where something stands beyond it."""
    for number, cells in rows:
        if len(cells) < width:
            yield Row(number, [*cells, *[None] * (width - len(cells))])
        else:
            yield Row(number, [*cells[:width], *_trimmed(cells[width:])])


def _trimmed(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Without the empty cells at the end."""
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return cells[:end]


def _not_empty(rows: Iterable[Sequence[Cell]]) -> Iterator[Row]:
    for number, cells in enumerate(rows, start=1):
        if any(cell is not None for cell in cells):
            yield Row(number, cells)


def _of_header(name: str, number: int, header: Sequence[str]) -> Iterator[SheetFault]:
    for index, heading in enumerate(header):
        if not heading:
            yield SheetFault(name, number, None, N_("第 {index} 列没有表头"), {"index": index + 1})
        elif heading in header[:index]:
            yield SheetFault(name, number, heading, N_("表头 {heading} 重复"), {"heading": heading})


def _from_parquet(name: str, data: bytes) -> Stream:
    try:
        frame = pl.read_parquet(io.BytesIO(data))
    except PolarsError as error:
        raise unreadable(name, N_("读不出:{detail}"), detail=str(error)) from error
    rows = (Row(number, cells) for number, cells in enumerate(frame.iter_rows(), start=1))
    return Stream(name, tuple(frame.columns), rows)
