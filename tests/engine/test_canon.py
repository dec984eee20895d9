"""Canonical JSON: the one spelling, and what has none."""

import pytest

from fivestar.engine import canon

VECTORS = {
    '{"a":1,"b":[true,false,null]}': {"b": [True, False, None], "a": 1},
    "[-9007199254740991,9007199254740991]": [-(2**53) + 1, 2**53 - 1],
}


@pytest.mark.parametrize("text", VECTORS)
def test_a_document_has_one_spelling(text: str) -> None:
    assert canon.dumps(VECTORS[text]).decode() == text


def test_keys_are_sorted_by_utf_16_units_as_rfc_8785_says() -> None:
    assert canon.dumps({"\U0001f600": 1, "\uffe5": 2}).decode() == '{"\U0001f600":1,"\uffe5":2}'


@pytest.mark.parametrize("value", [1.0, 2**53, -(2**53), "e\u0301", {"e\u0301": 1}, {1: 2}, [object()], {1, 2}, b"x"])
def test_what_has_more_than_one_spelling_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"\$"):
        canon.dumps(value)


def test_a_digest_says_how_it_was_made() -> None:
    assert canon.digest({}) == "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
