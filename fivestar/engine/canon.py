"""Canonical JSON (RFC 8785) of what must give the same digest everywhere: integers, NFC strings, booleans, null."""

import hashlib
import json
import unicodedata
from typing import Any

import rfc8785

from fivestar.engine.facts import EXACT

# For what `_refuse` lets pass, Python's own encoder writes RFC 8785 to the byte, ten times as fast; it orders keys by
# code point, which is the order of UTF-16 units as long as no key leaves the basic plane.
_encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
_LAST_OF_BASIC_PLANE = "\uffff"


def dumps(document: Any) -> bytes:
    """The one spelling of `document`; ValueError for what has more than one (floats, text not in form C)."""
    if _refuse(document, "$"):
        return _encoder.encode(document).encode()
    return rfc8785.dumps(document)


def digest(document: Any) -> str:
    return "sha256:" + hashlib.sha256(dumps(document)).hexdigest()


def _refuse(value: Any, path: str) -> bool:
    """Do all keys lie in the basic plane?"""
    if isinstance(value, str) and unicodedata.is_normalized("NFC", value):
        return True
    if value is None or isinstance(value, bool) or (isinstance(value, int) and -EXACT < value < EXACT):
        return True
    if isinstance(value, dict):
        plain = True
        for key, part in value.items():
            if not isinstance(key, str):
                raise ValueError(f"{path}: key {key!r} is not text")
            _refuse(key, path)
            plain = _refuse(part, f"{path}.{key}") and plain and max(key, default="") <= _LAST_OF_BASIC_PLANE
        return plain
    if isinstance(value, list | tuple):
        return all([_refuse(part, f"{path}[{index}]") for index, part in enumerate(value)])  # noqa: C419 -- each is looked at
    raise ValueError(f"{path}: {value!r} has no canonical form")
