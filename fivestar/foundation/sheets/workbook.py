"""Excel workbooks, read by calamine. Calamine gives a failed formula as an empty cell, so those are looked up again:
an empty cell would be taken for “unknown”, and nobody would learn that the sheet is broken.
"""

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

import python_calamine

from fivestar.foundation.sheets.faults import N_, SheetFaults, unreadable
from fivestar.foundation.sheets.table import Cell

MAX_UNPACKED_BYTES = 1024**3
MAX_CELLS = 120_000_000

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_ERROR_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*\bt=\"e\"[^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<", re.DOTALL)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def workbook_rows(name: str, data: bytes, sheet: str | None) -> Iterator[list[Cell]]:
    """The rows of a sheet from its first row down, in the columns that are used; empty cells are None."""
    _refuse_bombs(name, data)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        title = sheet or book.sheet_names[0]
        if title not in book.sheet_names:
            raise unreadable(name, N_("没有工作表 {sheet}"), sheet=title)
        cells = book.get_sheet_by_name(title)
    except (python_calamine.CalamineError, zipfile.BadZipFile, IndexError) as error:
        raise _not_a_workbook(name, str(error)) from error
    if cells.start is None:
        return
    if cells.total_height * cells.width > MAX_CELLS:
        raise unreadable(name, N_("工作表过大(最多 {most} 格)"), most=MAX_CELLS)
    errors = _error_cells(data, title)
    first_column = cells.start[1]
    for index, row in enumerate(cells.iter_rows()):
        values: list[Cell] = [_cell(value) for value in row]
        for column, word in errors.get(index, {}).items():
            if first_column <= column < first_column + len(values):
                values[column - first_column] = word
        yield values


def _cell(value: Cell) -> Cell:
    return (value.strip() or None) if isinstance(value, str) else value


def _refuse_bombs(name: str, data: bytes) -> None:
    """SECURITY: a small archive may unpack to more than the machine has; its own table of contents says how much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise _not_a_workbook(name, str(error)) from error
    if size > MAX_UNPACKED_BYTES:
        raise unreadable(name, N_("文件解开后过大(最多 {most} 字节)"), most=MAX_UNPACKED_BYTES)


def _error_cells(data: bytes, title: str) -> dict[int, dict[int, str]]:
    """Where formulas failed: row index → column index → what Excel shows there."""
    found: dict[int, dict[int, str]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        member = _member_of(archive, title)
        xml = archive.read(member) if member in archive.namelist() else b""
    for attributes, word in _ERROR_CELL.findall(xml):
        place = _REFERENCE.fullmatch(dict(_ATTRIBUTE.findall(attributes)).get(b"r", b"").decode("ascii", "replace"))
        if place:
            found.setdefault(int(place[2]) - 1, {})[_column_index(place[1])] = word.decode("utf-8", "replace")
    return found


def _member_of(archive: zipfile.ZipFile, title: str) -> str:
    """The archive's file of a sheet: its relationship id in workbook.xml, and the target of that in the relationships.

    SECURITY: read by patterns, not by an XML parser: nothing is expanded and nothing is fetched.
    """
    book = archive.read("xl/workbook.xml")
    relationships = archive.read("xl/_rels/workbook.xml.rels")
    targets = {
        attributes.get(b"Id"): attributes.get(b"Target", b"").decode("utf-8")
        for attributes in (dict(_ATTRIBUTE.findall(tag)) for tag in _RELATIONSHIP.findall(relationships))
    }
    for tag in _SHEET.findall(book):
        attributes = dict(_ATTRIBUTE.findall(tag))
        if html.unescape(attributes.get(b"name", b"").decode("utf-8")) == title:
            return posixpath.normpath(posixpath.join("/xl", targets.get(attributes.get(b"r:id"), "")))[1:]
    return ""


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _not_a_workbook(name: str, detail: str) -> SheetFaults:
    return unreadable(name, N_("不是可读的 Excel 工作簿:{detail}"), detail=detail)
