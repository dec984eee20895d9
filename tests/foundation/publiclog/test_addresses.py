"""What programs ask of the log: heads, proofs and tiles, as far as they are signed and not a byte further."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from fivestar.foundation import publiclog
from fivestar.foundation.logtree import heads, merkle
from fivestar.foundation.logtree.checking import check_copy
from fivestar.foundation.logtree.slips import MOST_BYTES, read_slip
from fivestar.foundation.logtree.tiles import tile_path, widths
from fivestar.foundation.publiclog import reading, sealing
from fivestar.foundation.publiclog.exporting import export_copy
from fivestar.foundation.publiclog.models import LogEntry, LogHead
from tests.cast import NOW, Cast
from tests.foundation.publiclog.stories import record, sealed
from tests.foundation.publiclog.test_witnessing import registered, signature
from tests.pages import browser_of, queries_of

pytestmark = pytest.mark.django_db


def asked(client: Client, address: str) -> Any:
    answer = client.get(f"/log/{address}")
    assert answer.status_code == 200, address
    return json.loads(answer.content)


def test_a_head_is_given_out_as_it_is_signed(client: Client) -> None:
    assert client.get("/log/head.json").status_code == 404
    sealed(3)
    sealed(2, first=4)

    newest = heads.read_head(client.get("/log/head.json").content)
    older = heads.read_head(client.get("/log/heads/3.json").content)

    keys = asked(client, "keys.json")["keys"]
    assert (newest.head.size, older.head.size) == (5, 3)
    newest.check(keys)
    older.check(keys)
    assert client.get("/log/heads/4.json").status_code == 404


def test_proofs_lead_from_entry_to_head_and_from_head_to_head(client: Client) -> None:
    sealed(3)
    sealed(4, first=4)
    first, second = (bytes.fromhex(head.root[7:]) for head in LogHead.objects.order_by("size"))
    leaf = merkle.leaf_hash(sealing.leaf_of(LogEntry.objects.get(number=2)))

    inclusion = asked(client, "inclusion/2/7.json")
    growth = asked(client, "consistency/3/7.json")

    merkle.check_inclusion(leaf, 2, 7, [bytes.fromhex(one) for one in inclusion["path"]], second)
    merkle.check_consistency(3, 7, [bytes.fromhex(one) for one in growth["path"]], first, second)


@pytest.mark.parametrize(
    "address",
    [
        "inclusion/7/7.json",
        "inclusion/2/5.json",
        "inclusion/2/99999999999999999999.json",
        "consistency/7/3.json",
        "consistency/4/7.json",
        "tile/0/000",
        "tile/0/000.p/8",
        "tile/0/000.p/0",
        "tile/0/001.p/1",
        "tile/1/000.p/1",
        "tile/0/0",
        "tile/00/000.p/7",
        "tile/0/x000/000.p/7",
        "tile/0/000.p/07",
        "tile/secrets/000.p/7",
        "tile/../keys.json",
        "witnesses/nobody/heads/",
    ],
)
def test_what_is_not_signed_or_spelt_otherwise_is_not_there(client: Client, address: str) -> None:
    sealed(3)
    sealed(4, first=4)
    record(8)

    assert client.get(f"/log/{address}").status_code in {404, 405}


def test_whoever_fetches_every_tile_has_a_copy(client: Client, tmp_path: Path) -> None:
    """The addresses and the exported folder are the same bytes."""
    sealed(300)
    export_copy(tmp_path)

    for (level, number), width in widths(300):
        for kind in (level, *(("entries", "content") if level == 0 else ())):
            path = tile_path(kind, number, width)
            assert client.get(f"/log/{path}").content == (tmp_path / path).read_bytes(), path
    assert check_copy(tmp_path).faults == []


def test_contents_are_not_kept_by_whoever_asks_and_tiles_are(client: Client) -> None:
    sealed(3)

    answers = [client.get(f"/log/tile/{place}/000.p/3") for place in ("0", "entries", "content")]

    assert [answer["Cache-Control"] for answer in answers] == [
        "public, max-age=31536000, immutable",
        "public, max-age=31536000, immutable",
        "no-cache",
    ]
    publiclog.erase(entry=LogEntry.objects.get(number=1), because="决定", at=NOW)
    assert client.get("/log/tile/content/000.p/3").content.splitlines()[1] == b'{"erased":true}'


def test_a_browser_hands_in_its_signature_and_everybody_sees_it(cast: Cast, client: Client) -> None:
    sealed(3)
    witness = registered(cast)
    clerk = browser_of(cast, "CLERK")
    address = f"/log/witnesses/{witness.public_id}/heads/"

    def sent(browser: Client, document: Any) -> int:
        return browser.post(address, json.dumps(document), content_type="application/json").status_code

    assert asked(client, "witnesses.json")["signatures"] == []
    signed = {"size": 3, "signature": signature(3)}
    assert sent(client, signed) == 403
    assert sent(clerk, {"size": 3}) == 400
    assert sent(clerk, {"size": 3, "signature": "x"}) == 409
    assert sent(clerk, signed) == 200
    assert asked(client, "witnesses.json") == {
        "format": 1,
        "signatures": [{"signature": signed["signature"], "size": 3, "witness": witness.name}],
        "witnesses": [reading.witness_document(witness)],
    }


def test_a_slip_carries_the_newest_witnessed_head_and_its_witness(cast: Cast) -> None:
    sealed(3)
    witness = registered(cast)
    publiclog.sign_head(actor=cast.clerk, witness=witness, size=3, signature=signature(3), at=NOW)
    sealed(2, first=4)
    record(6)

    seen, unseen, waiting = (publiclog.entry_of("recheck.void", f"draw{number}") for number in (2, 5, 6))
    assert seen is not None
    assert unseen is not None
    assert waiting is not None
    slips = [publiclog.slip_of(seen), publiclog.slip_of(unseen)]

    assert publiclog.slip_of(waiting) is None
    assert [(slip.size, len(slip.witnesses)) for slip in slips if slip] == [(3, 1), (5, 0)]
    for slip in slips:
        assert slip is not None
        assert read_slip(slip.to_text()) == slip
        assert slip.check(reading.public_keys()).size == slip.size
        assert len(slip.to_bytes()) <= MOST_BYTES
    publiclog.erase(entry=seen, because="决定", at=NOW)
    seen.refresh_from_db()
    assert publiclog.slip_of(seen) is None


def test_an_address_costs_the_same_with_one_entry_and_with_three_hundred(client: Client) -> None:
    sealed(1)
    addresses = ("/log/head.json", "/log/keys.json", "/log/witnesses.json")
    few = [queries_of(client, address) for address in addresses]
    sealed(299, first=2)

    assert [queries_of(client, address) for address in addresses] == few
    assert queries_of(client, "/log/inclusion/7/300.json") <= 5


def test_a_witness_in_a_copy_is_checked_there(cast: Cast, tmp_path: Path) -> None:
    sealed(3)
    witness = registered(cast)
    publiclog.sign_head(actor=cast.clerk, witness=witness, size=3, signature=signature(3), at=NOW)
    export_copy(tmp_path)

    assert check_copy(tmp_path).witnesses == ("柳溪镇",)


def test_numbers_of_thousands_of_digits_are_places_of_nothing(cast: Cast) -> None:
    sealed(3)
    long = "9" * 5000
    places = (f"heads/{long}", f"inclusion/{long}/3", f"inclusion/0/{long}", f"consistency/{long}/{long}")

    found = [browser_of(cast, "").get(f"/log/{place}.json").status_code for place in places]
    tile = browser_of(cast, "").get(f"/log/tile/0/{'x999/' * 2000}999")

    assert (found, tile.status_code) == ([404] * 4, 404)
