"""The guide stands on villagers' pages for whoever walks it, and for nobody else."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from fivestar.demonstration.places import DISTRICT_CODE
from fivestar.demonstration.queries import told_branch
from fivestar.territory.models import Region
from tests.disclosure.conftest import forget
from tests.disclosure.test_first_page import MOST_BYTES, whole

pytestmark = pytest.mark.usefixtures("demonstration")
FRONT = f"/d/{DISTRICT_CODE}/open/"


@pytest.fixture
def demonstration(settings: Any) -> Iterator[None]:
    """As it runs: pages are kept."""
    settings.IS_DEMONSTRATION = settings.KEEPS_PAGES = True
    forget()
    yield
    forget()


def pages() -> tuple[str, str, str]:
    branch = told_branch()
    assert branch is not None
    return FRONT, f"/b/{branch.public_id}/open/", f"{FRONT}log/"


def guides(client: Client, address: str) -> list[str]:
    return re.findall(r'<b class="guide-bar__number">([^<]+)</b>', client.get(address).content.decode())


def test_whoever_walks_the_path_has_it_on_every_open_page_until_he_leaves_it(district: Region, client: Client) -> None:
    before = [guides(client, address) for address in pages()]
    total = len(client.get("/demo/guide/").context["stations"])

    walking = [guides(client, address) for address in pages()]

    client.post("/demo/guide/leave/")
    assert before == [[], [], []]
    assert walking == [[f"1/{total}"]] * 3
    assert [guides(client, address) for address in pages()] == [[], [], []]


def test_a_page_drawn_for_the_walker_is_kept_for_nobody(district: Region, client: Client) -> None:
    walker = Client()
    walker.get("/demo/guide/")
    for address in pages()[:2]:
        assert len(guides(walker, address)) == 1

        first = client.get(address)
        assert len(guides(walker, address)) == 1
        again = client.get(address)

        assert "guide-bar" not in first.content.decode()
        assert "csrfmiddlewaretoken" not in first.content.decode()
        assert (again.content, again["ETag"]) == (first.content, first["ETag"])
        assert walker.get(address)["Cache-Control"] == "private, no-cache"
        assert client.get(address)["Cache-Control"] == "no-cache"
    assert client.cookies == {}


def test_the_station_of_an_open_page_is_marked_done_from_there(district: Region, client: Client) -> None:
    client.get("/demo/guide/")
    client.get(pages()[1])

    client.post("/demo/guide/1/done/")

    assert guides(client, pages()[1])[0].startswith("2/")


def test_with_the_guide_the_pages_are_still_light(district: Region, client: Client) -> None:
    client.get("/demo/guide/")
    for address in pages():
        weights = whole(client, address)

        assert any("demonstration/frame" in one for one in weights)
        assert sum(weights.values()) <= MOST_BYTES, weights
