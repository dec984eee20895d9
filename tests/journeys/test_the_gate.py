"""A department wants to ask for what is there already; a village says it should not be asked, and is answered."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, LARGER_PHONE
from tests.journeys.person import Person

pytestmark = pytest.mark.journey
QUESTIONS, CONTESTS = "/d/990001/questions/", "/d/990001/contests/"


def proposes(page: Page, label: str, unit: str) -> None:
    page.get_by_label("名称").fill(label)
    page.get_by_label("单位").fill(unit)
    page.get_by_label("每次几分钟").fill("3")
    page.get_by_label("依据的文号").fill("禾公办〔2023〕7号")
    page.get_by_role("button", name="申请", exact=True).click()


@pytest.mark.parametrize("size", [DESK, LARGER_PHONE])
def test_a_held_question_is_refused_by_the_gate(someone: Callable[..., Person], size: tuple[int, int]) -> None:
    department = someone(size)
    page = department.page
    department.enters_as("department")
    department.opens(QUESTIONS)
    department.sees("新问题准入")
    page.get_by_role("link", name="申请新问题").click()
    department.sees("申请新问题")

    proposes(page, "全村常住农户有多少户", "户")

    department.sees("全村常住农户有多少户")
    refused = page.get_by_role("alert")
    expect(refused.get_by_role("heading")).to_have_text("系统退回，不用向基层要")
    refused.get_by_role("link", name="常住农户数").click()
    department.sees("常住农户数")
    expect(page.get_by_role("heading", name="谁要用")).to_be_visible()


def test_a_new_question_waits_for_the_organisation_department(someone: Callable[..., Person]) -> None:
    department, organiser = someone(), someone()
    department.enters_as("department")
    department.opens(f"{QUESTIONS}new/")
    proposes(department.page, "村内监控探头数", "个")
    department.sees("村内监控探头数")
    expect(department.page.locator("main")).to_contain_text("系统没有退回，等组织部门审定。")

    organiser.enters_as("organiser")
    organiser.opens("/today/")
    organiser.page.get_by_role("link", name="审定新问题：村内监控探头数").click()
    organiser.sees("村内监控探头数")
    organiser.page.get_by_label("理由（公开）").fill("公安系统里有台账，不向村里要")
    organiser.page.get_by_role("button", name="不同意").click()

    expect(organiser.page.get_by_role("heading", name="组织部门未同意")).to_be_visible()
    department.page.reload()
    expect(department.page.locator("main")).to_contain_text("公安系统里有台账，不向村里要")


def test_a_contested_question_is_answered_openly(someone: Callable[..., Person]) -> None:
    secretary, organiser, stranger = someone(LARGER_PHONE), someone(), someone(LARGER_PHONE)
    page = secretary.page
    secretary.enters_as("secretary")
    secretary.opens("/today/")
    page.locator("main").get_by_role("link", name="留守儿童").first.click()
    expect(page.get_by_role("heading", level=2, name="留守儿童")).to_be_visible()
    page.locator("section.ask").filter(has_text="留守儿童").get_by_role("button", name="不归我报").click()
    expect(page.locator(".messages")).to_contain_text("2023-09-25前公开答复")

    stranger.opens(CONTESTS)
    stranger.sees("质疑和答复")
    mine = stranger.page.get_by_role("listitem").filter(has_text="青塘村")
    expect(mine).to_contain_text("2023-09-25 前答复")

    organiser.enters_as("organiser")
    organiser.opens("/today/")
    organiser.page.get_by_role("link", name="答复质疑").last.click()
    organiser.sees("质疑和答复")
    waiting = organiser.page.get_by_role("listitem").filter(has_text="青塘村")
    waiting.get_by_label("答复（公开）").fill("由镇民政所报，今后不问村里")
    waiting.get_by_role("button", name="说得对，不用报").click()

    stranger.page.reload()
    stranger.sees("质疑和答复")
    expect(mine).to_contain_text("说得对，不用报 由镇民政所报，今后不问村里")
    secretary.opens("/today/")
    expect(page.locator("main")).to_contain_text("今日要办")
    expect(page.locator("main").get_by_role("link", name="留守儿童")).to_have_count(0)
