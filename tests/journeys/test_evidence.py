"""A village brings a picture where the task allows one; next door it comes again, mirrored; the township has a look."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import expect

from tests.evidence import made
from tests.journeys.conftest import DESK, LARGER_PHONE
from tests.journeys.house import House
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

TASK = "R074"
"""村规民约备案: the whole text is filed, an entry cannot stand for it."""
LIST = "/d/990001/alike/"
PASSWORD = "a long enough sentence"
PICTURE = made.scene(7)


def village(house: House, name: str) -> str:
    return str(house.ask("SELECT public_id FROM territory_branch WHERE name = ?", f"{name}党支部")[0][0])


def neighbour_of(house: House, name: str) -> str:
    """Another rural village of the same township, not the one whose picture is in the demonstration already."""
    rows = house.ask(
        "SELECT there.name FROM territory_branch there"
        " JOIN territory_branch here ON here.township_id = there.township_id"
        " WHERE here.name = ? AND there.name <> here.name AND there.category = 'rural'"
        " AND there.id NOT IN (SELECT branch_id FROM evidence_evidence) ORDER BY there.id LIMIT 1",
        f"{name}党支部",
    )
    return str(rows[0][0]).removesuffix("党支部")


def brings(person: Person, name: str, data: bytes, mime: str = "image/jpeg") -> None:
    person.page.locator("input[type=file]").set_input_files({"name": name, "mimeType": mime, "buffer": data})
    person.page.get_by_role("button", name="上传").click()


def enters_by_code(clerk: Person, secretary: Person, name: str) -> None:
    clerk.opens(f"/d/990001/entry/?q={name}")
    clerk.page.locator("tbody tr", has_text="书记").get_by_role("link", name="发码").first.click()
    clerk.page.get_by_role("button", name="发码").click()
    code = clerk.page.locator("#entry-code").inner_text()
    secretary.opens("/enter/")
    secretary.page.locator("input[name=code]").fill(code)
    secretary.page.get_by_role("button", name="登录这台设备").click()
    expect(secretary.page.get_by_text("这台设备已登录")).to_be_visible()


def official_of_another_township(house: House, person: Person) -> None:
    """Added on the command line, signed in by password."""
    ((code,),) = house.ask("SELECT code FROM territory_region WHERE code LIKE '990001%' AND name = '禾东街道'")
    who = ["--duty", "CLERK", "--name", "邻镇干事(演示)", "--title", "党建干事", "--password", PASSWORD]
    added = house.command("add-official", "next", "--unit", str(code), *who)
    assert added.returncode == 0, added.stderr
    person.opens("/sign-in/")
    person.page.locator("input[name=login]").fill("next")
    person.page.locator("input[name=password]").fill(PASSWORD)
    person.page.locator("main button[type=submit]").click()
    person.page.wait_for_url(lambda url: "/sign-in/" not in url)


def test_a_picture_brought_twice_is_worth_a_look_for_its_township_and_nobody_elses(
    someone: Callable[..., Person], house: House
) -> None:
    secretary = someone(LARGER_PHONE)
    secretary.enters_as("secretary")
    here = f"/b/{village(house, '青塘村')}/evidence/{TASK}/"
    secretary.opens(here)
    secretary.sees("佐证文件")
    brings(secretary, "村规民约.jpg", made.jpg_of_a_telephone(PICTURE))
    expect(secretary.page.get_by_text("收到了，位置、设备和作者已去掉。")).to_be_visible()
    picture = str(secretary.page.locator(".evidence__picture").first.get_attribute("href"))
    kept = secretary.page.request.get(house.address + picture).body()
    assert made.SECRET.encode() not in kept
    with Image.open(BytesIO(kept)) as opened:
        assert (opened.size, dict(opened.getexif())) == (PICTURE.size, {})

    clerk, neighbour = someone(DESK), someone(LARGER_PHONE)
    clerk.enters_as("clerk")
    next_door = neighbour_of(house, "青塘村")
    enters_by_code(clerk, neighbour, next_door)
    neighbour.opens(f"/b/{village(house, next_door)}/evidence/{TASK}/")
    brings(neighbour, "照片.jpg", made.jpg(ImageOps.mirror(PICTURE).resize((480, 360))))
    expect(neighbour.page.get_by_text("收到了，位置、设备和作者已去掉。")).to_be_visible()
    expect(neighbour.page.get_by_text("值得看一眼")).to_have_count(0)

    clerk.opens(here)
    expect(clerk.page.locator(".evidence__alike")).to_contain_text(next_door)
    clerk.page.get_by_text("更多", exact=True).first.click()
    clerk.page.get_by_role("link", name="值得看一眼").first.click()
    clerk.sees("值得看一眼的文件")
    pair = clerk.page.locator(".alike-list > li", has_text=next_door)
    expect(pair).to_contain_text("青塘村")
    expect(pair.get_by_role("heading", level=2)).to_contain_text("左右翻转后")
    expect(clerk.page.get_by_text("只是值得看一眼，不是结论。")).to_be_visible()
    pair.get_by_text("看过了，写一句").click()
    pair.get_by_label("看到了什么").fill("同一次活动，没有问题")
    pair.get_by_role("button", name="记下").click()
    expect(pair.locator(".alike__note")).to_contain_text("同一次活动，没有问题")
    clerk.sees("值得看一眼的文件")

    stranger = someone(DESK)
    official_of_another_township(house, stranger)
    assert stranger.opens(LIST) == 200
    expect(stranger.page.get_by_role("heading", name="没有相像的文件")).to_be_visible()
    answers = [stranger.page.request.get(house.address + path).status for path in (picture, f"{picture}small/")]
    assert answers == [404, 404]


def test_a_file_is_what_it_holds_a_program_is_refused_and_most_tasks_ask_for_none(
    someone: Callable[..., Person], house: House
) -> None:
    secretary = someone(LARGER_PHONE)
    page = secretary.page
    secretary.enters_as("secretary")
    secretary.opens(f"/b/{village(house, '青塘村')}/evidence/{TASK}/")

    brings(secretary, "村规民约.jpg", made.docx())
    expect(page.locator(".evidence h2")).to_have_text(["村规民约.docx"])
    brings(secretary, "村规民约.exe", b"MZ\x90\x00 a program", "application/octet-stream")

    expect(page.locator(".field__fault")).to_have_text("只收 jpg、png、pdf、docx、xlsx；看的是文件内容，改名没有用")
    secretary.sees("佐证文件")
    secretary.was_refused()
    kept = house.ask("SELECT name, kind FROM evidence_evidence WHERE criterion_id = ?", TASK)
    assert kept == [("村规民约.docx", "docx")]
    secretary.opens(f"/b/{village(house, '青塘村')}/evidence/R033/")
    secretary.sees("佐证文件")
    expect(page.get_by_text("这项任务不收照片或文件：有记录就够了。")).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)
