"""An entry with its proof and head in few bytes: what a printed sheet carries. `log.js` reads the same.

In this order; `text` is a byte of length and UTF-8, numbers have their highest byte first: version (1), origin text,
kind text, unit text, day (2: days since 2000-01-01), salt (16), content (2 of length, JSON), place (5), size (5),
number of hashes (1), hashes (32 each), the head's time (5: seconds since 1970), first 8 bytes of the log's key name,
signature kind (1), signature (64), number of witnesses (1), and of each 8, 1 and 64 bytes likewise.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from fivestar.foundation.logtree import merkle, signing
from fivestar.foundation.logtree.heads import Head, moment, root_text
from fivestar.foundation.logtree.leaves import SALT_BYTES, Leaf, commit
from fivestar.foundation.logtree.signing import BadSignature

VERSION = 1
MOST_BYTES = 1200
"""What a slip of a log with 1,000,000 entries keeps to, as long as its content has not more than 300 bytes."""
_FIRST_DAY = date(2000, 1, 1)
_KEY_BYTES = 8
_ECDSA = 1


class UnreadableSlip(ValueError):  # noqa: N818 -- says what it is
    """Bytes that are no slip."""


@dataclass(frozen=True, slots=True)
class Signed:
    """key: the first 16 hexadecimal digits of the key's name. signature: as `signing` writes it."""

    key: str
    signature: str


@dataclass(frozen=True, slots=True)
class Slip:
    """content: canonical JSON. at: the head's moment."""

    origin: str
    kind: str
    unit: str
    day: date
    salt: bytes
    content: bytes
    index: int
    size: int
    path: tuple[bytes, ...]
    at: datetime
    log: Signed
    witnesses: tuple[Signed, ...] = ()

    def leaf(self) -> Leaf:
        return Leaf(self.kind, self.unit, self.day.isoformat(), commit(self.salt, self.content))

    def head(self, key: str) -> Head:
        """The head it claims, if the log's key is that one. Raises merkle.BrokenProof."""
        leaf = merkle.leaf_hash(self.leaf().to_bytes())
        root = merkle.root_of_inclusion(leaf, self.index, self.size, self.path)
        return Head(self.origin, self.size, root_text(root), moment(self.at), key)

    def check(self, keys: Mapping[str, str]) -> Head:
        """Its head, when the log signed it. keys: name → public key. Raises BadSignature or merkle.BrokenProof."""
        name = _named(self.log.key, keys)
        head = self.head(name)
        signing.check(keys[name], head.message(), self.log.signature)
        return head

    def to_bytes(self) -> bytes:
        out = [bytes([VERSION])]
        out += [_text(one) for one in (self.origin, self.kind, self.unit)]
        out += [(self.day - _FIRST_DAY).days.to_bytes(2, "big"), self.salt]
        out += [len(self.content).to_bytes(2, "big"), self.content]
        out += [self.index.to_bytes(5, "big"), self.size.to_bytes(5, "big")]
        out += [bytes([len(self.path)]), *self.path, int(self.at.timestamp()).to_bytes(5, "big")]
        out += [_signed(self.log), bytes([len(self.witnesses)]), *map(_signed, self.witnesses)]
        return b"".join(out)

    def to_text(self) -> str:
        """base64url, for an address or a code."""
        return signing.to_text(self.to_bytes())


def read_slip(text: str) -> Slip:
    """The slip of exactly that text. Raises UnreadableSlip."""
    try:
        return _read(_Bytes(signing.from_text(text)))
    except (ValueError, OverflowError, OSError) as unreadable:
        raise UnreadableSlip(str(unreadable)) from unreadable


def _read(raw: "_Bytes") -> Slip:
    if raw.number(1) != VERSION:
        raise ValueError("not a slip of version 1")
    origin, kind, unit = raw.text(), raw.text(), raw.text()
    day = _FIRST_DAY + timedelta(days=raw.number(2))
    salt, content = raw.take(SALT_BYTES), raw.take(raw.number(2))
    index, size = raw.number(5), raw.number(5)
    path = tuple(raw.take(merkle.HASH_BYTES) for _ in range(raw.number(1)))
    at = datetime.fromtimestamp(raw.number(5), UTC)
    log = _read_signed(raw)
    witnesses = tuple(_read_signed(raw) for _ in range(raw.number(1)))
    if raw.left:
        raise ValueError("there are bytes behind the end")
    if len({one.key for one in witnesses}) != len(witnesses):
        raise ValueError("a witness's signature stands there twice")
    return Slip(origin, kind, unit, day, salt, content, index, size, path, at, log, witnesses)


class _Bytes:
    """Taken one after another, never more than there are."""

    def __init__(self, raw: bytes) -> None:
        self.left = raw

    def take(self, count: int) -> bytes:
        if len(self.left) < count:
            raise ValueError("it ends too early")
        taken, self.left = self.left[:count], self.left[count:]
        return taken

    def number(self, count: int) -> int:
        return int.from_bytes(self.take(count), "big")

    def text(self) -> str:
        return self.take(self.number(1)).decode("utf-8")


def _text(text: str) -> bytes:
    raw = text.encode("utf-8")
    return bytes([len(raw)]) + raw


def _signed(one: Signed) -> bytes:
    return bytes.fromhex(one.key) + bytes([_ECDSA]) + signing.signature_bytes(one.signature)


def _read_signed(raw: _Bytes) -> Signed:
    key = raw.take(_KEY_BYTES).hex()
    if raw.number(1) != _ECDSA:
        raise ValueError(f"a signature of another kind than {signing.ALGORITHM}")
    return Signed(key, signing.signature_text(raw.take(64)))


def _named(first: str, keys: Mapping[str, str]) -> str:
    name = next((name for name in keys if name.startswith(f"sha256:{first}")), None)
    if name is None:
        raise BadSignature(f"no known key begins with {first}")
    return name
