"""Pages to which the open ones lead are light too for whoever is not signed in."""

import gzip
import re

import pytest
from django.test import Client

from tests.cast import Cast
from tests.disclosure.test_first_page import MOST_BYTES, whole
from tests.factories import shipped_standards
from tests.finance.stories import FIRST, published, with_collectives
from tests.finance.stories import kept as kept_book
from tests.notices.stories import post
from tests.projects.stories import building

pytestmark = pytest.mark.django_db

_DRAWN = re.compile(r'<use href="([^"#]+)')
_IMPORTED = re.compile(r'^import [^;]*?"(\./[^"]+)"', re.MULTILINE)


def with_all_it_asks_for(client: Client, address: str) -> dict[str, int]:
    """Bytes of the page, what it loads, the pictures it draws with, and what its scripts import."""
    found = whole(client, address)
    asked = list(_DRAWN.findall(client.get(address).content.decode()))
    for one in [*found, *asked]:
        if one.endswith(".js"):
            answer = client.get(one)
            text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
            asked += [one.rpartition("/")[0] + name[1:] for name in _IMPORTED.findall(text)]
    return {one: packed(client, one) for one in {*found, *asked}}


def packed(client: Client, address: str) -> int:
    """Files are packed when they are collected, pages by the server."""
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return len(gzip.compress(body, 6))


def one_tap_away(client: Client, cast: Cast) -> list[str]:
    """Where the village's open page leads, without prints and files."""
    page = client.get(f"/b/{cast.dongliu.public_id}/open/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    found = {one.replace("&amp;", "&") for one in re.findall(r'href="(/[^"#]*)"', main)}
    return sorted(one for one in found if not re.search(r"\.(pdf|json|csv|xlsx)", one))


def test_every_page_one_tap_from_a_village_weighs_less_than_100_kb(client: Client, cast: Cast) -> None:
    shipped_standards(cast)
    post(cast)
    building(cast)
    with_collectives(cast)
    kept_book(cast, *FIRST)
    published(cast)

    pages = one_tap_away(client, cast)
    weighed = {one: sum(with_all_it_asks_for(client, one).values()) for one in pages}

    kinds = ("/notices/", "/ledger/", "/projects/", "/open/log/", "/voice", "/verify")
    assert [kind for kind in kinds if not any(kind in one for one in pages)] == []
    assert {one: size for one, size in weighed.items() if size > MOST_BYTES} == {}
