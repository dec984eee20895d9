"""Files that would hurt or mislead: bombs, archives that lie, merged cells, and what is too large to be opened."""

import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from fivestar.foundation.sheets import SheetFaults, archive, read_table, sheet_titles

MB = 1024**2


def workbook(**cells: Any) -> bytes:
    """A workbook with cells such as A1="x"; a pair of a range and a text is merged."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"strings_to_formulas": True}) as book:
        sheet = book.add_worksheet("填报")
        for place, value in cells.items():
            if isinstance(value, tuple):
                sheet.merge_range(*value)
            else:
                sheet.write(place, value)
    return data.getvalue()


def refused(data: bytes, name: str = "f.xlsx") -> list[tuple[int | None, str]]:
    with pytest.raises(SheetFaults) as faults:
        read_table(io.BytesIO(data), name=name)
    return [(fault.row, fault.text) for fault in faults.value.faults]


def with_a_bomb(megabytes: int) -> bytes:
    """A workbook whose sheet is nothing but zeros: a thousandth of its size on the line."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as bomb, bomb.open("xl/worksheets/sheet1.xml", "w") as sheet:
        for _ in range(megabytes):
            sheet.write(bytes(MB))
    return data.getvalue()


def test_a_zip_bomb_is_refused_by_what_it_says_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 8 * MB)
    bomb = with_a_bomb(9)

    assert len(bomb) < 20_000
    assert refused(bomb) == [(None, f"文件解开后过大(最多 {8 * MB} 字节)")]


def test_a_zip_bomb_that_says_it_is_small_is_refused_too() -> None:
    bomb = with_a_bomb(9)

    lying = bomb.replace((9 * MB).to_bytes(4, "little"), (100).to_bytes(4, "little"))

    assert lying != bomb
    assert refused(lying) == [(None, "文件解开后与它自己写的大小不符,不能读")]


def test_a_small_file_that_says_truly_how_much_it_hides_is_refused_before_it_is_read() -> None:
    bomb = with_a_bomb(65)

    assert len(bomb) < 70_000
    assert refused(bomb) == [(None, f"文件解开后是原来的 {65 * MB // len(bomb)} 倍,不像填报的表,没有读")]


def test_a_cut_off_workbook_is_refused() -> None:
    data = workbook(A1="代码")

    assert [row for row, _ in refused(data[: len(data) // 2])] == [None]


def test_merged_cells_are_named_one_by_one() -> None:
    data = workbook(A1="代码", B1="农户数", A=("A3:A5", "990099001201"), B=("B7:C7", 3))

    assert refused(data) == [
        (3, "单元格 A3:A5 是合并的,请取消合并,一格一个数地填"),
        (7, "单元格 B7:C7 是合并的,请取消合并,一格一个数地填"),
    ]


def test_computed_cells_can_be_told_from_written_ones() -> None:
    data = workbook(B1="代码", C1="农户数", D1="户", C2="=SUM(D2:E2)", D2=3, C3=4, D3="=1/0")

    table = read_table(io.BytesIO(data), name="f.xlsx", says_formulas=True)

    assert sheet_titles("f.xlsx", data) == ["填报"]
    assert [list(row.cells) for row in table.rows] == [[None, "=SUM(D2:E2)", 3], [None, 4, "=1/0"]]
    assert [list(row.cells)[1] for row in read_table(io.BytesIO(data), name="f.xlsx").rows] == [0, 4]


def test_a_file_of_three_gigabytes_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "大.csv"
    with path.open("wb") as file:
        os.ftruncate(file.fileno(), 3 * 1024**3)  # a file with a hole: it takes no room

    with pytest.raises(SheetFaults) as faults:
        read_table(path)

    assert [fault.text for fault in faults.value.faults] == ["文件有 3072 MB,太大了(最多 512 MB),请分成几个"]
