"""The figures of the police come in with three wrong rows and are mended; a star changes, and anybody can verify it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.house import House
from tests.journeys.person import WORKBOOK, Person

pytestmark = pytest.mark.journey


def star_row_of(page: Page) -> list[str]:
    """The large star row at the head of a dossier, star by star."""
    return [" ".join(text.split()) for text in page.locator(".dossier-head .star-row li").all_inner_texts()]


def told_village(house: House) -> str:
    return str(house.ask("SELECT b.public_id FROM territory_branch b WHERE b.name = '青塘村党支部'")[0][0])


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_three_wrong_rows_are_mended_the_star_row_changes_and_the_receipt_holds(
    someone: Callable[..., Person], house: House, tmp_path: Path, size: tuple[int, int]
) -> None:
    police = someone(size)
    page = police.page
    village = f"/b/{told_village(house)}/"
    police.opens(village)
    before = star_row_of(page)
    police.enters_as("department")
    sample = tmp_path / "区公安局补报(演示).xlsx"
    sample.write_bytes(page.request.get(f"{house.address}/demo/guide/sample.xlsx").body())

    police.opens("/d/990001/import/")
    police.sees("录入数据")
    brings(police, sample)
    police.sees("区公安局补报(演示).xlsx")
    mends_three_rows(police)

    police.opens(village)
    police.sees("青塘村委会")
    assert before == ["支部过硬 已获", "产业兴旺 差 2 项", "生态宜居 已获", "平安法治 待核实 1", "文明幸福 已获"]
    assert star_row_of(page) == [*before[:3], "平安法治 已获", *before[4:]]
    receipt = police.downloads("下载凭据", tmp_path)
    digest = page.locator("#digest").inner_text().strip()
    said = page.locator("#verify").inner_text().split()
    assert said == [*f"fivestar verify-receipt {receipt.name} --rulebook rulebook/rural-2023 --digest".split(), digest]
    command = ["verify-receipt", str(receipt), *said[3:]]
    verified = house.command(*command)
    assert (verified.returncode, verified.stdout) == (0, f"一致:{digest}\n")

    changed = json.loads(receipt.read_text(encoding="utf-8"))
    changed["as_at"] = "2023-09-16"
    receipt.write_text(json.dumps(changed, ensure_ascii=False), encoding="utf-8")
    assert house.command(*command).returncode == 1


def brings(supplier: Person, file: Path) -> None:
    """Uploads a file of confirmed figures."""
    page = supplier.page
    page.get_by_label("数据文件").set_input_files(
        {"name": file.name, "mimeType": WORKBOOK, "buffer": file.read_bytes()}
    )
    page.get_by_label("已核实").check()
    page.get_by_role("button", name="上传并核对").click()


def mends_three_rows(supplier: Person) -> None:
    """Row by row on the page itself, then confirms what is left."""
    page = supplier.page
    faults = page.locator(".mend-list .field__fault")
    expect(faults).to_have_count(3)
    mend(page, "零起", "0")
    expect(faults).to_have_count(2)
    mend(page, "2023年13月", "2023")
    expect(faults).to_have_count(1)
    page.locator(".mend-list > li").get_by_role("button", name="不要这一行").click()
    expect(faults).to_have_count(0)
    supplier.sees("区公安局补报(演示).xlsx")
    page.get_by_role("button", name="确认入库 11 个数据").click()
    expect(page.get_by_role("heading", name="已入库")).to_be_visible()
    supplier.sees("区公安局补报(演示).xlsx")


def mend(page: Page, wrong: str, right: str) -> None:
    row = page.locator(".mend-list > li").filter(has=page.locator(f'input[value="{wrong}"]'))
    row.locator(f'input[value="{wrong}"]').fill(right)
    row.get_by_role("button", name="改好这一行").click()
