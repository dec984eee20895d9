"""A head: how large the tree was at a moment and its root then, signed by the log and by those who looked at it.

Both sign the same head under another first line, so that a witness's signature is never the log's.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from fivestar.engine import canon
from fivestar.foundation.logtree import signing
from fivestar.foundation.logtree.leaves import read_canonical
from fivestar.foundation.logtree.signing import BadSignature, PrivateKey

FORMAT = 1
_OF_THE_LOG = b"fivestar-log-head-1\n"
_OF_A_WITNESS = b"fivestar-log-witness-1\n"
_SHAPES: dict[str, type] = {
    "at": str,
    "format": int,
    "key": str,
    "origin": str,
    "root": str,
    "signature": str,
    "size": int,
}


class UnreadableHead(ValueError):  # noqa: N818 -- says what it is
    """Bytes that are no head."""


@dataclass(frozen=True, slots=True)
class Head:
    """at: UTC in whole seconds, `2026-11-24T12:00:00Z`. root: `sha256:…`. key: name of the log's key."""

    origin: str
    size: int
    root: str
    at: str
    key: str

    def message(self) -> bytes:
        return _OF_THE_LOG + self._body()

    def witness_message(self) -> bytes:
        return _OF_A_WITNESS + self._body()

    def _body(self) -> bytes:
        return canon.dumps({**asdict(self), "alg": signing.ALGORITHM, "format": FORMAT})


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head with the log's signature."""

    head: Head
    signature: str

    def document(self) -> dict[str, Any]:
        return {**asdict(self.head), "format": FORMAT, "signature": self.signature}

    def to_bytes(self) -> bytes:
        return canon.dumps(self.document())

    def check(self, keys: Mapping[str, str]) -> None:
        """keys: name → public key. Raises BadSignature."""
        if self.head.key not in keys:
            raise BadSignature(f"the key {self.head.key} is not one of the log's")
        signing.check(keys[self.head.key], self.head.message(), self.signature)


def sign_head(key: PrivateKey, *, origin: str, size: int, root: bytes, at: datetime) -> SignedHead:
    public = signing.public_text(key)
    head = Head(origin, size, root_text(root), moment(at), signing.key_id(public))
    return SignedHead(head, signing.sign(key, head.message()))


def read_head(raw: bytes) -> SignedHead:
    """The head of exactly these bytes; its signature is not checked here. Raises UnreadableHead."""
    try:
        document = read_canonical(raw)
    except ValueError as unreadable:
        raise UnreadableHead("not canonical JSON") from unreadable
    is_whole = isinstance(document, dict) and document.keys() == _SHAPES.keys()
    if not is_whole or any(type(document[name]) is not shape for name, shape in _SHAPES.items()):
        raise UnreadableHead("not a head of format 1")
    signature = document.pop("signature")
    if document.pop("format") != FORMAT:
        raise UnreadableHead("not a head of format 1")
    return SignedHead(Head(**document), signature)


def root_text(root: bytes) -> str:
    return "sha256:" + root.hex()


def moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
