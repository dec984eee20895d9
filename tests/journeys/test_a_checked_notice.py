"""A notice with an identity number cannot hang there unmasked; the committee objects, is answered, and agrees."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, LARGER_PHONE
from tests.journeys.person import Person

pytestmark = pytest.mark.journey
NUMBER, MASKED = "990099198802290028", "9900**********0028"
TITLE, WORDS = "三季度困难补助发放名单", "名单里少了后街的两户"


def link_from(clerk: Person, told: str) -> str:
    """The clerk hands over a link; where it leads in this house."""
    clerk.opens(f"/b/{told}/supervision/")
    clerk.sees("监督委员会")
    clerk.page.get_by_role("button", name="发一个链接").first.click()
    clerk.sees("核对链接")
    return clerk.page.locator(".notice-digest").inner_text().removeprefix(clerk.house.address)


def test_the_committee_objects_and_the_notice_is_not_compliant_until_it_agrees(someone: Callable[..., Person]) -> None:
    secretary, clerk, villager = someone(LARGER_PHONE), someone(DESK), someone(LARGER_PHONE)
    ((told,),) = secretary.house.ask("SELECT public_id FROM territory_branch WHERE name = '青塘村党支部'")
    secretary.enters_as("secretary")
    clerk.enters_as("clerk")

    page = secretary.page
    secretary.opens(f"/b/{told}/notices/?kind=affairs")
    page.get_by_label("标题").fill(TITLE)
    page.get_by_label("依据").fill("村民代表会议（演示）")
    page.get_by_label("表格", exact=True).fill(f"姓名 | 身份证号 | 金额\n张三 | {NUMBER} | 600")
    page.get_by_role("button", name="贴出", exact=True).click()
    expect(page.get_by_role("heading", name="里面有个人信息，还没有贴出")).to_be_visible()
    secretary.sees("公示")
    assert NUMBER not in page.content()
    page.get_by_role("button", name="遮住后贴出").click()
    secretary.sees(TITLE)
    expect(page.locator("table")).to_contain_text(MASKED)
    notice = page.url.removeprefix(secretary.house.address)
    assert secretary.house.ask('SELECT count(*) FROM notices_notice WHERE "table" LIKE ?', f"%{NUMBER}%") == [(0,)]

    member = someone(LARGER_PHONE)
    member.opens(link_from(clerk, told))
    member.sees("核对公示")
    asked = member.page.locator("article").filter(has=member.page.get_by_role("heading", name=TITLE))
    asked.get_by_label("有异议").check()
    asked.get_by_label("哪里不对").fill(WORDS)
    member.page.get_by_role("button", name="交").click()
    member.sees("记下了")

    villager.opens(notice)
    check = villager.page.locator("#check")
    expect(check).to_contain_text("这份公示不算合规")
    expect(check).to_contain_text(WORDS)
    expect(check).not_to_contain_text("监督甲")
    page.reload()
    page.get_by_label("答复（公开）").fill("后街两户九月才核定，列入四季度")
    page.get_by_role("button", name="答复并公开").click()
    expect(page.locator("#check")).to_contain_text("村里答复了，等了结")

    member.opens(link_from(clerk, told))
    asked = member.page.locator("article").filter(has=member.page.get_by_role("heading", name=TITLE))
    expect(asked).to_contain_text("后街两户九月才核定")
    asked.get_by_label("看过答复，没有意见了").check()
    member.page.get_by_role("button", name="交").click()
    member.sees("记下了")
    villager.page.reload()
    expect(check).not_to_contain_text("这份公示不算合规")
    expect(check).to_contain_text("提出的成员看过答复，没有意见了")
    villager.sees(TITLE)
