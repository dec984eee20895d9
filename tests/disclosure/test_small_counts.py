"""No page that everybody reads says a count of people by which somebody could be recognised."""

import re

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import small_standards
from tests.scorecards.stories import confirm

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    small_standards(cast)


def words(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index("</main>")]).split())


def pages(cast: Cast) -> tuple[str, str]:
    return f"/b/{cast.dongliu.public_id}/open/", f"/b/{cast.dongliu.public_id}/"


def test_few_households_are_not_counted_on_a_public_page_and_what_is_lacking_does_not_tell(
    client: Client, cast: Cast
) -> None:
    confirm(cast, "households", 100)
    confirm(cast, "bound_households", 3)

    for address in pages(cast):
        said = words(client, address)
        assert "入社农户数 少于 5 户" in said
        assert [one for one in ("3 户", "3 / 100", "3 %", "差 27", "27 户") if one in said] == []


def test_the_few_who_are_missing_are_not_counted_either(client: Client, cast: Cast) -> None:
    confirm(cast, "households", 100)
    confirm(cast, "bound_households", 98)

    for address in pages(cast):
        said = words(client, address)
        assert "入社农户数 与总数相差不到 5 户" in said
        assert [one for one in ("98 户", "98 / 100", "98 %") if one in said] == []


def test_larger_counts_and_money_are_told_to_the_figure(client: Client, cast: Cast) -> None:
    confirm(cast, "households", 100)
    confirm(cast, "bound_households", 24)
    confirm(cast, "collective_income", 300)

    said = words(client, f"/b/{cast.dongliu.public_id}/open/")

    assert "24 %(24 / 100 户)" in said
    assert "差 6 户" in said
    assert "3 元" in said


def test_whoever_holds_a_post_sees_the_figure_on_the_dossier(client: Client, cast: Cast) -> None:
    confirm(cast, "households", 100)
    confirm(cast, "bound_households", 3)
    client.force_login(cast.account("OWN"))

    assert "3 %(3 / 100 户)" in words(client, f"/b/{cast.dongliu.public_id}/")
    assert "少于 5 户" in words(client, f"/b/{cast.dongliu.public_id}/open/")
