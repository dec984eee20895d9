"""The three hashes of a draw. Every part is preceded by its length, so that no two inputs spell the same bytes."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from fivestar.engine import canon

SECRET_BYTES = 32
COMMITMENT_TAG = b"fivestar-draw-1 commitment"
SEED_TAG = b"fivestar-draw-1 seed"
ORDER_TAG = b"fivestar-draw-1 order"
_NUMBERS = re.compile(r"[0-9]{1,12}( [0-9]{1,12}){0,19}", re.ASCII)


def part(data: bytes) -> bytes:
    """Four bytes of length, the highest first, then the bytes."""
    return len(data).to_bytes(4, "big") + data


def commitment(frame: Mapping[str, Any], secret: bytes) -> str:
    """`sha256:…` over the canonical frame and the secret of 32 bytes; says nothing about either."""
    _demand_secret(secret)
    frame_digest = hashlib.sha256(canon.dumps(frame)).digest()
    return "sha256:" + hashlib.sha256(part(COMMITMENT_TAG) + part(frame_digest) + part(secret)).hexdigest()


def seed(secret: bytes, witnesses: Iterable[str], public_result: str) -> bytes:
    """32 bytes from the secret, the witnesses' numbers in their order and the public result.

    Numbers are groups of digits with one space between them; ValueError for anything else.
    """
    _demand_secret(secret)
    numbers = list(witnesses)
    for text in (*numbers, public_result):
        if not is_plain_numbers(text):
            raise ValueError(f"{text!r} is not groups of digits with one space between them")
    parts = [SEED_TAG, secret, len(numbers).to_bytes(4, "big"), *(number.encode("ascii") for number in numbers)]
    return hashlib.sha256(b"".join(part(one) for one in (*parts, public_result.encode("ascii")))).digest()


def rank(seed_bytes: bytes, stratum: str, item: str) -> bytes:
    """What items of a stratum are ordered by."""
    parts = (ORDER_TAG, seed_bytes, stratum.encode("utf-8"), item.encode("utf-8"))
    return hashlib.sha256(b"".join(part(one) for one in parts)).digest()


def is_plain_numbers(text: str) -> bool:
    """One spelling only: `07 11 16 28`, up to twenty groups of up to twelve digits."""
    return _NUMBERS.fullmatch(text) is not None


def _demand_secret(secret: bytes) -> None:
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"a secret has {SECRET_BYTES} bytes, not {len(secret)}")
