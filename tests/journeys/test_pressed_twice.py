"""On a slow line somebody taps twice; what he sent is there once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.conftest import LARGER_PHONE
from tests.journeys.house import House
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

ASKED = "请定一下禾泉区的秋收秸秆由谁收"
PRESSED_AGAIN = "pressed again"
PRESS_TWICE = "(button, said) => { button.click(); setTimeout(() => { button.click(); console.log(said); }, 300); }"
SENT = "SELECT count(*) FROM fieldwork_request WHERE text = ?"


def test_a_form_pressed_twice_is_sent_once(house: House, someone: Callable[..., Person]) -> None:
    leader = someone(LARGER_PHONE, service_workers="block")
    leader.enters_as("leader")
    leader.opens("/d/990001/joint-meetings/")
    page, sent, waiting = leader.page, [], []

    def slowly(route: Route) -> None:
        sent.append(route.request.post_data)
        waiting.append(route)

    page.route("**/joint-meetings/ask/", slowly)
    page.get_by_label("请会议定什么事").fill(ASKED)
    button = page.get_by_role("button", name="提请", exact=True)
    with page.expect_console_message(lambda message: message.text == PRESSED_AGAIN):
        button.evaluate(PRESS_TWICE, PRESSED_AGAIN)
    waiting[-1].continue_()

    expect(page.get_by_text("提请记下了，会列在下一次联席会的会前清单里。")).to_be_visible()
    assert len(sent) == 1
    assert house.ask(SENT, ASKED) == [(1,)]
