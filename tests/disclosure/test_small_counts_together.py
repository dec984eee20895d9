"""A count that one task may not show exactly stands exactly nowhere: no task, card or receipt tells it."""

import json

import pytest
from django.test import Client

from fivestar import engine
from fivestar.disclosure.decisions import Count, Limit, shown_together
from tests.cast import Cast
from tests.disclosure.test_small_counts import words
from tests.factories import criterion, in_force, small_document
from tests.scorecards.stories import confirm

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    """One task reads the bound households beside all households, another one reads them alone."""
    document = small_document()
    document["stars"][1]["criteria"].append(criterion("T6", "bound_households >= 120"))
    in_force(cast, engine.from_document(document))
    confirm(cast, "households", 100)


def card_of(client: Client, cast: Cast) -> str:
    return client.get(f"/b/{cast.dongliu.public_id}/card/").content.decode()


def test_pages_and_receipt_leave_the_same_counts_out(client: Client, cast: Cast) -> None:
    confirm(cast, "bound_households", 98)
    public_id = cast.dongliu.public_id

    told = json.loads(client.get(f"/b/{public_id}/receipt.json").content)

    assert told["withheld"]["facts"] == ["bound_households"]
    for address in (f"/b/{public_id}/open/", f"/b/{public_id}/"):
        said = words(client, address)
        assert said.count("入社农户数 与总数相差不到 5 户") >= 2
        assert [one for one in ("98 户", "98 / 100", "98 %", "22 户") if one in said] == []
    assert [one for one in ("98 户", "22 户") if one in card_of(client, cast)] == []


@pytest.mark.parametrize("few", [3, 98])
def test_the_card_over_a_cell_does_not_tell_what_is_lacking_to_whoever_holds_no_post(
    client: Client, cast: Cast, few: int
) -> None:
    confirm(cast, "bound_households", few)
    official = Client()
    official.force_login(cast.account("OWN"))

    assert f"差 {120 - few} 户" not in card_of(client, cast)
    assert f"差 {120 - few} 户" in card_of(official, cast)


def test_larger_counts_are_told_on_the_card_too(client: Client, cast: Cast) -> None:
    confirm(cast, "bound_households", 24)

    assert "差 6 户" in card_of(client, cast)


def test_a_figure_that_one_task_hides_is_hidden_in_all() -> None:
    limit = Limit(5, frozenset({"户"}), frozenset())
    whole, part, few = (Count(*each, unit="户") for each in (("w", "w", 100), ("p", "p", 98), ("f", "f", 3)))

    assert shown_together([[part], [whole, part], [part, few], [few]], limit) == {
        "w": "exact",
        "p": "near",
        "f": "below",
    }
    assert shown_together([[whole], [part]], limit) == {"w": "exact", "p": "exact"}
