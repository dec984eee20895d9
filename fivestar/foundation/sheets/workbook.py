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
from xlsxwriter.utility import xl_range

from fivestar.foundation.sheets.archive import formulas_in, not_a_workbook, refuse_bombs
from fivestar.foundation.sheets.faults import N_, SheetFault, SheetFaults, unreadable
from fivestar.foundation.sheets.table import Cell

MAX_CELLS = 120_000_000
MAX_MERGES_SAID = 20

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_ERROR_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*\bt=\"e\"[^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<", re.DOTALL)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def workbook_rows(name: str, data: bytes, sheet: str | None, *, says_formulas: bool) -> Iterator[list[Cell]]:
    """The rows of a sheet from its first row down, in the columns that are used; empty cells are None.

    says_formulas: a computed cell is “=” and its formula, not what it last came to (which may be nothing at all).
    """
    refuse_bombs(name, data)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        title = sheet or book.sheet_names[0]
        if title not in book.sheet_names:
            raise unreadable(name, N_("没有工作表 {sheet}"), sheet=title)
        cells = book.get_sheet_by_name(title)
    except (python_calamine.CalamineError, zipfile.BadZipFile, IndexError) as error:
        raise not_a_workbook(name) from error
    if cells.start is None:
        return
    if cells.total_height * cells.width > MAX_CELLS:
        raise unreadable(name, N_("工作表过大(最多 {most} 格)"), most=MAX_CELLS)
    merged = [_merge_fault(name, title, one) for one in cells.merged_cell_ranges or () if one[0] != one[1]]
    if merged:
        raise SheetFaults(merged[:MAX_MERGES_SAID])
    instead = _formula_cells(data, title) if says_formulas else {}
    for number, errors in _error_cells(data, title).items():
        instead.setdefault(number, {}).update(errors)
    first_column = cells.start[1]
    for index, row in enumerate(cells.iter_rows()):
        values: list[Cell] = [_cell(value) for value in row]
        for column, word in instead.get(index, {}).items():
            if first_column <= column < first_column + len(values):
                values[column - first_column] = word
        yield values


def sheet_titles(name: str, data: bytes) -> list[str]:
    """The sheets of a workbook, in order. Raises SheetFaults when it is none."""
    refuse_bombs(name, data)
    try:
        return list(python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names)
    except (python_calamine.CalamineError, zipfile.BadZipFile) as error:
        raise not_a_workbook(name) from error


def _formula_cells(data: bytes, title: str) -> dict[int, dict[int, str]]:
    """Where cells are computed: row index → column index → “=” and the formula (empty where it is shared)."""
    found: dict[int, dict[int, str]] = {}
    for place, formula in formulas_in(_sheet_xml(data, title)):
        if reference := _REFERENCE.fullmatch(place):
            found.setdefault(int(reference[2]) - 1, {})[_column_index(reference[1])] = f"={formula}"
    return found


def _merge_fault(name: str, title: str, merged: tuple[tuple[int, int], tuple[int, int]]) -> SheetFault:
    """A merged cell has one value for several rows: whose it is, nobody can say."""
    (top, left), (bottom, right) = merged
    place = xl_range(top, left, bottom, right)
    return SheetFault(name, top + 1, None, N_("单元格 {place} 是合并的,请取消合并,一格一个数地填"), {"place": place})


def _cell(value: Cell) -> Cell:
    return (value.strip() or None) if isinstance(value, str) else value


def _error_cells(data: bytes, title: str) -> dict[int, dict[int, str]]:
    """Where formulas failed: row index → column index → what Excel shows there."""
    found: dict[int, dict[int, str]] = {}
    for attributes, word in _ERROR_CELL.findall(_sheet_xml(data, title)):
        place = _REFERENCE.fullmatch(dict(_ATTRIBUTE.findall(attributes)).get(b"r", b"").decode("ascii", "replace"))
        if place:
            found.setdefault(int(place[2]) - 1, {})[_column_index(place[1])] = word.decode("utf-8", "replace")
    return found


def _sheet_xml(data: bytes, title: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        member = _member_of(archive, title)
        return archive.read(member) if member in archive.namelist() else b""


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
