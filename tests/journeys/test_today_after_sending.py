"""今日要办 does not ask again for what this device has just sent."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import LARGER_PHONE
from tests.journeys.house import House
from tests.journeys.person import Person

pytestmark = pytest.mark.journey


def test_what_was_answered_without_signal_is_not_due_once_it_has_arrived(
    house: House, someone: Callable[..., Person]
) -> None:
    # A line is cut where the page asks; what its service worker asks for would slip through, whenever it has begun.
    secretary = someone(LARGER_PHONE, service_workers="block")
    secretary.enters_as("secretary")
    secretary.opens("/today/")
    page = secretary.page
    due = page.locator(".today__item[href*='#q-'] .today__title")
    expect(due).to_have_count(3)
    asked = due.first.inner_text()
    due.first.click()
    question = page.locator(".ask.is-now")
    page.route("**/answers/session/", lambda route: route.abort())
    question.locator("input[name=value]").fill("7")
    question.get_by_role("button", name="记下").click()
    expect(page.locator("[data-queue-words]")).to_have_text("没有信号 · 1 条已存本机，有网自动送出")
    secretary.complaints.clear()  # the line that was cut

    secretary.opens("/today/")
    expect(due).to_have_count(3)
    page.unroute("**/answers/session/")
    page.evaluate("document.dispatchEvent(new Event('queue:send'))")

    expect(page.locator("[data-queue-words]")).to_have_text("都已送出。")
    expect(due).to_have_count(2)
    assert asked not in due.all_inner_texts()
    secretary.complaints.clear()  # of the same cut
