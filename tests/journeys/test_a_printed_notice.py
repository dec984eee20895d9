"""A villager opens the verifying page once; later, without signal, he photographs a sheet, and then a forged one."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest
import typst
from PIL import Image
from playwright.sync_api import Page, expect

from fivestar.foundation.logtree.slips import read_slip
from fivestar.foundation.publiclog.printed import drawn
from tests.disclosure.proof.sheets import codes_in, photographed, pictures_of
from tests.journeys.conftest import LARGER_PHONE
from tests.journeys.house import House
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

MOST_MS = 1000
CODE_ALONE = b'#set page(paper: "a4")\n#image(bytes(sys.inputs.svg), format: "svg", width: 102mm)'


def a_notice(house: House) -> tuple[str, str]:
    """Key and village of one that hangs today and has a table of figures."""
    found = house.ask(
        "SELECT n.public_id, v.name FROM notices_notice n JOIN territory_branch b ON b.id = n.branch_id"
        " JOIN territory_village v ON v.id = b.village_id JOIN foundation_logentry e ON e.subject = n.public_id"
        " WHERE n.withdrawn_at IS NULL AND n.to_day >= '2023-09-15' AND e.kind = 'notice.posted' AND e.content"
        " LIKE '%\"figures\":[[%' ORDER BY n.id DESC LIMIT 1"
    )
    return str(found[0][0]), str(found[0][1])


def the_sheet(house: House, key: str) -> Image.Image:
    with urlopen(f"{house.address}/notices/{key}/board.pdf") as answer:
        return pictures_of(answer.read())[-1]


def a_code(text: str) -> Image.Image:
    return photographed(pictures_of(typst.compile(CODE_ALONE, format="pdf", sys_inputs={"svg": drawn(text).svg}))[0])


def saved(picture: Image.Image, place: Path) -> Path:
    picture.save(place)
    return place


def shows(page: Page, picture: Path) -> str:
    """yes, or why not."""
    page.locator("[data-result]").evaluate("(place) => { place.hidden = true; delete place.dataset.holds; }")
    page.locator("[data-picture]").set_input_files(picture)
    expect(page.locator("[data-result]")).to_be_visible()
    return str(page.locator("[data-result]").get_attribute("data-holds"))


def test_a_villager_verifies_a_printed_notice_with_the_network_off_and_a_forged_one_is_refused(
    someone: Callable[..., Person], house: House, tmp_path: Path
) -> None:
    sealed = house.command("log", "seal")
    assert sealed.returncode == 0, sealed.stderr
    key, village = a_notice(house)
    sheet = the_sheet(house, key)
    [codes] = codes_in(sheet, to=tmp_path)
    text = max((code["text"] for code in codes), key=len)
    address, _, letters = text.partition("#")
    slip = read_slip(letters)
    forged = replace(slip, content=re.sub(rb'"figures":\[\[(\d),"\d', rb'"figures":[[\1,"9', slip.content))
    assert (address, forged != slip) == (f"{house.address}/verify/", True)
    honest_picture = saved(photographed(sheet), tmp_path / "sheet.png")
    forged_picture = saved(a_code(f"{address}#{forged.to_text()}"), tmp_path / "forged.png")
    villager = someone(LARGER_PHONE)
    villager.opens("/verify/")
    expect(villager.page.locator("[data-verify]")).to_have_attribute("data-kept", "yes")
    expect(villager.page.locator("[data-ready]")).to_contain_text("没有信号也能核对")
    villager.sees("核对一张公示")

    villager.context.set_offline(True)
    villager.page.reload()
    holds = shows(villager.page, honest_picture)

    assert holds == "yes"
    result = villager.page.locator("[data-result]")
    expect(result).to_contain_text(f"在公开日志中，自 {slip.day} 起")
    expect(result).to_contain_text(village)
    expect(result).to_contain_text("由监督委员会成员具名说明")
    assert int(result.get_attribute("data-ms") or "0") < MOST_MS
    assert villager.barriers() == []
    assert villager.is_as_wide_as_the_screen()

    holds = shows(villager.page, forged_picture)

    assert holds == "signature"
    expect(result).to_contain_text("对不上，不要相信这张纸")
    expect(result).to_contain_text("数字")
    assert villager.barriers() == []
