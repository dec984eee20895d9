"""Nobody without a post reads in a receipt what the page does not say; it can be verified, and so can the whole one."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from fivestar.engine import belongs, receipt_digest, verify_receipt
from fivestar.scorecards.models import Scorecard
from tests.cast import Cast
from tests.factories import small_rulebook, small_standards
from tests.scorecards.stories import confirm

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    small_standards(cast)
    confirm(cast, "households", 100)


def downloaded(client: Client, cast: Cast) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(client.get(f"/b/{cast.dongliu.public_id}/receipt.json").content)
    return document


def shown(client: Client, cast: Cast, element: str) -> str | None:
    page = client.get(f"/b/{cast.dongliu.public_id}/").content.decode()
    found = re.search(rf'id="{element}">([^<]+)<', page)
    return found[1] if found else None


def value(document: dict[str, Any], fact: str) -> Any:
    return next(row["value"] for row in document["facts"] if row["fact"] == fact)


def official(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.account("OWN"))
    return client


@pytest.mark.parametrize("few", [3, 98])
def test_everybody_gets_a_receipt_without_small_counts_that_holds_against_the_digest_shown(
    client: Client, cast: Cast, few: int
) -> None:
    confirm(cast, "bound_households", few)

    told = downloaded(client, cast)

    assert (value(told, "bound_households"), value(told, "households")) == (None, 100)
    assert told["withheld"]["facts"] == ["bound_households"]
    assert verify_receipt(told, small_rulebook("rural"), str(shown(client, cast, "digest"))) is None


def test_whoever_holds_a_post_gets_the_whole_one_and_the_key_that_binds_both(client: Client, cast: Cast) -> None:
    confirm(cast, "bound_households", 3)
    told, whole = downloaded(client, cast), downloaded(official(cast), cast)
    key = str(shown(official(cast), cast, "key"))

    assert value(whole, "bound_households") == 3
    assert "withheld" not in whole
    assert receipt_digest(whole) == shown(official(cast), cast, "digest")
    assert belongs(told, whole, key=key)
    assert shown(client, cast, "key") is None


def test_the_digest_of_the_whole_one_stands_on_no_page_for_everybody(client: Client, cast: Cast) -> None:
    confirm(cast, "bound_households", 3)
    digest = Scorecard.objects.get(branch=cast.dongliu, basis="C", is_current=True).digest

    public_id = cast.dongliu.public_id
    pages = (f"/b/{public_id}/", f"/b/{public_id}/open/", f"/b/{public_id}/card/", f"/b/{public_id}/receipt.json")
    assert [page for page in pages if digest.removeprefix("sha256:") in client.get(page).content.decode()] == []
    assert shown(official(cast), cast, "digest") == digest


def test_where_nothing_is_withheld_everybody_gets_the_whole_one(client: Client, cast: Cast) -> None:
    confirm(cast, "bound_households", 24)

    told = downloaded(client, cast)

    assert told == downloaded(official(cast), cast)
    assert "withheld" not in told
    assert receipt_digest(told) == shown(client, cast, "digest")
    assert shown(official(cast), cast, "key") is None
