"""The ten-minute path through one village's year, every station as the page tells it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.house import House
from tests.journeys.person import Person
from tests.journeys.test_bringing_figures import brings, mends_three_rows, star_row_of
from tests.journeys.test_own_standards import brings_own_tasks
from tests.journeys.test_supplying_in_bulk import brings as fills_in
from tests.journeys.test_supplying_in_bulk import with_one_figure
from tests.journeys.test_the_gate import proposes

pytestmark = pytest.mark.journey


def goes_on(person: Person, number: int, heading: str) -> None:
    """Opens the current station from the list; it is the `number`-th."""
    current = person.page.locator('li[aria-current="step"]')
    expect(current.locator(".station__number")).to_have_text(str(number))
    current.locator(".btn-main").click()
    person.sees(heading)


def has_done(page: Page) -> None:
    page.get_by_role("button", name="走过了，下一站").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("十分钟走一遍一个村的一年")


def test_the_guided_path_from_the_first_station_to_the_last(person: Person, house: House, tmp_path: Path) -> None:
    page = person.page
    person.opens("/")
    page.get_by_role("link", name="十分钟走一遍一个村的一年").click()
    person.sees("十分钟走一遍一个村的一年")

    goes_on(person, 1, "禾泉区作战图")
    page.get_by_role("link", name="青塘村委会").first.click()
    person.sees("青塘村委会")
    has_done(page)
    goes_on(person, 2, "青塘村委会")
    before = star_row_of(page)
    has_done(page)
    goes_on(person, 3, "青塘村委会")
    expect(page.locator("#R033")).to_contain_text("差 1.8 万元")
    expect(page.locator("#R030")).to_contain_text("差 22 户")
    has_done(page)
    goes_on(person, 4, "录入数据")
    brings(person, person.downloads("有三行错的表(xlsx)", tmp_path))
    has_done(page)
    goes_on(person, 5, "录入数据")
    page.get_by_role("link", name="区公安局补报(演示).xlsx").click()
    mends_three_rows(person)
    has_done(page)
    goes_on(person, 6, "青塘村委会")
    assert star_row_of(page) == [*before[:3], "平安法治 已获", *before[4:]]
    has_done(page)
    goes_on(person, 7, "青塘村委会")
    digest = page.locator("#digest").inner_text()
    receipt = person.downloads("下载凭据", tmp_path)
    verified = house.command("verify-receipt", str(receipt), "--rulebook", "rulebook/rural-2023", "--digest", digest)
    assert verified.returncode == 0
    has_done(page)
    goes_on(person, 8, "评星标准对照图")
    has_done(page)
    goes_on(person, 9, "本区自己的标准")
    brings_own_tasks(person, tmp_path)
    person.sees("对全区支部的影响")
    has_done(page)
    goes_on(person, 10, "禾泉区作战图")
    page.get_by_role("button", name="一月").click()
    expect(page.locator(".top__day")).to_have_text("2023-10-15")
    person.sees("禾泉区作战图")
    has_done(page)
    goes_on(person, 11, "公开复核")
    page.locator(".draws__one", has_text="已结束").click()
    draw_file = person.downloads("下载抽签文件", tmp_path)
    assert house.command("verify-draw", str(draw_file)).returncode == 0
    has_done(page)
    goes_on(person, 12, "青塘村委会 · 要报的数")
    page.locator(".ask.is-now input[name=value]").fill("6")
    page.locator(".ask.is-now").get_by_role("button", name="记下").click()
    expect(page.locator("[data-queue-words]")).to_have_text("都已送出。")
    has_done(page)
    goes_on(person, 13, "会议")
    page.get_by_role("link", name="主题党日").click()
    page.get_by_label("实到人数").fill("12")
    page.get_by_label("议题").fill("讨论入股分红")
    page.get_by_role("button", name="记下").click()
    expect(page.get_by_text("记下了：2023-10-15 主题党日，到会 12 人。")).to_be_visible()
    has_done(page)
    goes_on(person, 14, "成批填报")
    template = person.downloads("下载模板", tmp_path)
    fills_in(person, template, with_one_figure(template.read_bytes()))
    person.sees(template.name)
    page.get_by_role("button", name="确认入库 1 个数据").click()
    expect(page.get_by_role("heading", name="已入库")).to_be_visible()
    has_done(page)
    goes_on(person, 15, "值得看一眼的文件")
    pair = page.locator(".alike-list > li")
    expect(pair).to_contain_text("青塘村")
    pair.get_by_text("看过了，写一句").click()
    pair.get_by_label("看到了什么").fill("已同村里核对")
    pair.get_by_role("button", name="记下").click()
    expect(page.locator(".alike__note")).to_contain_text("看过：已同村里核对")
    has_done(page)
    goes_on(person, 16, "核实上报的数据")
    page.locator("[data-confirm]").first.click()
    expect(page.get_by_text("今天您已核实 1 条。")).to_be_visible()
    has_done(page)
    goes_on(person, 17, "减负账")
    has_done(page)
    goes_on(person, 18, "新问题准入")
    page.get_by_role("link", name="申请新问题").click()
    proposes(page, "全村常住农户有多少户", "户")
    expect(page.get_by_role("heading", name="系统退回，不用向基层要")).to_be_visible()
    has_done(page)
    goes_on(person, 19, "责任")
    page.get_by_role("link", name="柳河", exact=True).click()
    expect(page.get_by_text("青塘村党支部").first).to_be_visible()
    has_done(page)
    goes_on(person, 20, "任务分解方案")
    has_done(page)
    goes_on(person, 21, "短板清单")
    has_done(page)
    goes_on(person, 22, "项目")
    page.get_by_role("link", name="粮食烘干车间（演示）").click()
    expect(page.get_by_text("应到 48，实到 29；赞成 29，反对 0，弃权 0（举手）")).to_be_visible()
    has_done(page)
    goes_on(person, 23, "公示")
    has_done(page)
    goes_on(person, 24, "账目")
    has_done(page)
    goes_on(person, 25, "专班联席会")
    has_done(page)

    expect(page.get_by_text("共 25 站，走过 25 站")).to_be_visible()
    expect(page.locator('li[aria-current="step"]')).to_have_count(0)
