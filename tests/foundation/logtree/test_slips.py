"""A slip says of one entry that it is in the log; whoever changes a letter of it is told."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivestar.foundation.logtree import signing
from fivestar.foundation.logtree.merkle import BrokenProof
from fivestar.foundation.logtree.signing import BadSignature
from fivestar.foundation.logtree.slips import MOST_BYTES, UnreadableSlip, read_slip
from tests.foundation.logtree.logs import Log

LOG = Log().grow(300)
SLIP = LOG.slip(123)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def test_a_slip_is_read_as_it_was_written_and_leads_to_the_logs_head() -> None:
    read = read_slip(SLIP.to_text())

    assert read == SLIP
    assert read.check(LOG.keys) == LOG.heads[-1].head


@given(st.data())
def test_a_slip_with_another_letter_does_not_hold(data: st.DataObject) -> None:
    text = SLIP.to_text()
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from([one for one in ALPHABET if one != text[at]]))

    with pytest.raises((UnreadableSlip, BadSignature, BrokenProof)):
        read_slip(text[:at] + letter + text[at + 1 :]).check(LOG.keys)


@pytest.mark.parametrize(
    "text", ["", "AA", "A", SLIP.to_text()[:-4], SLIP.to_text() + "AAAA", SLIP.to_text() + "=", "…"]
)
def test_what_is_no_slip_is_refused(text: str) -> None:
    with pytest.raises(UnreadableSlip):
        read_slip(text)


def test_a_slip_of_a_log_nobody_knows_is_not_believed() -> None:
    with pytest.raises(BadSignature, match="no known key"):
        SLIP.check(Log(key=signing.new_key()).keys)


def test_a_slip_among_a_million_keeps_to_its_size() -> None:
    content = b'{"x":"' + b"c" * 292 + b'"}'
    long = replace(SLIP, index=999_998, size=1_000_000, path=(b"h" * 32,) * 20, content=content)

    assert len(content) == 300
    assert len(long.to_bytes()) <= MOST_BYTES
    assert read_slip(long.to_text()) == long
