"""A joint meeting is asked, prepared and held; its decision stands in a clerk's worklist until it is done."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LARGER_PHONE
from tests.journeys.house import House
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

MEETINGS = "/d/990001/joint-meetings/"
TOPIC, NEXT_TOPIC = "九月专班联席会（演示）", "十月专班联席会"
ASKED, DECIDED = "柳河镇三个村的党员名册对不上，请定由谁核对", "柳河镇三个村的党员名册逐村核对一遍"
RESULT = "三个村都核对过，改了两处，名册已更新"
LEADER, CLERK = "柳河镇包乡领导", "柳河镇党建干事"
ABSENT = "督导服务工作专班"
PRESENT = [
    "综合协调工作专班",
    "支部过硬工作专班",
    "产业兴旺工作专班",
    "生态宜居工作专班",
    "平安法治工作专班",
    "文明幸福工作专班",
    "城市社区工作专班",
]
OPEN = [
    "把未公开的季度财务明细补齐（演示）：由“柳河镇党(工)委书记”办，2023-09-11 到期，已过 11 天",
    "青塘村污水支管由镇里牵头接通（演示）：由“柳河镇党(工)委书记”办，2023-10-05 到期",
]
PACK = {
    "请会议定的事": [f"{ASKED}（{LEADER}提请）"],
    "上次定了还没办完的": OPEN,
    "卡住的：谁要办，谁在等": [
        "义寨村党支部书记要办，区市场监管局在等：禾西 1 项短板逾期，最久 44 天",
        "塘铺村党支部书记要办，区委组织部在等：新桥 1 项短板逾期，最久 44 天",
        "青塘村党支部书记等 2 个岗位要办，区农业农村局在等：柳河 3 项短板逾期，最久 44 天",
        "永渡村党支部书记要办，区委组织部在等：柳河 1 项短板逾期，最久 44 天",
    ],
    "上次以来的变化": [
        "桥南社区居委会不再持有“幸福和谐星”",
        "禾苑社区居委会不再持有“平安法治星”",
        "书院巷社区居委会不再持有“平安法治星”、“幸福和谐星”",
    ],
}
"""Ten lines, as the pack stands on 22 September; whatever else there is is counted below each section."""
ATTENDED = """SELECT body.name, there.is_present FROM fieldwork_attendance there
    JOIN responsibility_department body ON body.id = there.body_id
    JOIN fieldwork_jointmeeting meeting ON meeting.id = there.meeting_id
    WHERE meeting.topic = ? ORDER BY body."order", there.id"""
STANDING = """SELECT post.title, request.text, request.office, decision.due_on, decision.result
    FROM fieldwork_decision decision JOIN responsibility_post post ON post.id = decision.owner_id
    JOIN fieldwork_request request ON request.id = decision.answers_id WHERE decision.text = ?"""
CLOSED_BY = """SELECT post.title FROM fieldwork_decision decision
    JOIN responsibility_person person ON person.ref = decision.closed_by
    JOIN responsibility_holding held ON held.person_id = person.id
    JOIN responsibility_post post ON post.id = held.post_id WHERE decision.text = ?"""


def pack(page: Page) -> dict[str, list[str]]:
    """Sections in their order with the lines that are shown, without how many are not."""
    sections, lists = page.locator(".field-pack h3"), page.locator(".field-pack h3 + ul")
    return {
        title: lists.nth(at).locator("li[lang]").all_inner_texts()
        for at, title in enumerate(sections.all_inner_texts())
    }


def asks(leader: Person) -> None:
    leader.opens(MEETINGS)
    leader.page.get_by_label("请会议定什么事").fill(ASKED)
    leader.page.get_by_role("button", name="提请", exact=True).click()
    expect(leader.page.get_by_text("提请记下了，会列在下一次联席会的会前清单里。")).to_be_visible()
    leader.sees("专班联席会")
    hears(leader, "2023-09-15 · 等下一次会")


def hears(leader: Person, what: str) -> None:
    """What became of what he asked."""
    leader.page.locator("summary").filter(has_text="提请过的").click()
    asked = leader.page.locator("details[open] .field-list li")
    expect(asked.locator("p")).to_have_text([ASKED, f"{LEADER} · {what}"])


def finds_the_meeting(office: Person) -> str:
    """By the bar, as somebody who does not know the address; gives it."""
    bar = office.page.get_by_role("navigation", name="主导航")
    bar.locator("summary").click()
    bar.get_by_role("link", name="联席会和调研").click()
    office.sees("专班联席会")
    office.page.get_by_role("link", name=TOPIC).click()
    office.sees(TOPIC)
    expect(office.page.locator(".page-head__sub")).to_have_text("定在 2023-09-21")
    return office.page.url.removeprefix(office.house.address)


def a_week_passes(office: Person, day: str) -> None:
    office.page.get_by_role("button", name="一周").click()
    expect(office.page.locator(".top__day")).to_have_text(day)


def holds(office: Person) -> None:
    page = office.page
    for force in PRESENT:
        page.get_by_label(force, exact=True).check()
    page.get_by_role("button", name="记下，固定会前清单").click()
    expect(page.locator(".page-head__sub")).to_have_text("2023-09-22 开过")
    expect(page.locator(".field-forces li")).to_have_text([*PRESENT, f"{ABSENT} 没到"])


def decides(office: Person) -> None:
    page = office.page
    page.get_by_label("答复哪件提请（没有就不选）").select_option(label=ASKED)
    page.get_by_label("定了什么").fill(DECIDED)
    owner = page.get_by_label("由哪个岗位办")
    owner.select_option(value=owner.locator("option").filter(has_text=CLERK).get_attribute("value"))
    page.get_by_label("什么时候前办完").fill("2023-10-13")
    page.get_by_role("button", name="记下，交给这个岗位").click()
    expect(page.locator(".field-list li p")).to_have_text([DECIDED, f"{CLERK} · 2023-10-13 前"])
    office.sees(TOPIC)


def calls_the_next(office: Person) -> None:
    office.opens(MEETINGS)
    office.page.get_by_label("题目").fill(NEXT_TOPIC)
    office.page.get_by_label("哪一天开").fill("2023-10-20")
    office.page.get_by_role("button", name="召集", exact=True).click()
    office.sees(NEXT_TOPIC)
    expect(office.page.locator(".page-head__sub")).to_have_text("定在 2023-10-20")


def reports_it_done(clerk: Person) -> str:
    """From 今日要办 and back to it; gives the address of the decision."""
    page = clerk.page
    clerk.opens("/today/")
    clerk.sees("今日要办")
    due = page.locator(".today__item").filter(has_text=DECIDED)
    assert due.inner_text().splitlines() == [
        "联席会决定",
        DECIDED,
        f"{LEADER} 在等，从 2023-09-15 起",
        "2023-10-13 前",
    ]
    due.click()
    clerk.sees(DECIDED)
    page.get_by_label("办成了什么").fill(RESULT)
    page.get_by_role("button", name="报办结").click()
    expect(page.locator(".page-head__sub")).to_have_text("已办结")
    expect(page.locator(".field-pairs dd")).to_have_text(
        [CLERK, "2023-10-13", f"{ASKED}（{LEADER}）", f"{RESULT} 2023-09-22"]
    )
    clerk.sees(DECIDED)
    decision = page.url.removeprefix(clerk.house.address)
    clerk.opens("/today/")
    clerk.sees("今日要办")
    expect(due).to_have_count(0)
    return decision


def test_what_a_joint_meeting_decided_is_in_a_clerks_worklist_until_it_is_done(
    house: House, someone: Callable[..., Person]
) -> None:
    leader, clerk, office = someone(LARGER_PHONE), someone(LARGER_PHONE), someone()
    leader.enters_as("leader")
    asks(leader)
    clerk.enters_as("clerk")
    clerk.opens(MEETINGS)
    clerk.sees("专班联席会")
    expect(clerk.page.get_by_label("请会议定什么事")).to_be_visible()  # he might ask in the name of his township

    office.enters_as("organiser")
    there = finds_the_meeting(office)
    assert pack(office.page)["请会议定的事"] == PACK["请会议定的事"]
    a_week_passes(office, "2023-09-22")
    office.opens(there)
    assert pack(office.page) == PACK
    holds(office)
    decides(office)
    expect(office.page.locator(".field-pack > p")).to_have_text("按 2023-09-22 的数据固定。 变化从 2023-08-25 算起。")
    assert pack(office.page) == PACK  # what was asked is answered, and still stands in it
    calls_the_next(office)
    given = f"{DECIDED}：由“{CLERK}”办，2023-10-13 到期"
    assert pack(office.page)["上次定了还没办完的"] == [*OPEN, given]
    assert house.ask(ATTENDED, TOPIC) == [*((force, 1) for force in PRESENT), (ABSENT, 0)]
    assert house.ask(STANDING, DECIDED) == [(CLERK, ASKED, LEADER, "2023-10-13", "")]

    decision = reports_it_done(clerk)

    assert house.ask(STANDING, DECIDED) == [(CLERK, ASKED, LEADER, "2023-10-13", RESULT)]
    assert house.ask(CLOSED_BY, DECIDED) == [(CLERK,)]
    office.page.reload()
    office.sees(NEXT_TOPIC)
    assert pack(office.page)["上次定了还没办完的"] == OPEN
    assert "请会议定的事" not in pack(office.page)
    office.opens(there)
    assert pack(office.page) == PACK
    leader.opens(MEETINGS)
    hears(leader, "2023-09-15 · 定了")

    stranger = someone()
    for role in (None, "villager"):
        if role:
            stranger.enters_as(role)
        answers = [stranger.context.request.get(house.address + path) for path in (MEETINGS, there, decision)]
        assert [answer.status for answer in answers] == [403, 404, 404]
        assert not any(DECIDED in answer.text() for answer in answers)
