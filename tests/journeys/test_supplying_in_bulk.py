"""A department fills in its workbook with three errors and mends them; a copied block is pasted into the grid."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from fivestar.foundation.sheets import Table, read_table
from tests.facts.bulk.workbooks import filled
from tests.journeys.conftest import DESK, LARGER_PHONE
from tests.journeys.house import House
from tests.journeys.person import WORKBOOK, Person

pytestmark = pytest.mark.journey

SUPPLY = "/d/990001/supply/"
STANDING = "SELECT count(*) FROM facts_observation WHERE source LIKE ?"


@pytest.mark.parametrize("size", [LARGER_PHONE, DESK])
def test_a_department_mends_three_errors_of_its_workbook(
    someone: Callable[..., Person], house: House, tmp_path: Path, size: tuple[int, int]
) -> None:
    police = someone(size)
    page = police.page
    police.enters_as("department")
    police.opens("/d/990001/import/")
    page.get_by_role("link", name="成批填报").click()
    police.sees("成批填报")
    template = police.downloads("下载模板", tmp_path)
    brings(police, template, with_three_errors(template.read_bytes()))

    police.sees(template.name)
    faults = page.locator(".mend-list .field__fault")
    expect(faults).to_have_count(3)
    mend(page, "5万", "4")
    expect(faults).to_have_count(2)
    mend(page, "三", "3")
    expect(faults).to_have_count(1)
    page.locator(".mend-list > li").get_by_role("button", name="不要这一行").click()
    expect(faults).to_have_count(0)
    page.get_by_role("button", name="确认入库 4 个数据").click()

    expect(page.get_by_role("heading", name="已入库")).to_be_visible()
    police.sees(template.name)
    assert house.ask(STANDING, "区公安局报送的表格") == [(4,)]


@pytest.mark.parametrize("size", [LARGER_PHONE, DESK])
def test_a_block_copied_elsewhere_is_pasted_from_the_cell_one_stands_on(
    someone: Callable[..., Person], house: House, size: tuple[int, int]
) -> None:
    police = someone(size)
    page = police.page
    police.enters_as("department")
    police.opens(SUPPLY)
    page.get_by_role("link", name="粘贴表格").click()
    police.sees("粘贴表格")
    whole = page.locator('[data-grid-place] input[data-x="0"]')
    expect(page.locator("[data-grid-text]")).to_be_hidden()

    paste(page, row=1, text="1\n2\n")
    expect(page.get_by_text("填了 2 格")).to_be_visible()
    assert [whole.nth(row).input_value() for row in range(4)] == ["", "1", "2", ""]
    page.get_by_label("数据来源").fill("粘贴的台账")
    page.get_by_role("button", name="提交并核对").click()
    police.sees("粘贴的表格")
    page.get_by_role("button", name="确认入库 2 个数据").click()

    expect(page.get_by_role("heading", name="已入库")).to_be_visible()
    assert house.ask(STANDING, "粘贴的台账") == [(2,)]


def test_without_javascript_the_field_takes_the_same_text(someone: Callable[..., Person], house: House) -> None:
    police = someone(DESK, java_script_enabled=False)
    page = police.page
    police.enters_as("department")
    police.opens(SUPPLY)
    page.get_by_role("link", name="粘贴表格").click()
    field = page.get_by_label("表格", exact=True)
    lines = field.input_value().split("\n")
    filled_in = lines[1].split("\t")
    filled_in[3] = "1"
    field.fill("\n".join((lines[0], "\t".join(filled_in))))
    page.get_by_label("数据来源").fill("手填的台账")

    page.get_by_role("button", name="提交并核对").click()
    page.get_by_role("button", name="确认入库 1 个数据").click()

    expect(page.get_by_role("heading", name="已入库")).to_be_visible()
    assert house.ask(STANDING, "手填的台账") == [(1,)]


def with_three_errors(template: bytes) -> bytes:
    """The first column of figures for five villages: one right, one in 万, one in words, one negative, one right."""
    heading, codes = first_figures(template)
    return filled(template, dict(zip(((code, heading) for code in codes), (2, "5万", "三", -1, "１"), strict=True)))


def with_one_figure(template: bytes) -> bytes:
    """The first column of figures for the first village."""
    heading, codes = first_figures(template)
    return filled(template, {(codes[0], heading): 2})


def first_figures(template: bytes) -> tuple[str, list[str]]:
    """The first column of figures, and the codes of five villages."""
    sheet: Table = read_table(BytesIO(template), name="t.xlsx", sheet="填报")
    heading = next(one for one in sheet.header[3:] if not one.endswith(("是/否", "选一项")))
    return heading, [str(row.cells[0]) for row in sheet.rows[:5]]


def brings(supplier: Person, template: Path, data: bytes) -> None:
    page = supplier.page
    supplier.opens("/d/990001/import/")
    page.get_by_label("数据文件").set_input_files({"name": template.name, "mimeType": WORKBOOK, "buffer": data})
    page.get_by_label("已核实").check()
    page.get_by_role("button", name="上传并核对").click()


def mend(page: Page, wrong: str, right: str) -> None:
    row = page.locator(".mend-list > li").filter(has=page.locator(f'input[value="{wrong}"]'))
    row.locator(f'input[value="{wrong}"]').fill(right)
    row.get_by_role("button", name="改好这一行").click()


def paste(page: Page, *, row: int, text: str) -> None:
    """As the browser does with what a spreadsheet put on the clipboard."""
    page.locator(f'[data-grid-place] input[data-x="0"][data-y="{row}"]').evaluate(
        """(cell, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            cell.focus();
            cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
        }""",
        text,
    )
