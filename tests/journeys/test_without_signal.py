"""A secretary answers in the field: no signal, an empty battery, a phone that is lent. Nothing is lost or doubled."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.conftest import DESK, LARGER_PHONE, PHONE
from tests.journeys.house import House
from tests.journeys.person import Person
from tests.journeys.telephone import Holder, Telephone
from tests.journeys.test_in_every_way import switches_to

pytestmark = pytest.mark.journey

GIVEN = {
    ("floating_members", "2023-Q2"): 7,
    ("floating_members_in_touch", "2023-Q2"): 6,
    ("left_behind_children_visited", "2023-Q2"): 8,
    ("floating_members", "2023-Q3"): 9,
    ("floating_members_in_touch", "2023-Q3"): 5,
}
"""The five most urgent ones a week on, when the third quarter's are due too."""
FIRST = ("floating_members", "2023-Q2")
NEXT = "本季度受理了几件矛盾纠纷"
STATED = """SELECT fact.slug, answer.period, answer.value, observation.value FROM facts_answerreceipt answer
    JOIN facts_observation observation ON observation.id = answer.observation_id
    JOIN standards_fact fact ON fact.id = answer.fact_id WHERE observation.superseded_at IS NULL"""


@pytest.fixture
def telephone(house: House, browser_of_the_house: Browser, tmp_path: Path) -> Iterator[Telephone]:
    one = Telephone(house, browser_of_the_house.browser_type, tmp_path / "telephone")
    yield one
    one.is_killed()
    assert one.complaints() == []


def village(house: House) -> str:
    return str(house.ask("SELECT public_id FROM territory_branch WHERE name = '青塘村党支部'")[0][0])


def asks(house: House) -> str:
    return f"/b/{village(house)}/ask/"


def answers(page: Page, value: int) -> None:
    """Two taps: into the field, and 记下."""
    now = page.locator(".ask.is-now")
    now.locator("input[name=value]").fill(str(value))
    now.get_by_role("button", name="记下").click()


def kept(page: Page, words: str) -> None:
    expect(page.locator("[data-queue-words]")).to_have_text(words)


def arrived(house: House) -> dict[object, object]:
    """Fact and period → value; exactly one receipt and one standing observation each."""
    rows = house.ask(STATED)
    assert (
        len(rows) == len({about[:2] for about in rows}) == house.ask("SELECT count(*) FROM facts_answerreceipt")[0][0]
    )
    assert all(said == stands for _, _, said, stands in rows)
    return {(slug, period): value for slug, period, value, _ in rows}


def of_the_secretary(telephone: Telephone) -> Holder:
    """She signed in yesterday; today the questions are open in front of her, with the shell kept."""
    secretary = telephone.is_opened()
    secretary.enters_as("secretary")
    secretary.page.get_by_role("button", name="一周").click()
    expect(secretary.page.locator(".top__day")).to_have_text("2023-09-22")
    telephone.is_put_away()
    secretary = telephone.is_opened()
    secretary.opens(asks(telephone.house))
    secretary.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    expect(secretary.page.locator(".ask.is-now")).to_be_visible()
    return secretary


def answers_without_signal(page: Page, value: int) -> None:
    page.context.set_offline(True)
    answers(page, value)
    kept(page, "没有信号 · 1 条已存本机，有网自动送出")


def test_five_answers_without_signal_outlive_a_killed_browser_and_arrive_once(
    house: House, telephone: Telephone
) -> None:
    page = of_the_secretary(telephone).page
    page.context.set_offline(True)
    for number, value in enumerate(GIVEN.values(), 1):
        answers(page, value)
        kept(page, f"没有信号 · {number} 条已存本机，有网自动送出")
    expect(page.locator(".ask.is-now")).to_contain_text(NEXT)
    telephone.is_killed()
    assert arrived(house) == {}

    secretary = telephone.is_opened(signal_there=False)
    page = secretary.page
    page.goto(house.address + asks(house))
    expect(page.get_by_role("heading", level=1)).to_have_text("没有信号")
    kept(page, "没有信号 · 5 条已存本机，有网自动送出")
    page.context.set_offline(False)
    kept(page, "都已送出。")
    assert arrived(house) == GIVEN

    page.get_by_role("link", name="再试一次").click()
    expect(page.locator(".ask.is-now")).to_contain_text(NEXT)
    expect(page.locator("[data-queue]")).to_be_hidden()
    assert arrived(house) == GIVEN


def test_a_browser_killed_between_sending_and_hearing_sends_again_and_it_is_taken_once(
    house: House, telephone: Telephone
) -> None:
    page = of_the_secretary(telephone).page

    def taken_and_killed(route: Route) -> None:
        assert route.fetch().ok
        telephone.is_killed()

    page.route("**/answers/sync/", taken_and_killed)
    with page.expect_event("close"):
        answers(page, 7)
    assert arrived(house) == {FIRST: 7}

    secretary = telephone.is_opened()
    with secretary.page.expect_response("**/answers/sync/") as heard:
        secretary.opens(asks(house))
    assert [one["outcome"] for one in heard.value.json()["results"]] == ["answered"]
    expect(secretary.page.locator(".ask.is-now")).to_contain_text("其中已登记并有联系人")
    assert arrived(house) == {FIRST: 7}


def test_an_expired_session_asks_to_sign_in_and_loses_nothing(house: House, telephone: Telephone) -> None:
    secretary = of_the_secretary(telephone)
    page = secretary.page
    answers_without_signal(page, 7)
    page.context.clear_cookies()
    page.context.set_offline(False)

    kept(page, "1 条已存本机，登录后自动送出")
    expect(page.get_by_role("link", name="去登录")).to_have_attribute("href", "/enter/")
    assert arrived(house) == {}
    secretary.enters_as("secretary")
    kept(page, "都已送出。")

    assert arrived(house) == {FIRST: 7}


def test_a_page_whose_token_was_changed_in_another_window_sends_all_the_same(
    house: House, telephone: Telephone
) -> None:
    secretary = of_the_secretary(telephone)
    other = Person(house, secretary.context, secretary.context.new_page())
    other.enters_as("secretary")

    answers(secretary.page, 7)
    kept(secretary.page, "都已送出。")

    assert arrived(house) == {FIRST: 7}


def test_answers_wait_for_their_own_account_on_a_phone_that_is_lent(house: House, telephone: Telephone) -> None:
    holder = of_the_secretary(telephone)
    page = holder.page
    answers_without_signal(page, 7)
    page.context.clear_cookies()
    page.context.set_offline(False)
    kept(page, "1 条已存本机，登录后自动送出")

    holder.enters_as("clerk")
    kept(page, "本机另有 1 条，登录原来的账号后送出")
    assert arrived(house) == {}
    holder.enters_as("secretary")
    kept(page, "都已送出。")

    assert arrived(house) == {FIRST: 7}


def test_a_value_that_came_meanwhile_is_shown_and_the_person_chooses(
    house: House, telephone: Telephone, someone: Callable[..., Person]
) -> None:
    secretary = of_the_secretary(telephone)
    page = secretary.page
    answers_without_signal(page, 7)
    clerk = someone()
    clerk.enters_as("clerk")
    clerk.opens(f"{asks(house)}floating_members/?period=2023-Q2")
    clerk.page.locator("input[name=value]").fill("9")
    clerk.page.get_by_role("button", name="代为记下").click()
    kept(clerk.page, "都已送出。")

    page.context.set_offline(False)
    page.get_by_role("link", name="有一个数与别人报的不一样，请选一个").click()
    secretary.sees("两个数不一样，请选一个")
    assert standing(house) == [(9, "本村填报(代填)")]
    page.get_by_label("填错了").check()
    page.get_by_role("button", name="改用我的").click()
    secretary.sees("青塘村委会 · 要报的数")

    assert standing(house) == [(7, "本村填报")]


def standing(house: House) -> list[tuple[object, ...]]:
    return house.ask(
        """SELECT value, source FROM facts_observation WHERE superseded_at IS NULL AND period = '2023-Q2'
        AND branch_id = (SELECT id FROM territory_branch WHERE name = '青塘村党支部')
        AND fact_id = (SELECT id FROM standards_fact WHERE slug = 'floating_members')"""
    )


@pytest.mark.parametrize(
    "lacks",
    [
        "delete Navigator.prototype.serviceWorker; Object.defineProperty(window, 'indexedDB', {value: undefined});",
        "IDBFactory.prototype.open = () => { throw new DOMException('private', 'InvalidStateError'); };",
    ],
)
def test_a_browser_that_keeps_nothing_sends_the_plain_form(
    house: House, someone: Callable[..., Person], lacks: str
) -> None:
    secretary = someone(LARGER_PHONE)
    secretary.context.add_init_script(lacks)
    secretary.enters_as("secretary")
    secretary.opens(asks(house))
    first = secretary.page.locator(".ask").first
    first.locator("input[name=value]").fill("7")
    first.get_by_role("button", name="记下").click()

    expect(secretary.page.get_by_text("已记下。")).to_be_visible()
    assert arrived(house) == {FIRST: 7}


def test_every_page_of_asking_is_readable_in_large_type_and_in_english(
    house: House, someone: Callable[..., Person]
) -> None:
    secretary = someone(PHONE)
    page = secretary.page
    secretary.enters_as("secretary")
    paths = ("/today/", asks(house), f"{asks(house)}contacted_households/?period=2023-H1", "/offline/")
    for name, size in (("", PHONE), ("大字", DESK), ("English", PHONE)):
        if name:
            secretary.takes(size)
            secretary.opens("/today/")
            if size == PHONE:
                page.locator(".top__more > summary").click()
            switches_to(page, name)
        for path in paths:
            secretary.takes(PHONE)
            assert secretary.opens(path) == 200
            secretary.sees_it_grow(PHONE, LARGER_PHONE, DESK)
