"""Somebody speaks without a name against a village, and against a township; both are answered, one is done again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.house import House
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

OPEN = "/d/990001/open/voices/"
VILLAGE, TOWNSHIP = "青塘村委会", "柳河镇"
AGAINST_THE_VILLAGE = "村里公示的用工少写了两行，问了没有人说"
AGAINST_THE_TOWNSHIP = "镇里收上去的补贴材料三个月没有回音"


def speaks(villager: Person, of: str, text: str, matter: str) -> str:
    """The code that is shown once."""
    page = villager.page
    villager.opens(OPEN)
    villager.sees("反映问题、提异议")
    page.get_by_role("link", name="我要反映", exact=True).click()
    villager.sees("说的是谁？")
    if of == VILLAGE:
        page.get_by_label("村名、拼音或编码").fill("青塘")
        page.get_by_role("button", name="找", exact=True).click()
    page.get_by_role("link", name=of, exact=True).click()
    villager.sees(f"反映：{of}")
    page.get_by_label(matter, exact=True).check()
    page.get_by_label("想说什么").fill(text)
    page.get_by_role("button", name="交", exact=True).click()
    villager.sees("收下了")
    return page.locator(".follow-code code").inner_text()


def looks(villager: Person, code: str) -> None:
    villager.opens(f"{OPEN}follow/")
    villager.sees("用查询码看答复")
    villager.page.get_by_label("查询码").fill(code)
    villager.page.get_by_role("button", name="看", exact=True).click()
    villager.sees("办得怎么样")


def answers(official: Person, unit: str, words: str, public: str) -> None:
    page = official.page
    official.opens("/d/990001/voices/")
    official.sees("群众反映")
    page.get_by_role("link").filter(has_text=unit).first.click()
    form = page.locator("details", has_text="答复并办结")
    form.get_by_label("给反映人的答复").fill(words)
    form.get_by_label("公开的话").fill(public)
    form.get_by_role("button", name="答复", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("办了")
    assert official.barriers() == []


def test_two_voices_are_answered_and_one_is_done_again(someone: Callable[..., Person], house: House) -> None:
    villager, clerk, organiser, secretary = someone(PHONE), someone(DESK), someone(DESK), someone(PHONE)

    against_the_village = speaks(villager, VILLAGE, AGAINST_THE_VILLAGE, "对公示有异议")
    against_the_township = speaks(villager, TOWNSHIP, AGAINST_THE_TOWNSHIP, "反映问题")
    clerk.enters_as("clerk")
    clerk.opens("/d/990001/voices/")
    clerk.sees("群众反映")
    expect(clerk.page.get_by_text(VILLAGE)).to_have_count(1)
    # The clerk hears what is said of a village, and nothing of what is said of her own township.
    expect(clerk.page.get_by_role("main").get_by_text(TOWNSHIP)).to_have_count(0)
    answers(clerk, VILLAGE, "用工表已补上两行。", "已补齐并重新公示。")
    organiser.enters_as("organiser")
    answers(organiser, TOWNSHIP, "材料已转农业农村局，九月底前答复。", "")
    secretary.enters_as("secretary")

    looks(villager, against_the_township)
    expect(villager.page.get_by_text("材料已转农业农村局，九月底前答复。")).to_be_visible()
    looks(villager, against_the_village)
    villager.page.get_by_role("button", name="同意公开", exact=True).click()
    expect(villager.page.get_by_text("您同意了，已经公开。")).to_be_visible()
    villager.page.get_by_label("再补充几句").fill("贴出来的还是旧的那一张")
    villager.page.get_by_role("button", name="要求重办").click()
    expect(villager.page.get_by_text("重办 1 次")).to_be_visible()
    assert villager.barriers() == []
    clerk.opens("/d/990001/voices/")
    expect(clerk.page.get_by_text("要求重办")).to_be_visible()
    villager.opens(OPEN)
    expect(villager.page.get_by_text("已补齐并重新公示。")).to_be_visible()

    assert secretary.opens("/d/990001/voices/") == 404
    assert house.ask("SELECT COUNT(*) FROM disclosure_identity") == [(0,)]
    assert [cookie["name"] for cookie in villager.context.cookies()] == []
    secretary.complaints.clear()  # a console line about the 404 that was asked for
