"""The organisation department brings its own workbook of tasks, sees what it would change, and adopts it."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import expect

from fivestar.foundation.sheets import Sheet, read_table, write_xlsx
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.house import House
from tests.journeys.person import WORKBOOK, Person

pytestmark = pytest.mark.journey

HELD = "1"
SCORES = "SELECT branch_id, basis, level, stars, digest FROM scorecards_scorecard WHERE is_current ORDER BY 1, 2"


def held(scores: list[tuple[object, ...]]) -> dict[object, list[bool]]:
    """Which stars the confirmed facts carry, branch by branch."""
    return {branch: [code == HELD for code in str(stars)] for branch, basis, _, stars, _ in scores if basis == "C"}


def with_threshold(workbook: Path, task: str, threshold: int) -> bytes:
    """The template with one task's threshold changed."""
    table = read_table(workbook)
    heads = list(table.header)
    rows = [list(cells) for _, cells in table.rows]
    (changed,) = (row for row in rows if row[heads.index("编号")] == task)
    changed[heads.index("阈值")] = threshold
    target = BytesIO()
    write_xlsx(target, [Sheet("任务", heads, rows)])
    return target.getvalue()


def brings_own_tasks(organiser: Person, folder: Path) -> None:
    """From the template to the page that shows the effect: a collective income of 80,000 yuan is asked for."""
    page = organiser.page
    template = organiser.downloads("农村模板", folder)
    page.get_by_label("农村").check()
    buffer = with_threshold(template, "R033", 8)
    page.locator("input[type=file]").set_input_files({"name": "本区任务.xlsx", "mimeType": WORKBOOK, "buffer": buffer})
    page.get_by_role("button", name="上传并检查").click()
    organiser.sees("本区任务.xlsx")
    page.get_by_role("link", name="看对全区支部的影响").click()


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_the_effect_is_seen_before_the_workbook_is_adopted_and_comes_true_after(
    someone: Callable[..., Person], house: House, tmp_path: Path, size: tuple[int, int]
) -> None:
    organiser = someone(size)
    page = organiser.page
    organiser.enters_as("organiser")
    organiser.opens("/d/990001/standards/proposals/")
    organiser.sees("本区自己的标准")
    before = house.ask(SCORES)

    brings_own_tasks(organiser, tmp_path)
    organiser.sees("对全区支部的影响")
    losing = page.locator(".table-cards tbody tr")
    foreseen = losing.count()
    assert foreseen > 0
    expect(losing.filter(has_text="失去")).to_have_count(foreseen)
    assert house.ask(SCORES) == before

    page.get_by_role("button", name="采用为本区标准").click()
    expect(page.get_by_role("heading", name="已采用")).to_be_visible()
    organiser.sees("本区任务.xlsx")

    held_before, held_after = held(before), held(house.ask(SCORES))
    assert sum(held_before[branch] != stars for branch, stars in held_after.items()) == foreseen
    organiser.opens("/d/990001/standards/?scheme=rural&q=集体收入达标#R033")
    organiser.sees("评星标准对照图")
    expect(page.locator("#R033")).to_contain_text("8 万元")
