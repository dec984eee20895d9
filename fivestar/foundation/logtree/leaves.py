"""What of an entry stands in the tree: kind, unit, day and a commitment to its content.

The commitment is salted, so that a content which was taken out on order can be neither read nor guessed from the tree,
and the tree stands all the same.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from fivestar.engine import canon

FORMAT = 1
SALT_BYTES = 16
_FIELDS = {"commitment", "day", "format", "kind", "unit"}


class UnreadableLeaf(ValueError):  # noqa: N818 -- says what it is
    """Bytes that are no leaf of this log."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """day: ISO, the legal day on which it was entered. unit: code of the village, township or district."""

    kind: str
    unit: str
    day: str
    commitment: str

    def to_bytes(self) -> bytes:
        """Canonical JSON: what is hashed into the tree."""
        fields = {"commitment": self.commitment, "day": self.day, "kind": self.kind, "unit": self.unit}
        return canon.dumps({**fields, "format": FORMAT})


def commit(salt: bytes, content: bytes) -> str:
    """content: canonical JSON."""
    return "sha256:" + sha256(salt + content).hexdigest()


def read_leaf(raw: bytes) -> Leaf:
    """The leaf with exactly these bytes."""
    document = read_canonical(raw)
    if not isinstance(document, dict) or set(document) != _FIELDS or document.pop("format") != FORMAT:
        raise UnreadableLeaf("not a leaf of format 1")
    if not all(isinstance(value, str) for value in document.values()):
        raise UnreadableLeaf("a field of the leaf is no text")
    return Leaf(**document)


def read_canonical(raw: bytes) -> Any:
    """The document of which `raw` is the one spelling; any other spelling is refused, so that no byte is idle."""
    try:
        document = json.loads(raw)
        if canon.dumps(document) == raw:
            return document
    except (ValueError, RecursionError):
        pass
    raise UnreadableLeaf("not canonical JSON")
