"""A tour is committed to and drawn; three judges score it on their phones, one of them without signal."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import LARGER_PHONE
from tests.journeys.house import House
from tests.journeys.person import Person
from tests.journeys.telephone import Telephone

pytestmark = pytest.mark.journey

TOURS = "/d/990001/tours/"
TITLE = "九月复看"
JUDGES = {"工作专班": "平安法治工作专班", "包乡": "柳河镇包乡领导", "乡镇干事": "柳河镇党建干事"}
GIVEN = {
    "department": [(90, 90), (70, 70), (92, 90), (70, 72)],
    "leader": [(93, 93), (73, 73), (93, 93), (73, 73)],
    "clerk": [(87, 87), (68, 67), (88, 87), (66, 67)],
}
"""Points of each stop in the order of the route, by role; items weigh 60 and 40."""
COMES_TO = {1: ("90.0", "6.0"), 2: ("70.2", "5.4"), 3: ("90.6", "5.4"), 4: ("70.1", "6.6")}
"""Mean and spread of each stop. Three judges: nothing is cut off."""
STANDING = """SELECT post.title, stop.position, score.points FROM fieldwork_score score
    JOIN fieldwork_judge judge ON judge.id = score.judge_id JOIN responsibility_post post ON post.id = judge.post_id
    JOIN fieldwork_stop stop ON stop.id = score.stop_id JOIN fieldwork_tour tour ON tour.id = stop.tour_id
    WHERE tour.title = ? AND score.superseded_at IS NULL ORDER BY post.title, stop.position"""


@pytest.fixture
def telephone(house: House, browser_of_the_house: Browser, tmp_path: Path) -> Iterator[Telephone]:
    one = Telephone(house, browser_of_the_house.browser_type, tmp_path / "telephone")
    yield one
    one.is_killed()
    assert one.complaints() == []


def a_week_passes(office: Person, day: str) -> None:
    office.page.get_by_role("button", name="一周").click()
    expect(office.page.locator(".top__day")).to_have_text(day)


def draws(office: Person, title: str, numbers: str, stops: int) -> None:
    office.opens(TOURS)
    office.page.get_by_role("link", name=title).click()
    office.page.get_by_label("开出的号码").fill(numbers)
    office.page.get_by_role("button", name="填入并抽签").click()
    expect(office.page.locator(".tour-route li")).to_have_count(stops)


def commits(office: Person) -> None:
    page = office.page
    office.opens(TOURS)
    page.get_by_label("观摩的名称").fill(TITLE)
    page.get_by_label("评分项，一行一项，后面空一格写权重").fill("产业带动 60\n村容 40")
    for township in ("石渡镇", "青龙湾镇"):
        page.get_by_label(township, exact=True).check()
    page.get_by_label("每个乡镇抽几个村").fill("2")
    page.get_by_label("用哪个公开结果").fill("演示摇号（虚构）")
    page.get_by_label("哪一天开出").fill("2023-09-28")
    for group, judge in JUDGES.items():
        page.locator("summary").filter(has_text=group).last.click()
        page.locator("label").filter(has_text=judge).locator("input[name=judges]").check()
    page.get_by_role("button", name="固定范围并公开承诺").click()
    office.sees(TITLE)


def scores(page: Page, position: int, points: tuple[int, int], said: str) -> None:
    form = page.locator(f"#s{position}")
    for field, value in zip(form.locator("input[name=points]").all(), points, strict=True):
        field.fill(str(value))
    form.get_by_role("button", name="记下").click()
    expect(form.locator("[data-said]")).to_have_text(said)


def standing(house: House) -> list[tuple[object, ...]]:
    return house.ask(STANDING, TITLE)


def expected(*roles: str) -> list[tuple[object, ...]]:
    titles = {"department": "平安法治工作专班", "leader": "柳河镇包乡领导", "clerk": "柳河镇党建干事"}
    rows = [
        (titles[role], position, str(list(points))) for role in roles for position, points in enumerate(GIVEN[role], 1)
    ]
    return sorted(rows)


def test_three_judges_score_a_tour_on_phones_and_one_of_them_has_no_signal(
    house: House, someone: Callable[..., Person], telephone: Telephone, tmp_path: Path
) -> None:
    office = someone()
    office.enters_as("organiser")
    office.opens(TOURS)
    expect(office.page.get_by_text("这一次的路线抽出来以前，不能承诺下一次")).to_be_visible()
    a_week_passes(office, "2023-09-22")
    draws(office, "九月现场观摩（演示）", "04 18 22 09 31 02 27", 18)
    commits(office)
    a_week_passes(office, "2023-09-29")
    draws(office, TITLE, "11 05 29 17", 4)
    there = office.page.url.removeprefix(house.address)
    file = office.downloads("下载抽签文件", tmp_path)
    assert house.command("verify-draw", str(file)).returncode == 0

    online = {role: someone(LARGER_PHONE) for role in ("department", "leader")}
    for role, judge in online.items():
        judge.enters_as(role)
        judge.opens(there)
        judge.page.get_by_role("link", name="打开我的评分表").click()
        judge.sees("评分表")
        for position, points in enumerate(GIVEN[role], 1):
            scores(judge.page, position, points, "已记下")
        expect(judge.page.locator("[data-left-words]")).to_have_text("都评完了")
    assert standing(house) == expected("department", "leader")

    clerk = telephone.is_opened()
    clerk.enters_as("clerk")
    telephone.is_put_away()
    clerk = telephone.is_opened()
    clerk.opens(f"{there}score/")
    clerk.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    clerk.page.context.set_offline(True)
    for position, points in enumerate(GIVEN["clerk"], 1):
        scores(clerk.page, position, points, "已存在手机上，有信号就送")
        expect(clerk.page.locator("[data-queue-words]")).to_have_text(f"没有信号 · {position} 条已存本机，有网自动送出")
    telephone.is_killed()
    assert standing(house) == expected("department", "leader")

    clerk = telephone.is_opened(signal_there=False)
    clerk.page.goto(f"{house.address}{there}score/")
    expect(clerk.page.locator("[data-queue-words]")).to_have_text("没有信号 · 4 条已存本机，有网自动送出")
    clerk.page.context.set_offline(False)
    expect(clerk.page.locator("[data-queue-words]")).to_have_text("都已送出。")
    clerk.opens(f"{there}score/")
    expect(clerk.page.locator("[data-left-words]")).to_have_text("都评完了")
    assert standing(house) == expected("department", "leader", "clerk")
    assert house.ask("SELECT count(*) FROM fieldwork_score WHERE scored_at > '2023-09-28'") == [(12,)]

    secretary = someone(LARGER_PHONE)
    secretary.enters_as("secretary")
    answer = secretary.context.request.get(f"{house.address}{there}score/")
    assert answer.status == 404

    office.opens(there)
    office.page.locator("summary").filter(has_text="结束评分").click()
    office.page.get_by_role("button", name="结束评分，看分档").click()
    expect(office.page.get_by_text("3 位评委评了分。")).to_be_visible()
    office.sees(TITLE)
    villages = [line.split(" ")[0] for line in office.page.locator(".tour-route li").all_inner_texts()]
    shown = [body.locator("tr").all_inner_texts() for body in office.page.locator(".tour-bands tbody").all()]
    assert shown == [
        [f"第 {number} 档", *("\t".join((villages[at - 1], *COMES_TO[at], "3")) for at in positions)]
        for number, positions in enumerate(((1, 3), (2, 4)), 1)
    ]
