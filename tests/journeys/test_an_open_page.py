"""A villager without an account reads his village: in large type, in English, without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, LARGER_PHONE, PHONE
from tests.journeys.person import Person

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("size", [PHONE, LARGER_PHONE, DESK])
def test_a_villager_finds_his_village_and_reads_why_a_star_is_missing(
    someone: Callable[..., Person], size: tuple[int, int]
) -> None:
    villager = someone(size)
    page = villager.page

    villager.opens("/d/990001/open/")
    villager.sees("每个村的星，谁都能看")
    assert villager.barriers() == []
    page.get_by_label("查找村（社区）").fill("qt")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="青塘村委会").first.click()

    villager.sees("青塘村委会")
    industry = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="产业兴旺星"))
    expect(industry).to_contain_text("还差 2 项")
    expect(industry).to_contain_text("差 1.8 万元")
    expect(page.locator("section", has=page.get_by_role("heading", name="集体的账"))).to_contain_text("期末余额")
    assert villager.barriers() == []
    page.get_by_role("button", name="大字").click()
    expect(page.locator("html")).to_have_class("elder")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="What each star rests on, and what is missing")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert villager.barriers() == []


def test_without_scripts_everything_is_read_and_nothing_is_kept(someone: Callable[..., Person]) -> None:
    villager = someone(PHONE, java_script_enabled=False)
    page = villager.page

    villager.opens("/d/990001/open/")
    page.get_by_role("link", name="青塘村委会").click()
    page.get_by_text("达标的 12 项").first.click()

    expect(page.locator("details[open] li").first).to_be_visible()
    expect(page.get_by_role("button", name="朗读")).to_have_count(0)
    assert page.context.cookies() == []
