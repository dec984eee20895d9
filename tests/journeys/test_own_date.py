"""The demonstration's own date moves to the end of its year, and what was still open in time is settled."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.house import House
from tests.journeys.person import Person

pytestmark = pytest.mark.journey


def test_the_date_moves_on_and_pending_tasks_settle(person: Person, house: House) -> None:
    page = person.page
    person.enters_as("organiser")
    (village,) = house.ask("SELECT public_id FROM territory_branch WHERE name = '青塘村党支部'")[0]
    person.opens(f"/b/{village}/")
    person.sees("青塘村委会")
    expect(page.locator(".top__day")).to_have_text("2023-09-15")
    expect(page.locator(".hint")).to_contain_text("截至 2023-09-15")
    expect(page.locator(".hint")).to_contain_text(re.compile("期内 [1-9][0-9]* 项"))

    for step, day in (
        ("一月", "2023-10-15"),
        ("一月", "2023-11-15"),
        ("一月", "2023-12-15"),
        ("一周", "2023-12-22"),
        ("一周", "2023-12-29"),
        ("一天", "2023-12-30"),
        ("一天", "2023-12-31"),
    ):
        page.get_by_role("button", name=step).click()
        expect(page.locator(".top__day")).to_have_text(day)

    person.sees("青塘村委会")
    expect(page.locator(".hint")).to_contain_text("截至 2023-12-31")
    expect(page.locator(".hint")).to_contain_text("期内 0 项")
    expect(page.locator("article.task--pending")).to_have_count(0)
    page.get_by_role("button", name="一天").click()
    expect(page.get_by_text("演示数据到 2023 年底为止,不能再往前拨")).to_be_visible()
    expect(page.locator(".top__day")).to_have_text("2023-12-31")
