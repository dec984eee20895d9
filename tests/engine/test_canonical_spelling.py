"""The quick spelling and the reference library's are the same bytes, whatever the document."""

from unicodedata import is_normalized

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from fivestar.engine import canon
from fivestar.engine.facts import EXACT

TEXT = st.text(max_size=12).filter(lambda text: is_normalized("NFC", text))
LEAVES = st.none() | st.booleans() | st.integers(-EXACT + 1, EXACT - 1) | TEXT
DOCUMENTS = st.recursive(LEAVES, lambda part: st.lists(part, max_size=4) | st.dictionaries(TEXT, part, max_size=5))


@given(DOCUMENTS)
def test_every_document_is_spelt_as_the_standard_has_it(document: object) -> None:
    assert canon.dumps(document) == rfc8785.dumps(document)  # type: ignore[arg-type]  # JSON of any shape


def test_keys_are_ordered_by_utf_16_units_beyond_the_basic_plane_too() -> None:
    document = {"\uff5a": 1, "\U0001f600": 2, "z": 3}

    assert canon.dumps(document) == '{"z":3,"\U0001f600":2,"\uff5a":1}'.encode()


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"a": [1, 0.5]}, "$.a[1]: 0.5 has no canonical form"),
        ({"a": {"b": EXACT}}, f"$.a.b: {EXACT} has no canonical form"),
        ({"a": "e\u0301"}, "$.a: 'e\u0301' has no canonical form"),
        ({1: 2}, "$: key 1 is not text"),
    ],
)
def test_what_has_more_than_one_spelling_is_refused_with_its_place(document: object, message: str) -> None:
    with pytest.raises(ValueError, match=r"^\$") as refusal:
        canon.dumps(document)

    assert str(refusal.value) == message
