"""The browser's own module agrees with the program's, to the byte, and refuses what it refuses."""

import json
import random
from dataclasses import replace
from typing import Any

import pytest

from fivestar.engine import canon
from fivestar.foundation.logtree import merkle, signing
from fivestar.foundation.logtree.slips import Signed, UnreadableSlip, read_slip
from tests.foundation.logtree.browser import answers
from tests.foundation.logtree.logs import WITNESS, Log, name_of
from tests.foundation.logtree.trees import CONSISTENCY, INCLUSION, LEAVES, ROOTS

LOG = Log().grow(5).grow(295)
SLIP = LOG.slip(123)


def hexes(path: list[bytes]) -> list[str]:
    return [one.hex() for one in path]


def test_the_published_vectors_come_out_in_the_browser() -> None:
    inclusion = [
        {
            "act": "inclusion",
            "leaf": merkle.leaf_hash(LEAVES[index]).hex(),
            "index": index,
            "size": size,
            "path": path,
        }
        for (index, size), path in INCLUSION.items()
    ]
    growth: list[dict[str, Any]] = [
        {
            "act": "consistency",
            "first": first,
            "second": second,
            "path": path,
            "roots": [ROOTS[first - 1], ROOTS[second - 1]],
        }
        for (first, second), path in CONSISTENCY.items()
    ]

    assert answers(*inclusion, *growth) == [ROOTS[size - 1] for _, size in INCLUSION] + ["grown"] * len(growth)


def test_proofs_of_a_log_hold_and_changed_ones_do_not() -> None:
    lot = random.Random(7)
    questions: list[dict[str, Any]] = []
    expected: list[str] = []
    for _ in range(60):
        second = lot.randint(2, 300)
        first = lot.randint(1, second)
        path = merkle.consistency(LOG.tiles, first, second)
        roots = [merkle.root(LOG.tiles, size).hex() for size in (first, second)]
        asked = {"act": "consistency", "first": first, "second": second, "path": hexes(path), "roots": roots}
        questions += [asked, {**asked, "roots": [merkle.leaf_hash(b"").hex(), roots[1]]}]
        expected += ["grown", "not held: proof"]
        if path:
            questions += [{**asked, "path": hexes(path[:-1])}, {**asked, "path": [*hexes(path), roots[0]]}]
            expected += ["not held: proof"] * 2

    assert answers(*questions) == expected


@pytest.mark.parametrize(
    "document",
    [
        {"b": 1, "a": [True, None, '乡镇\n"\\\u2028'], "é": {"z": -5, "Z": 2**53 - 1}},
        {},
        [],
        {"\U0001f600": 1, "\uffee": 2},
    ],
)
def test_canonical_json_is_the_same_to_the_byte(document: Any) -> None:
    assert answers({"act": "canonical", "document": document}) == [canon.dumps(document).decode()]


def test_a_slip_leads_to_the_logs_head_with_its_witnesses() -> None:
    signature = signing.sign(WITNESS, LOG.heads[-1].head.witness_message())
    slip = replace(SLIP, witnesses=(Signed(name_of(WITNESS)[7:23], signature),))

    [found] = answers({"act": "slip", "text": slip.to_text(), "keys": LOG.keys, "witnesses": LOG.witnesses})

    last = LOG.heads[-1]
    assert found == {
        "head": {
            "at": last.head.at,
            "key": last.head.key,
            "origin": last.head.origin,
            "root": last.head.root,
            "signature": last.signature,
            "size": 300,
            "witnessed": ["柳溪镇"],
        },
        "content": json.loads(SLIP.content),
        "day": "2023-09-15",
        "kind": "notice.posted",
    }


def test_a_witness_is_not_counted_twice_by_the_browser_nor_by_the_program() -> None:
    signature = signing.sign(WITNESS, LOG.heads[-1].head.witness_message())
    one = Signed(name_of(WITNESS)[7:23], signature)
    text = replace(SLIP, witnesses=(one, one)).to_text()

    found = answers({"act": "slip", "text": text, "keys": LOG.keys, "witnesses": LOG.witnesses})

    assert found == ["not held: slip"]
    with pytest.raises(UnreadableSlip, match="twice"):
        read_slip(text)


def test_a_slip_with_any_letter_changed_is_refused_as_the_program_refuses_it() -> None:
    text, letters = SLIP.to_text(), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    lot = random.Random(5)
    changed = []
    for at in range(len(text)):
        letter = lot.choice([one for one in letters if one != text[at]])
        changed.append(text[:at] + letter + text[at + 1 :])
    changed += [text[:-1], text[:-4], text + "AAAA", text + "=", "", "…"]

    found = answers(*({"act": "slip", "text": one, "keys": LOG.keys, "witnesses": []} for one in changed))

    assert {one if isinstance(one, str) else "held" for one in found} <= {
        "not held: slip",
        "not held: key",
        "not held: proof",
        "not held: signature",
    }
    for one, answer in zip(changed, found, strict=True):
        try:
            read_slip(one)
        except UnreadableSlip:
            assert answer == "not held: slip", one


def test_a_witness_signs_only_what_grew_out_of_what_it_saw() -> None:
    seen, head = LOG.heads[0].document(), LOG.heads[1].document()
    other = Log(said={2: "别的"}).grow(5).heads[0].document()
    path = hexes(merkle.consistency(LOG.tiles, 5, 300))
    asked = {"act": "witness", "head": head, "keys": LOG.keys, "seen": seen, "path": path}

    first, later, rewritten, back, unsigned, unknown = answers(
        {**asked, "seen": None, "path": []},
        asked,
        {**asked, "seen": other},
        {**asked, "head": seen, "seen": head},
        {**asked, "head": {**head, "size": 301}},
        {**asked, "keys": {}},
    )

    for made in (first, later):
        assert made["isKept"] is True
        signing.check(made["publicText"], LOG.heads[1].head.witness_message(), made["signature"])
    assert (rewritten, back) == ("not held: proof", "not held: proof")
    assert (unsigned, unknown) == ("not held: signature", "not held: key")


def test_a_key_has_the_same_name_and_a_head_the_same_signature() -> None:
    head = LOG.heads[-1].document()
    [(name, public)] = LOG.keys.items()

    assert answers(
        {"act": "name", "publicText": public},
        {"act": "head", "head": head, "keys": LOG.keys},
        {"act": "head", "head": {**head, "at": "2026-01-01T00:00:09Z"}, "keys": LOG.keys},
        {"act": "head", "head": {**head, "signature": "sm2-sm3:AAAA"}, "keys": LOG.keys},
    ) == [name, "signed", "not held: signature", "not held: signature"]
