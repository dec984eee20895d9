"""The sealer: gives what waits its places in the tree and signs a head over it, all in one transaction.

Every entry with a place lies under a signed head, and every head over entries that are there: whoever kills the sealer
finds the log as it was before or as it should be after. A tree that no longer leads to the last head is never signed
on: then somebody changed it, and the work stops until a person has looked.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from fivestar.foundation.logtree import heads, merkle, signing
from fivestar.foundation.logtree.leaves import Leaf
from fivestar.foundation.logtree.signing import PrivateKey
from fivestar.foundation.logtree.tiles import MissingNode, Tiles
from fivestar.foundation.publiclog.keys import log_key
from fivestar.foundation.publiclog.models import LogEntry, LogHead, LogKey, LogTile
from fivestar.foundation.writing import insert, update

ENTRIES_A_SEALING = 1000


class TreeBroken(RuntimeError):  # noqa: N818 -- says what it is
    """The kept tree does not lead to the last signed head."""


def seal_pending(*, at: datetime) -> int:
    """How many were sealed. at: the machine's time. Two sealers at once do no harm: the second finds nothing."""
    sealed = 0
    while count := _seal_some(at):
        sealed += count
    return sealed


def leaf_of(entry: LogEntry) -> bytes:
    return Leaf(entry.kind, entry.unit, entry.day.isoformat(), entry.commitment).to_bytes()


def kept_tiles() -> Tiles:
    """The tree as the database has it, read as far as it is needed."""
    return Tiles(_read_tile)


@transaction.atomic
def _seal_some(at: datetime) -> int:
    pending = LogEntry.objects.select_for_update().filter(number__isnull=True).order_by("id")
    waiting = list(pending.only("kind", "unit", "day", "commitment")[:ENTRIES_A_SEALING])
    if not waiting:
        return 0
    # Read the end of the log only after the entries are ours: another sealer may just have moved it.
    last = LogHead.objects.order_by("-size").first()
    size, tiles = last.size if last else 0, kept_tiles()
    if last is not None:
        _follow(tiles, last)
    for number, entry in enumerate(waiting, size):
        entry.number = number
    tiles.append(size, (merkle.leaf_hash(leaf_of(entry)) for entry in waiting))
    update(waiting, ["number"])
    _keep(tiles)
    grown = size + len(waiting)
    _sign(log_key(), grown, merkle.root(tiles, grown), last, at)
    return len(waiting)


def _follow(tiles: Tiles, last: LogHead) -> None:
    try:
        root = heads.root_text(merkle.root(tiles, last.size))
    except MissingNode as missing:
        raise TreeBroken(f"the tree of {last.size} entries is cut off: {missing}") from missing
    if root != last.root:
        raise TreeBroken(f"the tree of {last.size} entries leads to another root than the head signed over it")


def _sign(key: PrivateKey, size: int, root: bytes, last: LogHead | None, at: datetime) -> None:
    """A head is never earlier than the one before it, even when the machine's clock was set back."""
    moment = max(at.replace(microsecond=0), last.at) if last else at.replace(microsecond=0)
    origin = last.origin if last else settings.ORIGIN.split("//")[1]
    signed = heads.sign_head(key, origin=origin, size=size, root=root, at=moment)
    known, _ = LogKey.objects.get_or_create(
        name=signed.head.key, defaults={"public": signing.public_text(key), "since": moment}
    )
    insert(LogHead(origin=origin, size=size, root=signed.head.root, at=moment, key=known, signature=signed.signature))


def _read_tile(level: int, number: int) -> bytes:
    row = LogTile.objects.filter(level=level, number=number).values_list("hashes", flat=True).first()
    return bytes(row) if row else b""


def _keep(tiles: Tiles) -> None:
    there = _rows(tiles.changed)
    grown, new = [], []
    for level, number in tiles.changed:
        row = there.get((level, number))
        hashes = bytes(tiles.tile(level, number))
        if row is None:
            new.append(LogTile(level=level, number=number, hashes=hashes))
        else:
            row.hashes = hashes
            grown.append(row)
    update(grown, ["hashes"])
    for row in new:
        insert(row)


def _rows(places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], LogTile]:
    """Those of them that are there; of each level only the first touched can be."""
    first: dict[int, int] = {}
    for level, number in places:
        first[level] = min(first.get(level, number), number)
    found: dict[tuple[int, int], LogTile] = {}
    for level, number in first.items():
        row = LogTile.objects.filter(level=level, number=number).first()
        if row is not None:
            found[level, number] = row
    return found
