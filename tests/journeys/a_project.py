"""A project by page: set up, deliberated four times (one for want of members held again), published, done, accepted.

Asserted as the pages say it and as the record keeps it.
"""

from collections.abc import Mapping
from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.person import Person

TASK = "红白理事会"
PROJECT = "红白事服务点（演示）"
MEETINGS = """SELECT step, held_on, due, present, favour, against, abstained, spoilt, outcome FROM projects_deliberation
    WHERE project_id = (SELECT max(id) FROM projects_project) ORDER BY id"""
QUORUM = "应到 24，须 16 到会，实到 15"
QUORUM_OF = "四议两公开工作法·党员大会审议：到会党员不少于应到会党员的三分之二"
WITNESSES = {"witness_one": "甲（演示）", "witness_two": "乙（演示）"}
VOTES = ("favour", "against", "abstained", "spoilt")
HELD: list[tuple[object, ...]] = [
    ("propose", "2023-09-15", 5, 5, 5, 0, 0, 0, "carried"),
    ("consult", "2023-09-15", 7, 7, 6, 0, 1, 0, "carried"),
    ("deliberate", "2023-09-18", 24, 15, 15, 0, 0, 0, "too_few"),
    ("deliberate", "2023-09-22", 24, 19, 17, 1, 1, 0, "carried"),
    ("resolve", "2023-09-23", 36, 30, 27, 2, 0, 1, "carried"),
]
TOO_EARLY = (
    "2023-09-15 通知，须提前 3 天：最早 2023-09-18 才能开"
    "（四议两公开工作法（各地实施规定）：方案于党员大会召开三天前送达党员；地方规定，可由本区录入自己的规定代替）"
)


def said(person: Person, words: str) -> None:
    """What the page answers to what was just done."""
    expect(person.page.locator(".messages")).to_have_text(words)


def refused(person: Person, *reasons: str) -> None:
    """With every reason, and nothing else. That the answer was a refusal is what the browser complains about."""
    expect(person.page.locator("form [role=alert] p")).to_have_text(list(reasons))
    person.was_refused()


def moves_on(person: Person, step: str, day: str) -> None:
    person.page.get_by_role("button", name=step).click()
    expect(person.page.locator(".top__day")).to_have_text(day)


def sets_up_the_project(secretary: Person) -> None:
    """What does not add up is refused and stays as it was typed."""
    page = secretary.page
    secretary.sees("立一个项目")
    expect(page.get_by_label(f"R076 {TASK}")).to_be_checked()
    page.get_by_label("项目名称").fill(PROJECT)
    page.get_by_label("做什么、为什么").fill("文化大院添置桌椅炊具，定下红白事办事标准")
    page.get_by_label("项目类别").select_option("culture")
    page.get_by_label("做成什么样算验收").fill("桌椅炊具到位，理事会名单和办事标准上墙")
    for question in ("要花集体的钱", "涉及村民利益"):
        page.get_by_label(question).check()
    page.get_by_label("预算（元）").fill("28600")
    page.get_by_label("集体自有资金").fill("26800")
    phase = page.get_by_role("group", name="第 1 阶段")
    phase.get_by_label("阶段").fill("添置和上墙")
    phase.get_by_label("开始").fill("2023-09-24")
    phase.get_by_label("结束").fill("2023-09-28")
    page.get_by_role("button", name="立项").click()
    refused(secretary, "资金来源加起来是 26,800 元，预算 28,600 元，对不上")
    expect(page.get_by_label("项目名称")).to_have_value(PROJECT)
    page.get_by_label("集体自有资金").fill("28600")
    page.get_by_role("button", name="立项").click()
    said(secretary, "立项了。下一步：支部提议。")
    secretary.sees(PROJECT)


def records(secretary: Person, step: str, held_on: str, due: int, present: int, votes: str, **more: str) -> None:
    """The next of the four as it was held, from the project's page. votes: 赞成/反对/弃权/废票."""
    secretary.page.get_by_role("link", name="记下一次会议").click()
    secretary.sees(f"记一次会议：{step}")
    told = {
        "held_on": held_on,
        "due": due,
        "present": present,
        "witness_one": "甲（演示）",
        "witness_two": "乙（演示）",
    }
    sends(secretary, told | dict(zip(VOTES, votes.split("/"), strict=False)) | more)


def sends(secretary: Person, told: Mapping[str, object]) -> None:
    page = secretary.page
    for name, value in told.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(str(value))
        else:
            field.fill(str(value))
    page.get_by_role("button", name="记下").click()


def meets_too_early(secretary: Person) -> None:
    """More present than due, votes that do not add up, and before the days of notice are over: nothing is kept."""
    records(secretary, "党员大会审议", "2023-09-17", 24, 25, "15/0/1", notified_on="2023-09-15")
    refused(secretary, "实到 25 比应到 24 还多", "各项票数加起来是 16，到会 25，对不上", TOO_EARLY)
    assert QUORUM_OF in secretary.page.locator(".project-rules").inner_text()
    for name, typed in (("held_on", "2023-09-17"), ("present", "25"), ("witness_two", "乙（演示）")):
        expect(secretary.page.locator(f"[name={name}]")).to_have_value(typed)
    assert secretary.house.ask(MEETINGS) == HELD[:2]


def meets_without_a_quorum(secretary: Person) -> None:
    """The members' meeting as it was: recorded, not counted, with the rule it falls short of."""
    sends(secretary, {"held_on": "2023-09-18", "present": 15, "favour": 15, "abstained": 0})
    said(secretary, "党员大会审议：到会人数不够，没有开成")
    secretary.sees(PROJECT)
    meeting = secretary.page.locator(".project-meeting", has_text="2023-09-18")
    expect(meeting.locator(".project-outcome")).to_have_text("到会人数不够，没有开成")
    expect(meeting.locator(".project-findings li", has_text=QUORUM)).to_contain_text(QUORUM_OF)
    expect(secretary.page.locator(".way li[aria-current=step]")).to_have_text("3党员大会审议")


def deliberates(secretary: Person) -> None:
    """Committee, both committees; too few members, then enough; the villagers' representatives, on paper."""
    records(secretary, "支部提议", "2023-09-15", 5, 5, "5/0/0")
    said(secretary, "支部提议：通过，计入")
    records(secretary, "两委商议", "2023-09-15", 7, 7, "6/0/1")
    said(secretary, "两委商议：通过，计入")
    moves_on(secretary, "一周", "2023-09-22")
    meets_too_early(secretary)
    meets_without_a_quorum(secretary)
    records(secretary, "党员大会审议", "2023-09-22", 24, 19, "17/1/1", notified_on="2023-09-19")
    said(secretary, "党员大会审议：通过，计入")
    moves_on(secretary, "一天", "2023-09-23")
    step = "村（居）民会议或代表会议决议"
    records(secretary, step, "2023-09-23", 36, 30, "27/2/0/1", body="delegates", by_paper="1")
    said(secretary, f"{step}：通过，计入")
    assert secretary.house.ask(MEETINGS) == HELD


def publishes(secretary: Person, link: str, heading: str, until: str) -> None:
    """What hangs in the village is the record's own words."""
    page = secretary.page
    page.get_by_role("link", name=link).click()
    secretary.sees(heading)
    page.get_by_label("公开到哪天").fill(until)
    page.get_by_label("在哪里公开").fill("村部公开栏（演示）")
    page.get_by_role("button", name="已经贴出，记下").click()
    said(secretary, "公开了。")
    secretary.sees(PROJECT)


def reads_it(villager: Person, project: str, heading: str, words: str) -> None:
    """Anybody, without signing in: on the project's page the notice, and the same words on the paper that hangs."""
    page = villager.page
    villager.opens(project)
    villager.sees(PROJECT)
    page.locator(".project-publication").get_by_role("link", name=heading, exact=True).click()
    villager.sees(f"项目{heading}：{PROJECT}")
    assert words in without_gaps(page.locator(".notice-sheet__body").inner_text())
    paper = page.get_by_role("link", name="打印一份贴公开栏").get_attribute("href")
    printed = page.request.get(f"{villager.house.address}{paper}").body()
    assert words in without_gaps("".join(sheet.extract_text() for sheet in PdfReader(BytesIO(printed)).pages))


def without_gaps(text: str) -> str:
    """Lines of paper break anywhere."""
    return "".join(text.split())


def builds(secretary: Person) -> None:
    """The one phase ends, money is spent on it; then it cannot be withdrawn any more."""
    page = secretary.page
    page.get_by_text("添置和上墙 · 完成了，或者要改期").click()
    page.get_by_label("哪天完成").fill("2023-09-28")
    page.locator("details[open]").get_by_role("button", name="记下").click()
    said(secretary, "“添置和上墙”完成了。")
    page.get_by_text("记一笔支出").click()
    page.get_by_label("哪天付的").fill("2023-09-27")
    page.get_by_label("金额（元）").fill("28350.50")
    page.get_by_label("凭证号").fill("记-09-031")
    page.get_by_label("花在什么上").fill("桌椅、炊具、展板")
    page.locator("details[open]").get_by_role("button", name="记下").click()
    said(secretary, "记下了。")
    expect(page.get_by_text("预算 28,600 元，已花 28,350.50 元")).to_be_visible()
    page.get_by_text("不办了，撤回项目").click()
    page.locator("#withdraw-because").fill("不想办了")
    page.locator("details[open]").get_by_role("button", name="撤回").click()
    refused(secretary, "已经花了 28,350.50 元，不能撤回；把账处理清楚，或者建完验收")
    expect(page.locator("#withdraw-because")).to_have_value("不想办了")


def is_accepted(secretary: Person, clerk: Person) -> None:
    """By somebody of the township, from his list of today; whoever did it finds no such form."""
    expect(secretary.page.get_by_role("button", name="验收通过")).to_have_count(0)
    page = clerk.page
    clerk.opens("/today/")
    page.get_by_role("link").filter(has_text=PROJECT).click()
    clerk.sees(PROJECT)
    page.get_by_label("看到了什么").fill("桌椅炊具齐，理事会名单和办事标准已上墙")
    page.get_by_role("button", name="验收通过").click()
    said(clerk, "验收了。下一步：公开结果。")
