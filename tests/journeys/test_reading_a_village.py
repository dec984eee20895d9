"""A villager reads why a star of his village is open: from the wall to 霍庄, on a telephone and at a desk."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.person import Person

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_from_the_wall_to_the_reason_why_the_star_of_huozhuang_is_unknown(
    someone: Callable[..., Person], size: tuple[int, int]
) -> None:
    villager = someone(size)
    page = villager.page

    villager.opens("/d/411003/wall/")
    villager.sees("建安区作战图")
    assert page.locator(".cells .cell").count() == 454
    page.locator("nav:visible").get_by_role("link", name="查找").first.click()
    villager.sees("查找村和社区")
    page.get_by_label("名称、拼音首字母或 12 位代码").fill("霍庄")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="霍庄村委会").click()

    villager.sees("霍庄村委会")
    industry = page.get_by_role("list", name="五颗星").first.get_by_role("listitem").filter(has_text="产业兴旺")
    expect(industry).to_have_text("产业兴旺待核实 17")
    page.locator("#star-industry > summary").click()
    task = page.locator("article#R034")
    expect(task.locator("header .verdict")).to_have_text("待核实")
    expect(task.locator(".need__why")).to_have_text("区农业农村局尚未供数:村集体经营性收入")
    task.get_by_text("怎么算的").click()
    expect(task.locator("details.why")).to_contain_text("村集体经营性收入")
    assert villager.barriers() == []
