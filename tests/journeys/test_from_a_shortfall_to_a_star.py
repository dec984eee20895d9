"""泉塘村 lacks one task of its fourth star: screening, measure, project, four deliberations (one for want of members
held again), two publications, acceptance, the fact stated and confirmed, struck off by somebody else. Two weeks.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.a_project import (
    PROJECT,
    TASK,
    builds,
    deliberates,
    is_accepted,
    moves_on,
    publishes,
    reads_it,
    said,
    sets_up_the_project,
)
from tests.journeys.conftest import LARGER_PHONE
from tests.journeys.house import House
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

VILLAGE, BRANCH = "泉塘村委会", "泉塘村党支部"
STAR = "文明幸福"
MEASURE = "成立红白理事会，办事标准上墙公开；在文化大院设服务点"
ONE_SHORT = """SELECT branch.name FROM shortfalls_shortfall lacking
    JOIN territory_branch branch ON branch.id = lacking.branch_id WHERE lacking.is_open AND lacking.star = 'civility'
    GROUP BY branch.id HAVING count(*) = 1 AND max(lacking.criterion) = 'R076'"""
STATE = """SELECT project.state, project.accepted_on, count(notice.id) FROM projects_project project
    LEFT JOIN projects_publication notice ON notice.project_id = project.id WHERE project.title = ?
    GROUP BY project.id"""
SCREENED = """SELECT screening."on", task.verdict, task.aim FROM shortfalls_screenedtask task
    JOIN shortfalls_screening screening ON screening.id = task.screening_id WHERE task.criterion = 'R076'
    AND task.branch_id = (SELECT id FROM territory_branch WHERE name = '泉塘村党支部') ORDER BY 1"""
SHORTFALL = """SELECT verdict, is_open, owner_id IS NOT NULL, struck_off_at IS NOT NULL FROM shortfalls_shortfall
    WHERE criterion = 'R076' AND branch_id = (SELECT id FROM territory_branch WHERE name = '泉塘村党支部')"""
BEFORE = {
    "支部过硬": "star--met",
    "产业兴旺": "star--unmet",
    "生态宜居": "star--met",
    "平安法治": "star--met",
    "文明幸福": "star--unmet",
}
NOT_FOUND = 404


def comes_in_by_code(secretary: Person, clerk: Person) -> None:
    """The township's clerk reads her a code; she types it into her phone."""
    clerk.page.get_by_text("更多", exact=True).first.click()
    clerk.page.get_by_role("link", name="登录码", exact=True).first.click()
    clerk.sees("发登录码")
    clerk.page.get_by_label("村名、岗位或拼音首字母").fill(VILLAGE)
    clerk.page.get_by_role("button", name="查找").click()
    clerk.page.get_by_role("link", name=f"发码 {VILLAGE} {BRANCH}书记").click()
    clerk.page.get_by_role("button", name="发码").click()
    code = clerk.page.locator("#entry-code").inner_text()
    secretary.opens("/sign-in/")
    secretary.page.get_by_role("link", name="用登录码登录").click()
    secretary.page.locator("[name=code]").fill(code)
    secretary.page.get_by_role("button", name="登录这台设备").click()
    said(secretary, "这台设备已登录,180 天内不用再输码")


def screens(organiser: Person) -> None:
    """The organisation department freezes the list of the day; the village is on it."""
    page = organiser.page
    page.get_by_role("link", name="短板", exact=True).first.click()
    organiser.sees("短板")
    page.get_by_role("link", name="全面排查").click()
    organiser.sees("全面排查")
    expect(page.get_by_role("heading", name="排查一次（2023-09-15）")).to_be_visible()
    page.get_by_role("button", name="排查，冻结清单").click()
    said(organiser, "排查好了：清单冻结在今天，往后照它看销号、反弹和新增。")


def finds_it_lacking(secretary: Person) -> None:
    """From 今日要办 over her list to the task."""
    page = secretary.page
    page.get_by_role("link", name="今日要办").first.click()
    secretary.sees("今日要办")
    page.get_by_role("link").filter(has_text="3 项没达标，还没定措施、谁负责和时限").click()
    secretary.sees("短板清单")
    page.get_by_role("link", name=TASK, exact=True).click()
    secretary.sees(TASK)
    expect(page.locator(".page-head__sub")).to_have_text("未达标")


def takes_it_up(secretary: Person) -> None:
    """What will be done, her own post, a day; it spends the village's money, so it leads on to a project."""
    page = secretary.page
    page.get_by_label("怎么整改").fill(MEASURE)
    page.get_by_label("谁负责").select_option(label=f"{BRANCH}书记 郎")
    page.get_by_label("什么时候前").fill("2023-10-31")
    for question in ("这个办法要花集体的钱吗？", "这个办法涉及村民利益吗？"):
        page.get_by_role("group", name=question).get_by_label("是", exact=True).check()
    page.locator("#plan").get_by_role("button", name="记下").click()
    said(secretary, "记下了。这个办法要立项，走四议两公开，请接着填。")


def says_that_it_is_there(secretary: Person, village: str) -> None:
    """What she had answered in spring is no longer so."""
    page = secretary.page
    secretary.opens(f"/b/{village}/ask/")
    page.get_by_text("报过的数，要改点这里").click()
    page.get_by_role("link", name="红白理事会成立且办事标准公开").click()
    secretary.sees(f"{VILLAGE} · 红白理事会成立且办事标准公开")
    page.get_by_label("情况变了").check()
    page.locator(".ask").get_by_role("button", name="是", exact=True).click()
    expect(page.locator("[data-queue-words]")).to_have_text("都已送出。")


def is_confirmed(clerk: Person) -> None:
    """The township looks at her figure among those that wait for it."""
    page = clerk.page
    page.get_by_role("link", name="核实", exact=True).first.click()
    clerk.sees("核实上报的数据")
    item = page.locator("[data-item]", has_text="泉塘村").filter(has_text="红白理事会")
    item.locator("[data-confirm]").click()
    expect(item).to_have_count(0)


def may_not_strike_it_off_herself(secretary: Person, house: House) -> None:
    """It lies with others on her list of today, and her page has no button; nor would it do any good."""
    page = secretary.page
    page.get_by_role("link", name="今日要办").first.click()
    page.get_by_text("看这 1 件").click()
    page.get_by_role("link").filter(has_text=f"等他人销号：{TASK}").click()
    secretary.sees(TASK)
    expect(page.locator(".page-head__sub")).to_have_text("已达标，待销号")
    expect(page.get_by_text("不再是短板了，等定措施的人和责任岗位以外的人看过再销号。")).to_be_visible()
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    answer = page.request.post(f"{page.url}strike-off/", form={"csrfmiddlewaretoken": token, "note": "办好了"})
    assert (answer.status, house.ask(SHORTFALL)) == (403, [("met", 0, 1, 0)])


def is_struck_off(clerk: Person) -> None:
    """By the clerk, who neither planned it nor answers for it."""
    page = clerk.page
    clerk.opens("/today/")
    page.get_by_role("link").filter(has_text="短板销号").click()
    page.locator(".shortfall", has_text=VILLAGE).get_by_role("link", name=TASK, exact=True).click()
    clerk.sees(TASK)
    page.get_by_label("看到了什么（可不填）").fill("名单和标准在墙上")
    page.get_by_role("button", name="看过了，销号").click()
    said(clerk, "销号了。数据要是回落，这一项会自己重新打开。")
    expect(page.locator(".page-head__sub")).to_have_text("已销号")


def stars(person: Person, village: str) -> tuple[str, dict[str, str]]:
    """What is carried, and star → as what it is drawn, on the branch's page."""
    person.opens(f"/b/{village}/")
    person.sees(VILLAGE)
    row = person.page.locator(".star-row").first
    drawn = row.locator("svg").evaluate_all("all => all.map(one => one.classList[1])")
    names = row.locator("b").all_inner_texts()
    return person.page.locator(".hint__level b").inner_text(), dict(zip(names, drawn, strict=True))


def test_a_village_gets_its_fourth_star(someone: Callable[..., Person], house: House) -> None:
    assert (BRANCH,) in house.ask(ONE_SHORT)
    (found,) = house.ask("SELECT public_id FROM territory_branch WHERE name = ?", BRANCH)[0]
    village = str(found)
    secretary, clerk, organiser, villager = someone(LARGER_PHONE), someone(), someone(), someone(LARGER_PHONE)
    assert stars(villager, village) == ("三星", BEFORE)

    organiser.enters_as("organiser")
    screens(organiser)
    assert house.ask(SCREENED)[-1] == ("2023-09-15", "unmet", "open")
    clerk.enters_as("clerk")
    comes_in_by_code(secretary, clerk)
    finds_it_lacking(secretary)
    takes_it_up(secretary)
    sets_up_the_project(secretary)
    project = secretary.page.url.removeprefix(house.address)
    deliberates(secretary)
    assert villager.opens(project) == NOT_FOUND
    villager.complaints.clear()  # that nobody is shown what is not published
    publishes(secretary, "公开决议", "决议公开", "2023-09-28")
    reads_it(villager, project, "决议公开", "应到36，实到30，赞成27、反对2、弃权0、废票1、未交回0")
    moves_on(secretary, "一周", "2023-09-30")
    builds(secretary)
    is_accepted(secretary, clerk)
    secretary.opens(project)
    publishes(secretary, "公开实施结果", "实施结果公开", "2023-10-07")
    reads_it(villager, project, "实施结果公开", "预算28,600元，实际支出28,350.50元")
    assert house.ask(STATE, PROJECT) == [("done", "2023-09-30", 2)]
    assert stars(villager, village) == ("三星", BEFORE)
    says_that_it_is_there(secretary, village)
    is_confirmed(clerk)
    may_not_strike_it_off_herself(secretary, house)
    is_struck_off(clerk)

    assert house.ask(SHORTFALL) == [("met", 0, 1, 1)]
    assert stars(villager, village) == ("四星", BEFORE | {STAR: "star--met"})
