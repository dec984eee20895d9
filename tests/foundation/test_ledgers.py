"""A ledger is for printing: a title over a headed table; what somebody typed stays what he typed."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

from fivestar.foundation.sheets import Ledger, write_ledgers


def written(**other: object) -> bytes:
    told: dict[str, object] = {
        "sheet": "台账",
        "title": "青禾区台账",
        "about": "截至 2023-09-15",
        "header": ("序号", "问题", "日期", "备注"),
        "rows": [(1, "=1+1", date(2023, 9, 15), None), (2, "006", None, "")],
        "widths": (5, 20, 11, 10),
        "on_paper": 3,
        "frozen": 1,
        **other,
    }
    target = BytesIO()
    write_ledgers(target, [Ledger(**told)])  # type: ignore[arg-type]
    return target.getvalue()


def test_title_line_headings_and_rows_stand_below_each_other_and_text_is_no_formula() -> None:
    sheet = CalamineWorkbook.from_filelike(BytesIO(written())).get_sheet_by_index(0)

    assert sheet.to_python() == [
        ["青禾区台账", "", "", ""],
        ["截至 2023-09-15", "", "", ""],
        ["序号", "问题", "日期", "备注"],
        [1.0, "=1+1", date(2023, 9, 15), ""],
        [2.0, "006", "", ""],
    ]


def test_a_mark_stands_in_the_title_and_in_the_foot_of_every_page() -> None:
    data = written(mark="演示数据")

    assert CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()[0][0] == (
        "青禾区台账（演示数据）"
    )
    with ZipFile(BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<oddFooter>&amp;L演示数据&amp;R第 &amp;P 页，共 &amp;N 页</oddFooter>" in sheet
    assert "<f>" not in sheet


def test_a_ledger_without_rows_has_its_headings() -> None:
    rows = CalamineWorkbook.from_filelike(BytesIO(written(rows=[]))).get_sheet_by_index(0).to_python()

    assert rows[2:] == [["序号", "问题", "日期", "备注"]]
