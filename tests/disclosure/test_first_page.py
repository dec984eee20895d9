"""The first page is light, asks nothing of a telephone but to show it, and costs the same for any number of rows."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fivestar.disclosure.printing import poster_data
from tests.architecture.house import PACKAGE
from tests.cast import Cast
from tests.factories import shipped_rulebook, shipped_standards
from tests.notices.stories import post
from tests.projects.stories import building
from tests.scorecards.stories import many, record, whole_year

pytestmark = pytest.mark.django_db

MOST_BYTES = 100_000
BRANCHES = 454
_LOADED = re.compile(r'<(?:link|script|img|source)\b[^>]*?\s(?:href|src)="([^"]+)"')


def sent(client: Client, address: str) -> int:
    """Bytes of the answer's body as a browser gets it: packed."""
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200, address
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return len(body)


def whole(client: Client, address: str) -> dict[str, int]:
    """Bytes of the page and of each thing it loads, by address."""
    page = client.get(address).content.decode()
    assert "@import" not in page
    return {one: sent(client, one) for one in [address, *_LOADED.findall(page)]}


def test_the_first_page_of_a_whole_district_weighs_less_than_100_kb(client: Client, cast: Cast) -> None:
    shipped_standards(cast)
    others = many(cast, BRANCHES - 6)
    facts = shipped_rulebook("rural-2023").facts
    values = {slug: max(fact.range[0], min(50, fact.range[1])) for slug, fact in facts.items() if fact.range}
    record(cast, whole_year(shipped_rulebook("rural-2023"), values, others[0], date(2023, 9, 1)))

    front = whole(client, f"/d/{cast.district.code}/open/")
    village = whole(client, f"/b/{others[0].public_id}/open/")

    assert sum(front.values()) <= MOST_BYTES, front
    assert sum(village.values()) <= MOST_BYTES, village


def test_the_style_sheet_loads_nothing() -> None:
    css = (PACKAGE / "disclosure/static/disclosure/open.css").read_text(encoding="utf-8")

    addresses = re.findall(r'url\("?([^")]+)', css)
    assert addresses
    assert [one for one in addresses if not one.startswith("data:image/svg+xml,")] == []


def test_nothing_on_a_page_needs_a_script_to_be_read(client: Client, cast: Cast) -> None:
    for address in (f"/d/{cast.district.code}/open/", f"/b/{cast.dongliu.public_id}/open/"):
        html = client.get(address).content.decode()

        assert re.findall(r"<script[^>]*>", html) == ['<script src="/static/disclosure/open.js" defer>']
        assert re.findall(r"<\w+[^>]*\shidden[\s>][^>]*", html) == re.findall(r'<button[^>]*id="aloud"[^>]*', html)


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_pages_cost_the_same_with_one_row_and_with_three(client: Client, cast: Cast) -> None:
    shipped_standards(cast)
    front, village = f"/d/{cast.district.code}/open/", f"/b/{cast.dongliu.public_id}/open/"
    building(cast)
    post(cast)
    one = queries(client, front), queries(client, village)

    many(cast, 2)
    for _ in range(2):
        building(cast)
    post(cast, title="第二份财务公开")
    post(cast, title="第三份财务公开")

    assert (queries(client, front), queries(client, village)) == one


def test_a_village_that_does_not_exist_is_not_found(client: Client, cast: Cast) -> None:
    assert client.get("/b/nosuchplace0/open/").status_code == 404
    assert client.get("/d/999999/open/").status_code == 404
    assert client.post(f"/d/{cast.district.code}/open/").status_code == 405


@pytest.mark.parametrize("header", ["Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options"])
def test_the_pages_carry_the_houses_safeguards(client: Client, cast: Cast, header: str) -> None:
    answer: Any = client.get(f"/b/{cast.dongliu.public_id}/open/")

    assert header in answer


def test_the_poster_leads_to_the_page_and_is_marked_as_a_demonstration(client: Client, cast: Cast) -> None:
    pdf = client.get(f"/b/{cast.dongliu.public_id}/open/poster.pdf?paper=a3")
    data = poster_data(cast.dongliu, "a4")

    assert (pdf.status_code, pdf["Content-Type"], pdf.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert str(data["link"]).endswith(f"/b/{cast.dongliu.public_id}/open/")
    assert data["mark"] == "演示数据"


def test_a_wall_leads_whoever_is_not_signed_in_to_the_open_pages(client: Client, cast: Cast) -> None:
    wall = f"/d/{cast.district.code}/wall/"
    assert f'href="/b/{cast.dongliu.public_id}/open/"' in client.get(wall).content.decode()
    client.force_login(cast.account("OWN"))

    assert f'href="/b/{cast.dongliu.public_id}/" title' in client.get(wall).content.decode()
