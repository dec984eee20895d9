"""The pages for villagers: what stands on them, and that reading them leaves no trace."""

import pytest
from django.test import Client

from tests.cast import Cast

pytestmark = pytest.mark.django_db


def front(cast: Cast) -> str:
    return f"/d/{cast.district.code}/open/"


def village(cast: Cast) -> str:
    return f"/b/{cast.dongliu.public_id}/open/"


def test_reading_sets_no_cookie_and_needs_no_name(client: Client, cast: Cast) -> None:
    pages = [client.get(front(cast)), client.get(village(cast))]

    assert [page.status_code for page in pages] == [200, 200]
    assert client.cookies == {}


def test_large_type_and_language_are_kept_by_the_browser_when_asked_for(client: Client, cast: Cast) -> None:
    asked = client.post("/open/reading/", {"next": front(cast), "type": "large"})
    also = client.post("/open/reading/", {"next": front(cast), "language": "en"})
    page = client.get(front(cast)).content.decode()

    assert (asked.status_code, asked["Location"]) == (302, front(cast))
    assert sorted(client.cookies) == ["fivestar_elder", "fivestar_language"]
    assert also["Location"] == front(cast)
    assert '<html lang="en" class="elder">' in page


def test_back_from_the_switch_leads_to_our_own_pages_only(client: Client) -> None:
    assert client.post("/open/reading/", {"next": "https://example.org/"})["Location"] == "/"
    assert client.post("/open/reading/", {"next": "//example.org/", "language": "xx"})["Location"] == "/"
    assert client.cookies == {}


def test_a_village_is_found_by_name_letters_and_code(client: Client, cast: Cast) -> None:
    link = f'<a href="/b/{cast.dongliu.public_id}/open/"><b lang="zh-CN">东柳村委会</b></a>'

    for text in ("东柳", "dl", cast.dongliu.village.code):
        assert link in client.get(front(cast), {"q": text}).content.decode()
    assert "没有找到“不存在”" in client.get(front(cast), {"q": "不存在"}).content.decode()


def test_the_chain_of_five_stands_there_by_title_and_surname(client: Client, cast: Cast) -> None:
    page = client.get(village(cast)).content.decode()

    assert [words for words in ("东柳村党支部书记（柳）", "柳溪镇党委书记（唐）") if words not in page] == []
    assert [person.name for person in cast.persons.values() if person.name in page] == []
