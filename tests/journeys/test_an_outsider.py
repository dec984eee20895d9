"""Whoever has no business here changes nothing: every row of the database is the same afterwards."""

from collections.abc import Callable

import pytest
from playwright.sync_api import APIResponse, expect

from tests.journeys.house import House
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

FOUND, FORBIDDEN, NOT_FOUND, NOT_A_CHOICE = 302, 403, 404, 422
JUDGED = ("facts_observation", "scorecards_")
HEADER = "branch,fact,period,value,observed_on,source\n"
OWN = HEADER.encode() + b"990001005202,serious_cases,2023,0,2023-09-15,x\n"


def posts(person: Person, path: str, *, with_token: bool = True, **fields: object) -> APIResponse:
    """A form sent by hand from this person's browser, as one who knows the address would."""
    page = person.page
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    form = {**fields, **({"csrfmiddlewaretoken": token} if with_token else {})}
    return page.request.post(
        person.house.address + path,
        multipart=form,  # type: ignore[arg-type]
        headers={"Referer": page.url},
        max_redirects=0,
    )


def file(data: bytes) -> dict[str, object]:
    return {"name": "x.csv", "mimeType": "text/csv", "buffer": data}


def test_a_secretary_imports_nothing_and_adopts_nothing(person: Person, house: House) -> None:
    person.enters_as("secretary")
    before = house.everything()

    statuses = [
        posts(person, "/d/990001/import/", basis="C", file=file(OWN)).status,
        posts(person, "/d/411003/import/", basis="C", file=file(OWN)).status,
        posts(person, "/d/990001/standards/proposals/", category="rural", file=file(OWN)).status,
        posts(person, "/d/411003/standards/proposals/", category="rural", file=file(OWN)).status,
    ]

    assert statuses == [NOT_A_CHOICE, FORBIDDEN, FORBIDDEN, FORBIDDEN]
    assert house.everything() == before


def test_a_secretary_brings_no_figure_into_a_village_of_another_township(person: Person, house: House) -> None:
    person.enters_as("secretary")
    ((code,),) = house.ask(
        "SELECT v.code FROM territory_village v JOIN territory_region t ON t.id = v.township_id"
        " WHERE v.code LIKE '990001%' AND t.name <> '柳河镇' ORDER BY v.code LIMIT 1"
    )
    row = f"{code},leading_industry_households,2023,300,2023-09-15,x\n"
    before = {table: rows for table, rows in house.everything().items() if table.startswith(JUDGED)}

    staged = posts(person, "/d/990001/import/", basis="S", file=file((HEADER + row).encode()))
    person.opens(staged.headers["location"])
    person.sees("x.csv")
    expect(person.page.locator(".mend-list .field__fault")).to_have_text("这个支部不在您的岗位范围内")
    expect(person.page.get_by_role("button", name="入库")).to_have_count(0)
    confirmed = posts(person, f"{staged.headers['location']}confirm/", leave_out_faulty="1")

    assert (staged.status, confirmed.status) == (FOUND, FOUND)
    after = {table: rows for table, rows in house.everything().items() if table in before}
    assert len(before) == 7
    assert after == before


def test_a_form_without_its_token_does_nothing(person: Person, house: House) -> None:
    person.enters_as("organiser")
    person.opens("/d/990001/standards/proposals/")
    before = house.everything()

    statuses = [
        posts(person, "/demo/advance/", with_token=False, step="month").status,
        posts(person, "/demo/enter/clerk/", with_token=False).status,
        posts(person, "/d/990001/standards/proposals/", with_token=False, category="rural", file=file(OWN)).status,
    ]

    assert statuses == [FORBIDDEN] * 3
    assert house.everything() == before


def test_a_clerk_gives_no_code_for_a_post_of_another_township(person: Person, house: House) -> None:
    person.enters_as("clerk")
    person.opens("/d/990001/entry/")
    person.sees("发登录码")
    ours = person.page.locator('a[href^="/entry/"]').evaluate_all("all => all.map(a => a.pathname.split('/')[2])")
    foreign = next(
        str(public_id)
        for (public_id,) in house.ask("SELECT public_id FROM responsibility_post WHERE duty = 'OWN' ORDER BY id DESC")
        if public_id not in ours
    )
    before = house.everything()

    statuses = [
        posts(person, f"/entry/{foreign}/issue/", label="x").status,
        posts(person, f"/entry/{foreign}/revoke/").status,
        person.page.request.get(f"{house.address}/entry/{foreign}/").status,
    ]

    assert {*statuses} <= {FORBIDDEN, NOT_FOUND}
    assert house.everything() == before


def test_a_code_that_was_used_opens_no_second_device(someone: Callable[..., Person], house: House) -> None:
    clerk, secretary, thief = someone(), someone(), someone()
    clerk.enters_as("clerk")
    clerk.opens("/d/990001/entry/")
    clerk.page.get_by_role("link", name="发码").first.click()
    clerk.page.get_by_role("button", name="发码").click()
    clerk.sees("登录码")
    code = clerk.page.locator("#entry-code").inner_text()
    secretary.opens("/enter/")
    secretary.sees("用登录码登录")
    secretary.page.locator("input[name=code]").fill(code)
    secretary.page.get_by_role("button", name="登录这台设备").click()
    expect(secretary.page.get_by_text("这台设备已登录")).to_be_visible()
    thief.opens("/enter/")
    devices = house.ask("SELECT * FROM responsibility_devicekey ORDER BY id")

    answer = posts(thief, "/enter/", code=code)

    assert answer.status == 400
    assert answer.headers.get("set-cookie", "").count("device") == 0
    assert house.ask("SELECT * FROM responsibility_devicekey ORDER BY id") == devices
