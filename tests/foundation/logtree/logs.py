"""A whole log in memory: entries, heads, a witness; and copies of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from fivestar.engine import canon
from fivestar.foundation.logtree import heads, merkle, signing
from fivestar.foundation.logtree.copies import Kept, Written, bundle_bytes, write_copy
from fivestar.foundation.logtree.heads import SignedHead
from fivestar.foundation.logtree.leaves import Leaf, commit
from fivestar.foundation.logtree.signing import PrivateKey
from fivestar.foundation.logtree.slips import Signed, Slip
from fivestar.foundation.logtree.tiles import WIDTH, Tiles

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
KEY, WITNESS = signing.new_key(), signing.new_key()
ORIGIN = "stars.example.cn"


def name_of(key: PrivateKey) -> str:
    return signing.key_id(signing.public_text(key))


def entry(number: int, *, said: str = "") -> Kept:
    salt = sha256(b"salt %d" % number).digest()[:16]
    content = canon.dumps({"day": "2023-09-15", "id": f"n{number}", "said": said})
    leaf = Leaf("notice.posted", "990099001201", "2023-09-15", commit(salt, content))
    return Kept(leaf.to_bytes(), salt, content)


@dataclass
class Log:
    """`copies.Source`. said: what an entry says otherwise than usual, to write another history."""

    key: PrivateKey = field(default_factory=lambda: KEY)
    said: dict[int, str] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    heads: list[SignedHead] = field(default_factory=list)
    witnessed: list[dict[str, Any]] = field(default_factory=list)
    erased: set[int] = field(default_factory=set)
    tiles: Tiles = field(default_factory=lambda: Tiles(lambda level, number: b""))

    def grow(self, count: int, *, is_witnessed: bool = False) -> "Log":
        size = len(self.kept)
        new = [entry(number, said=self.said.get(number, "")) for number in range(size, size + count)]
        self.tiles.append(size, (merkle.leaf_hash(one.leaf) for one in new))
        self.kept += new
        root = merkle.root(self.tiles, len(self.kept))
        at = BEGIN + timedelta(minutes=len(self.heads))
        self.heads.append(heads.sign_head(self.key, origin=ORIGIN, size=len(self.kept), root=root, at=at))
        if is_witnessed:
            signature = signing.sign(WITNESS, self.heads[-1].head.witness_message())
            self.witnessed.append({"signature": signature, "size": len(self.kept), "witness": name_of(WITNESS)})
        return self

    def erase(self, number: int) -> None:
        self.kept[number] = Kept(self.kept[number].leaf, None, None)
        self.erased.add(number // WIDTH)

    def slip(self, number: int) -> Slip:
        """Under the last head."""
        one, last = self.kept[number], self.heads[-1]
        assert one.salt is not None
        assert one.content is not None
        return Slip(
            origin=ORIGIN,
            kind="notice.posted",
            unit="990099001201",
            day=datetime(2023, 9, 15, tzinfo=UTC).date(),
            salt=one.salt,
            content=one.content,
            index=number,
            size=last.head.size,
            path=tuple(merkle.inclusion(self.tiles, number, last.head.size)),
            at=datetime.fromisoformat(last.head.at),
            log=Signed(last.head.key[7:23], last.signature),
        )

    @property
    def keys(self) -> dict[str, str]:
        return {name_of(self.key): signing.public_text(self.key)}

    @property
    def witnesses(self) -> list[dict[str, Any]]:
        public = signing.public_text(WITNESS)
        return [{"key": name_of(WITNESS), "name": "柳溪镇", "public": public, "unit": "990099001"}]

    def tile(self, level: int, number: int) -> bytes:
        return bytes(self.tiles.tile(level, number))

    def entries(self, number: int) -> Sequence[Kept]:
        return self.kept[number * WIDTH : (number + 1) * WIDTH]

    def has_erased(self, number: int) -> bool:
        return number in self.erased

    def copy(self, folder: Path) -> Written:
        return write_copy(folder, self, self.key)


__all__ = ["KEY", "ORIGIN", "WITNESS", "Log", "bundle_bytes", "entry", "name_of"]
