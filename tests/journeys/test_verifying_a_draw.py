"""A stranger notes a commitment and makes the list again after the draw; a work group looks without signal."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LARGER_PHONE
from tests.journeys.house import House
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

DRAWS = "/d/990001/rechecks/"
NUMBERS = "11 02 29 17 33 08 25"


def commitment_on(page: Page) -> str:
    return page.locator(".recheck-hash").inner_text().strip()


def opens_the_draw(person: Person, state: str) -> None:
    person.opens(DRAWS)
    person.sees("公开复核")
    person.page.locator(".draws__one", has_text=state).first.click()
    expect(person.page.locator(".page-head__sub")).to_contain_text(state)


def draws_it(organiser: Person) -> None:
    """A week later the result is out; it is entered on the page."""
    organiser.enters_as("organiser")
    opens_the_draw(organiser, "已承诺，待抽签")
    organiser.page.get_by_role("button", name="一周").click()
    expect(organiser.page.locator(".top__day")).to_have_text("2023-09-22")
    organiser.page.locator("input[name=result]").fill(NUMBERS)
    organiser.page.get_by_role("button", name="填入并抽签").click()
    expect(organiser.page.locator(".page-head__sub")).to_contain_text("正在复核")


def test_a_stranger_verifies_a_draw_from_the_public_file(
    someone: Callable[..., Person], house: House, tmp_path: Path
) -> None:
    stranger, organiser = someone(), someone()
    opens_the_draw(stranger, "已承诺，待抽签")
    noted = commitment_on(stranger.page)
    before = stranger.downloads("下载承诺文件", tmp_path)
    early = house.command("verify-draw", str(before))
    draws_it(organiser)

    opens_the_draw(stranger, "正在复核")
    file = stranger.downloads("下载抽签文件", tmp_path)
    verified = house.command("verify-draw", str(file), "--commitment", noted)

    assert (early.returncode, "现在只有承诺" in early.stderr) == (2, True)
    assert (verified.returncode, verified.stdout.splitlines()[0]) == (0, f"一致:{noted}")
    assert f"“演示摇号（虚构）2023-09-19 期，七个号码按摇出的次序”{NUMBERS}抽出" in verified.stdout
    listed = stranger.page.locator("tbody").last.locator("tr")
    first = json.loads(file.read_text(encoding="utf-8"))["draw"][0][1]
    (village,) = house.ask("SELECT name FROM territory_village WHERE code = ?", first.partition(".")[0])[0]
    expect(listed.first.locator("th")).to_have_text(str(village))


def test_a_list_that_was_tampered_with_is_found_out(person: Person, house: House, tmp_path: Path) -> None:
    opens_the_draw(person, "已结束")
    person.sees("2023-08-01 承诺的抽签")
    file = person.downloads("下载抽签文件", tmp_path)
    content = json.loads(file.read_text(encoding="utf-8"))
    honest = house.command("verify-draw", str(file))
    content["draw"][3], content["draw"][4] = content["draw"][4], content["draw"][3]
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    told = house.command("verify-draw", str(file))

    assert (honest.returncode, told.returncode) == (0, 1)
    assert "draw[3]" in told.stderr


def test_a_work_group_finds_without_signal_and_everything_arrives_once(
    someone: Callable[..., Person], house: House
) -> None:
    group = someone(LARGER_PHONE)
    draws_it(group)
    group.page.get_by_role("link", name="打开我的复核名单").click()
    group.sees("复核名单")
    forms = group.page.locator("form[data-recheck]")
    places = [forms.nth(number).get_attribute("data-position") for number in range(3)]
    group.context.set_offline(True)
    for number, verdict in enumerate(("成立", "成立", "没查成")):
        form = forms.nth(number)
        form.get_by_label(verdict, exact=True).check()
        if verdict == "没查成":
            form.get_by_role("button", name="记下").click()
            expect(form.locator("[data-said]")).to_have_text("请写一句为什么")
            form.locator("input[name=note]").fill("门锁着")
        form.get_by_role("button", name="记下").click()
        expect(form.locator("[data-said]")).to_have_text("已存在手机上，有信号就送")
    assert house.ask("SELECT count(*) FROM rechecks_finding WHERE found_at > '2023-09-20'") == [(0,)]
    expect(group.page.locator("[data-queue-words]")).to_have_text(re.compile("没有信号 · 3 条已存本机"))

    group.page.close()
    group.page = group.context.new_page()
    group.context.set_offline(False)
    group.opens("/today/")
    expect(group.page.locator("[data-queue-words]")).to_have_text("都已送出。")

    found = house.ask(
        "SELECT p.position, f.verdict, f.note FROM rechecks_finding f JOIN rechecks_pair p ON p.id = f.pair_id"
        " WHERE f.found_at > '2023-09-20' ORDER BY f.id"
    )
    assert [(str(position), verdict, note) for position, verdict, note in found] == [
        (places[0], "holds", ""),
        (places[1], "holds", ""),
        (places[2], "could_not", "门锁着"),
    ]
