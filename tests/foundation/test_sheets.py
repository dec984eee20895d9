"""Tables from files as people save them; what keeps a file from being a table is said with its row."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from fivestar.foundation.sheets import Row, Sheet, SheetFaults, Table, archive, is_error_cell, read_table, write_xlsx


def read(data: bytes, name: str = "f.csv") -> Table:
    return read_table(io.BytesIO(data), name=name)


def refused(data: bytes) -> list[tuple[int | None, str | None, str]]:
    with pytest.raises(SheetFaults) as faults:
        read(data)
    return [(fault.row, fault.column, fault.text) for fault in faults.value.faults]


def a_workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        fill(book)
    return data.getvalue()


def test_csv_is_read_in_either_encoding_and_says_which() -> None:
    text = "编码,名称\r\n001, 霍庄村 \r\n"

    by_utf8, by_bom, by_gb = (read(text.encode(codec)) for codec in ("utf-8", "utf-8-sig", "gb18030"))

    assert by_utf8 == Table("f.csv", ("编码", "名称"), [Row(2, ["001", "霍庄村"])], "UTF-8")
    assert by_bom == by_utf8
    assert by_gb == Table("f.csv", ("编码", "名称"), [Row(2, ["001", "霍庄村"])], "GB18030")


def test_empty_rows_are_left_out_and_keep_their_numbers() -> None:
    table = read(b'a,b\n1,2\n\n,\n3,"4\n5"\n6\n')

    assert table.rows == [Row(2, ["1", "2"]), Row(5, ["3", "4\n5"]), Row(6, ["6", None])]


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (b"", [(None, None, "文件是空的")]),
        (b" \n ", [(None, None, "文件是空的")]),
        (b"a,b\n1,\xff\xff\n", [(2, None, "编码既不是 UTF-8 也不是 GB18030")]),
        ("a,b\n1,2".encode("utf-16"), [(1, None, "编码既不是 UTF-8 也不是 GB18030")]),
        (b"a,a\n1,2\n", [(1, "a", "表头 a 重复")]),
        (b"a,,c\n1,2,3\n", [(1, None, "第 2 列没有表头")]),
        (b"a,b\n1,2,3,4\n1,2,,\n1,2,3\n", [(2, None, "这一行比表头多 2 格"), (4, None, "这一行比表头多 1 格")]),
        (b'a,b\n1,2\n3,"4\n', [(3, None, "引号不成对或内容过长:unexpected end of data")]),
        (b"PK\x03\x04no", [(None, None, "不是可读的 Excel 工作簿:没有传完、已损坏,或者只是改了后缀")]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", [(None, None, "是旧式或加密的 Excel 文件,请另存为不加密的 .xlsx")]),
    ],
)
def test_what_is_no_table_is_refused_with_its_row(
    data: bytes, faults: list[tuple[int | None, str | None, str]]
) -> None:
    assert refused(data) == faults


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SheetFaults, match="没有这个文件"):
        read_table(tmp_path / "none.csv")


def test_a_workbook_gives_values_and_the_row_numbers_of_excel() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("数据 & 表")
        sheet.write_row(1, 1, ["编码", "值", "算"])
        sheet.write_row(4, 1, ["411003001001", 3.5])
        sheet.write_formula(4, 3, "=1+1", None, 2)

    table = read(a_workbook(fill), "f.xlsx")

    assert table == Table("f.xlsx", ("编码", "值", "算"), [Row(5, ["411003001001", 3.5, 2.0])])


def test_a_failed_formula_is_an_error_cell_and_never_an_empty_one() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("first").write_row(0, 0, ["x"])
        sheet = book.add_worksheet("数据 & 表")
        sheet.write_row(2, 1, ["编码", "值", "文字"])
        sheet.write_string(3, 1, "1")
        sheet.write_formula(3, 2, "=1/0", None, "#DIV/0!")
        sheet.write_string(3, 3, "#DIV/0! 是什么")

    table = read_table(io.BytesIO(a_workbook(fill)), name="f.xlsx", sheet="数据 & 表")

    assert table.rows == [Row(4, ["1", "#DIV/0!", "#DIV/0! 是什么"])]
    assert [is_error_cell(cell) for cell in table.rows[0].cells] == [False, True, False]


def test_a_sheet_that_is_not_there_is_named() -> None:
    data = a_workbook(lambda book: book.add_worksheet("a"))

    with pytest.raises(SheetFaults, match="没有工作表 b"):
        read_table(io.BytesIO(data), name="f.xlsx", sheet="b")


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = a_workbook(lambda book: book.add_worksheet("a"))
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 100)

    assert refused(data) == [(None, None, "文件解开后过大(最多 100 字节)")]


def test_parquet_is_a_table_too(tmp_path: Path) -> None:
    pl.DataFrame({"branch": ["1", "2"], "n": [3, None]}).write_parquet(tmp_path / "f.parquet")

    table = read_table(tmp_path / "f.parquet")

    assert (table.header, [tuple(row.cells) for row in table.rows]) == (("branch", "n"), [("1", 3), ("2", None)])


def test_what_is_written_comes_back_and_text_never_becomes_a_formula(tmp_path: Path) -> None:
    rows = [["411003001001", 3, date(2023, 9, 1)], ["=1+1", None, None]]
    write_xlsx(tmp_path / "f.xlsx", [Sheet("表", ("编码", "值", "日期"), rows)])

    table = read_table(tmp_path / "f.xlsx")

    assert table.header == ("编码", "值", "日期")
    assert table.rows == [Row(2, ["411003001001", 3.0, date(2023, 9, 1)]), Row(3, ["=1+1", None, None])]
