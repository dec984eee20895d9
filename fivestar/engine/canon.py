"""Canonical JSON (RFC 8785) of what must give the same digest everywhere: integers, NFC strings, booleans, null."""

import hashlib
import json
import unicodedata
from typing import Any

import rfc8785

from fivestar.engine.facts import EXACT

# Of plain documents Python's own encoder writes RFC 8785 to the byte, ten times as fast: it escapes the same characters
# and orders keys by code point, which for ASCII keys is the order of UTF-16 units.
_encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def dumps(document: Any) -> bytes:
    """The one spelling of `document`; ValueError for what has more than one (floats, text not in form C)."""
    if _is_plain(document):
        text = _encoder.encode(document)
        if unicodedata.is_normalized("NFC", text):  # then each part of it is
            return text.encode()
    _refuse(document, "$")
    return rfc8785.dumps(document)


def digest(document: Any) -> str:
    return "sha256:" + hashlib.sha256(dumps(document)).hexdigest()


def _is_plain(document: Any) -> bool:
    """Nothing but exact integers, text, booleans and null under ASCII keys?"""
    left = [document]
    while left:
        value = left.pop()
        kind = type(value)
        if kind is dict:
            try:
                if not "".join(value).isascii():  # many keys in one look
                    return False
            except TypeError:  # a key that is not text
                return False
            left.extend(value.values())
        elif kind is list:
            left.extend(value)
        elif kind is int:
            if not -EXACT < value < EXACT:
                return False
        elif kind is not str and kind is not bool and value is not None:
            return False
    return True


def _refuse(value: Any, path: str) -> None:
    match value:
        case None | bool():
            return
        case str() if unicodedata.is_normalized("NFC", value):
            return
        case int() if -EXACT < value < EXACT:
            return
        case list() | tuple():
            for index, part in enumerate(value):
                _refuse(part, f"{path}[{index}]")
        case dict():
            for key, part in value.items():
                if not isinstance(key, str):
                    raise ValueError(f"{path}: key {key!r} is not text")
                _refuse(key, path)
                _refuse(part, f"{path}.{key}")
        case _:
            raise ValueError(f"{path}: {value!r} has no canonical form")
