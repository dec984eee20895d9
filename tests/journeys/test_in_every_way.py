"""The same pages without a mouse, without JavaScript, in large type, in English."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, LARGER_PHONE, PHONE
from tests.journeys.house import House
from tests.journeys.person import Person
from tests.journeys.test_bringing_figures import brings

pytestmark = pytest.mark.journey

MOST_TABS = 60
SWITCHED = {"大字": ("class", "elder has-js"), "English": ("lang", "en")}
FOCUSED = "document.activeElement.matches(%r)"


def tabs_to(page: Page, selector: str) -> None:
    """Presses Tab until something like this has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED % selector):
            return
    raise AssertionError(f"{selector} is not reached in {MOST_TABS} tabs")


def test_keys_alone_lead_from_the_wall_into_a_dossier(person: Person) -> None:
    page = person.page
    person.opens("/d/990001/wall/")
    person.sees("禾泉区作战图")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    tabs_to(page, ".cells .cell")
    cells = page.locator(".cells").first.locator(".cell")
    expect(cells.first).to_be_focused()

    page.keyboard.press("End")
    expect(cells.last).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(cells.nth(1)).to_be_focused()
    expect(page.get_by_role("tooltip")).to_be_visible()
    name = str(cells.nth(1).get_attribute("aria-label")).split("：")[0]
    assert person.barriers() == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(page.locator(".cells").nth(1).locator(".cell").first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/b/*/open/")
    person.sees(name)
    tabs_to(page, "#dossier")
    page.keyboard.press("Enter")
    page.wait_for_url("**/b/*/")

    person.sees(name)
    tabs_to(page, "details.star-tasks:not([open]) > summary")
    shut = page.locator("details.star-tasks:not([open])").count()
    page.keyboard.press("Enter")
    expect(page.locator("details.star-tasks:not([open])")).to_have_count(shut - 1)


def test_without_javascript_the_wall_is_filtered_and_a_file_is_brought(
    someone: Callable[..., Person], house: House, tmp_path: Path
) -> None:
    police = someone(PHONE, java_script_enabled=False)
    page = police.page
    police.opens("/d/990001/wall/")
    page.locator("#by-industry").click()
    expect(page.locator("#by-industry")).to_have_attribute("aria-current", "true")
    page.locator("#by-day").fill("2023-06-30")
    page.get_by_role("button", name="查看").click()
    expect(page.locator("#by-day")).to_have_value("2023-06-30")
    expect(page.locator("#by-industry")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("heading", level=1)).to_contain_text("往日")

    police.enters_as("department")
    file = tmp_path / "补报.xlsx"
    file.write_bytes(page.request.get(f"{house.address}/demo/guide/sample.xlsx").body())
    police.opens("/d/990001/import/")
    brings(police, file)
    faults = page.locator(".mend-list .field__fault")
    expect(faults).to_have_count(3)
    wrong = page.locator(".mend-list > li").filter(has=page.locator('input[value="零起"]'))
    wrong.locator('input[value="零起"]').fill("0")
    wrong.get_by_role("button", name="改好这一行").click()
    expect(faults).to_have_count(2)
    page.get_by_role("button", name="略过").click()
    expect(page.get_by_role("heading", name="已入库")).to_be_visible()


def test_large_type_and_english_stay_from_page_to_page(someone: Callable[..., Person], house: House) -> None:
    reader = someone(PHONE)
    page = reader.page
    reader.enters_as("organiser")
    page.locator(".top__more > summary").click()
    switches_to(page, "大字")
    reader.takes(DESK)
    switches_to(page, "English")
    village = house.ask("SELECT public_id FROM territory_branch WHERE name = '青塘村党支部'")[0][0]

    of_the_district = [f"/d/990001/{part}" for part in ("", "wall/", "standards/", "standards/proposals/", "import/")]
    for path in ("/", "/search/", "/demo/guide/", f"/b/{village}/", "/d/411003/wall/", *of_the_district):
        reader.takes(PHONE)
        assert reader.opens(path) == 200
        expect(page.locator("html")).to_have_class("elder has-js")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        reader.sees_it_grow(PHONE, LARGER_PHONE, DESK)


def switches_to(page: Page, name: str) -> None:
    """One tap on the button that is in sight at this width."""
    page.get_by_role("button", name=name).locator("visible=true").click()
    expect(page.locator("html")).to_have_attribute(*SWITCHED[name])
