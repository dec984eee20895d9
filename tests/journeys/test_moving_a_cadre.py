"""The organisation department moves a township's leader; what is open goes to others, nothing is without an owner."""

from collections.abc import Callable
from http import HTTPStatus
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.a_project import without_gaps
from tests.journeys.conftest import DESK, LARGER_PHONE
from tests.journeys.house import House
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

LEADER, SUCCESSOR = "冯副区长(演示)", "韩副区长(演示)"
POST, CLERK = "柳河镇包乡领导", "柳河镇党建干事"
BRANCH = "青塘村党支部"
DECISION, MEASURE = "给青塘村的污水支管协调施工队", "请农机站上门修一次"
REASON = "还有 2 件事没有人接,逐件指定接手岗位或者安排接任人后才能办理"
DUE = "2023-09-28"
TOMORROW = "2023-09-16"
OWNERS = (
    "SELECT owner_id FROM shortfalls_shortfall WHERE owner_id IS NOT NULL AND struck_off_at IS NULL"
    " UNION SELECT owner_id FROM projects_project WHERE state NOT IN ('done', 'withdrawn')"
    " UNION SELECT owner_id FROM responsibility_groupfinding WHERE settled_at IS NULL AND owner_id IS NOT NULL"
    " UNION SELECT owner_id FROM fieldwork_decision WHERE closed_at IS NULL"
    " UNION SELECT owner_id FROM fieldwork_problem WHERE settled_at IS NULL"
)
WITHOUT_OWNER = (
    f"SELECT id FROM responsibility_post WHERE id IN ({OWNERS}) AND id NOT IN (SELECT post_id"
    " FROM responsibility_holding WHERE from_day <= ? AND (to_day IS NULL OR to_day >= ?))"
)


def titles(page: Page) -> list[str]:
    """What stands on 今日要办, what is folded away too."""
    return [title.strip() for title in page.locator(".today__title").all_text_contents()]


def decides(organiser: Person) -> None:
    """The last joint meeting gave the leader something to do; it is written down now."""
    page = organiser.page
    organiser.opens("/d/990001/joint-meetings/")
    page.get_by_role("link", name="八月专班联席会（演示）").first.click()
    page.get_by_label("定了什么").fill(DECISION)
    page.get_by_label("由哪个岗位办").select_option(label=f"{POST} 冯")
    page.get_by_label("什么时候前办完").fill(DUE)
    page.get_by_role("button", name="记下，交给这个岗位").click()
    expect(page.get_by_role("link", name=DECISION)).to_be_visible()


def takes_up(clerk: Person, house: House) -> str:
    """A shortfall of the told village that nobody has taken up becomes the leader's; its task."""
    page = clerk.page
    (branch,), *_ = house.ask("SELECT public_id FROM territory_branch WHERE name = ?", BRANCH)
    clerk.opens(f"/b/{branch}/shortfalls/")
    page.locator(".shortfall").filter(has_text="还没有人认领").first.locator(".shortfall__head a").click()
    page.get_by_label("怎么整改").fill(MEASURE)
    page.get_by_label("谁负责").select_option(label=f"{POST} 冯")
    page.get_by_label("什么时候前").fill(DUE)
    for question in page.locator("#plan fieldset").all():
        question.get_by_label("否").check()
    page.locator("#plan").get_by_role("button", name="记下").click()
    expect(page.get_by_text(MEASURE).first).to_be_visible()
    return page.get_by_role("heading", level=1).inner_text()


def test_a_leader_moves_and_nothing_stays_without_an_owner(house: House, someone: Callable[..., Person]) -> None:
    organiser, leader, clerk = someone(DESK), someone(LARGER_PHONE), someone(DESK)
    organiser.enters_as("organiser")
    decides(organiser)
    clerk.enters_as("clerk")
    task = f"整改：{takes_up(clerk, house)}"
    leader.enters_as("leader")
    leader.opens("/today/")
    leader.sees("今日要办")
    his = titles(leader.page)
    assert {DECISION, task} <= set(his)

    # From the matrix to the register of posts, to his post, to the move.
    page = organiser.page
    organiser.opens("/d/990001/duties/")
    page.get_by_role("link", name="岗位名册").click()
    page.get_by_label("岗位、人、地方或部门").fill(POST)
    page.get_by_role("button", name="查找").click()
    organiser.sees("岗位名册")
    page.get_by_role("link", name=POST).click()
    organiser.sees(POST)
    page.get_by_role("link", name="办理移交").click()
    organiser.sees(f"办理移交 · {LEADER}")
    page.get_by_role("button", name="办理移交").click()

    expect(page.locator(".is-without")).to_have_count(2)
    organiser.was_refused("409 (Conflict)")
    expect(page.locator("form [role=alert] p")).to_have_text([REASON])
    organiser.sees(f"办理移交 · {LEADER}")
    without = page.locator(".is-without a").all_inner_texts()
    assert sorted(without) == sorted([DECISION, task])
    assert house.ask("SELECT count(*) FROM responsibility_handover") == [(0,)]

    page.get_by_role("checkbox", name=DECISION).check()
    page.get_by_label("勾选的事另交给").select_option(label=f"{CLERK} 柳")
    page.get_by_label("接任人（次日起；空着就是没有接任人）").fill(SUCCESSOR)
    page.get_by_role("button", name="办理移交").click()
    organiser.sees(f"移交清单 · {LEADER}")
    expect(page.get_by_text("移交办好了，每件事都有人接")).to_be_visible()
    capsule = {
        (row.locator("th a").inner_text(), *row.locator("td").all_inner_texts())
        for row in page.locator("tbody tr").all()
    }
    assert capsule == {(DECISION, DUE, POST, CLERK), (task, DUE, POST, POST)}
    there = page.url.removeprefix(house.address)
    paper = page.get_by_role("link", name="打印", exact=True).get_attribute("href")
    printed = page.request.get(f"{house.address}{paper}")
    assert printed.headers["content-type"] == "application/pdf"
    words = without_gaps("".join(sheet.extract_text() for sheet in PdfReader(BytesIO(printed.body())).pages))
    assert [word for word in ("移交清单", "演示数据", POST, SUCCESSOR, DECISION, DUE) if word not in words] == []
    for role, status in (("secretary", HTTPStatus.NOT_FOUND), ("clerk", HTTPStatus.OK)):
        reader = someone(LARGER_PHONE)
        reader.enters_as(role)
        for address in (there, paper):
            assert reader.page.request.get(f"{house.address}{address}").status == status

    # Until midnight it is his; the day after it is the successor's and the clerk's.
    leader.opens("/today/")
    assert DECISION not in titles(leader.page)
    assert task in titles(leader.page)
    page.get_by_role("button", name="一天").click()
    expect(page.locator("body")).to_contain_text(TOMORROW)
    leader.opens("/today/")
    leader.sees("今日要办")
    expect(leader.page.get_by_role("heading", name="今天没有要办的事")).to_be_visible()

    successor = someone(LARGER_PHONE)
    successor.enters_as("leader")
    expect(successor.page.locator("button[aria-current=true]")).to_contain_text(SUCCESSOR)
    successor.opens("/today/")
    successor.sees("今日要办")
    assert task in titles(successor.page)
    clerk.opens("/today/")
    assert DECISION in titles(clerk.page)
    owning = {title for (title,) in house.ask(f"SELECT title FROM responsibility_post WHERE id IN ({OWNERS})")}
    assert {POST, CLERK} <= owning
    assert house.ask(WITHOUT_OWNER, TOMORROW, TOMORROW) == []
    assert house.ask("SELECT count(*) FROM responsibility_itemhandedover") == [(2,)]
