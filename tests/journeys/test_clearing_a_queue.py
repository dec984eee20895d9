"""A clerk clears a queue of twenty by keyboard: what stands out first, one returned with a reason, then the rest."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.house import House
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

QUEUE = "/d/990001/review/"
WAITING, FLAGGED = 20, 5
REASON = "与台账不符，请核对"
CONFIRMED = "SELECT count(*) FROM facts_reviewedrow r JOIN facts_reviewact a ON a.id = r.act_id WHERE a.scope = ?"


def tells(page: Page, waiting: int, flagged: int, done: int) -> None:
    words = f"待核实 {waiting} 条，其中 {flagged} 条有疑点；今天您已核实 {done} 条。"
    expect(page.locator("#queue [role=status]")).to_have_text(words)


def stands_on(page: Page) -> str:
    """Which item has the focus: its branch and what it says."""
    return str(
        page.evaluate("document.activeElement.closest('[data-item]').querySelector('.review-item__what').innerText")
    )


def test_twenty_items_are_cleared_without_touching_the_mouse(someone: Callable[..., Person], house: House) -> None:
    clerk = someone(DESK)
    page, keys = clerk.page, clerk.page.keyboard
    clerk.enters_as("clerk")
    confirmed_before = int(str(house.ask(CONFIRMED, "item")[0][0]))
    clerk.opens(QUEUE)
    clerk.sees("核实上报的数据")
    tells(page, WAITING, FLAGGED, 0)
    items = page.locator("[data-item]")
    assert [
        bool(one)
        for one in items.evaluate_all("all => all.map(one => one.querySelectorAll('.review-item__flags li').length)")
    ] == [True] * FLAGGED + [False] * (WAITING - FLAGGED)

    keys.press("j")
    first = stands_on(page)
    keys.press("j")
    assert stands_on(page) != first
    keys.press("k")
    assert stands_on(page) == first
    keys.press("r")
    expect(page.locator(".review-return[open] [name=reason]")).to_be_focused()
    assert clerk.barriers() == []
    keys.type(REASON)
    keys.press("Enter")
    tells(page, WAITING - 1, FLAGGED - 1, 0)
    for number in range(1, WAITING):
        expect(page.locator("[data-confirm]:focus")).to_have_count(1)
        keys.press("Enter")
        tells(page, WAITING - 1 - number, max(0, FLAGGED - 1 - number), number)

    expect(page.get_by_role("heading", name="都核实完了")).to_be_visible()
    clerk.sees("核实上报的数据")
    assert house.ask(CONFIRMED, "item")[0][0] == confirmed_before + WAITING - 1
    assert house.ask("SELECT reason FROM facts_return ORDER BY id DESC LIMIT 1") == [(REASON,)]


def test_the_unflagged_rest_is_signed_in_one_act_on_a_phone(someone: Callable[..., Person], house: House) -> None:
    clerk = someone(PHONE)
    page = clerk.page
    clerk.enters_as("clerk")
    clerk.opens(QUEUE)
    clerk.sees("核实上报的数据")

    page.get_by_role("button", name=f"一并核实 {WAITING - FLAGGED} 条").click()

    expect(page.get_by_text(f"已一并核实 {WAITING - FLAGGED} 条，签名摘要 sha256:")).to_be_visible()
    tells(page, FLAGGED, FLAGGED, WAITING - FLAGGED)
    clerk.sees("核实上报的数据")
    (count, digest), *_ = house.ask("SELECT count, digest FROM facts_reviewact ORDER BY id DESC")
    assert count == WAITING - FLAGGED
    assert str(digest) in page.locator("body").inner_text()
