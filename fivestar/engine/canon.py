"""Canonical JSON (RFC 8785) of what must give the same digest everywhere: integers, NFC strings, booleans, null."""

import hashlib
import unicodedata
from typing import Any

import rfc8785

from fivestar.engine.facts import EXACT


def dumps(document: Any) -> bytes:
    """The one spelling of `document`; ValueError for what has more than one (floats, text not in form C)."""
    _refuse(document, "$")
    return rfc8785.dumps(document)


def digest(document: Any) -> str:
    return "sha256:" + hashlib.sha256(dumps(document)).hexdigest()


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
