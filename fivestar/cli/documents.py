"""JSON files that a stranger is handed, read with care: small enough, each key once."""

import json
from pathlib import Path
from typing import Any


class UnreadableDocument(Exception):  # noqa: N818 -- reads as the sentence "the document is unreadable"
    """Says which file and why."""


def read_document(file: Path, *, max_bytes: int, kind: str) -> Any:
    """What the file holds. kind: what it should be, in words, for the message."""
    try:
        data = file.read_bytes()
    except OSError:
        raise UnreadableDocument(f"{file}:没有这个文件") from None
    try:
        if len(data) > max_bytes:
            raise ValueError("太大")
        return json.loads(data, object_pairs_hook=_each_key_once)
    except RecursionError:
        raise UnreadableDocument(f"{file}:不是{kind}:嵌套太深") from None
    except ValueError as error:
        raise UnreadableDocument(f"{file}:不是{kind}:{error}") from None


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """SECURITY: a key given twice would show one value to a reader and another to the check."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("有重复的键")
    return found
