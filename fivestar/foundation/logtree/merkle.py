"""The tree of RFC 9162, section 2.1: hashes, proofs that an entry is in it and that it only grew, and checking both.

A leaf's hash is SHA-256(0x00 ‖ leaf), a node's SHA-256(0x01 ‖ left ‖ right). Proofs are made from any source of perfect
subtrees (`Nodes`), so that a tree of a million entries is never read whole.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Protocol

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


class BrokenProof(ValueError):  # noqa: N818 -- says what it is
    """The proof does not lead where it says."""


class Nodes(Protocol):
    """Where hashes of perfect subtrees come from."""

    def node(self, level: int, index: int) -> bytes:
        """Of the leaves `index · 2^level` up to `(index + 1) · 2^level`; all of them must be there."""
        ...


def leaf_hash(leaf: bytes) -> bytes:
    return sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def fold(hashes: bytes) -> bytes:
    """The node over 1, 2, 4, 8 … hashes that stand one after another."""
    row = [hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES)]
    while len(row) > 1:
        row = [node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def root(nodes: Nodes, size: int) -> bytes:
    """The tree's root when it had that many leaves."""
    return _range(nodes, 0, size) if size else EMPTY_ROOT


def inclusion(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """PATH of section 2.1.3.1: what leads from the leaf up to the root of that size, from the bottom up."""
    if not 0 <= index < size:
        raise ValueError(f"there is no leaf {index} in a tree of {size}")
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_range(nodes, middle, end))
            end = middle
        else:
            path.append(_range(nodes, start, middle))
            start = middle
    return path[::-1]


def consistency(nodes: Nodes, first: int, second: int) -> list[bytes]:
    """PROOF of section 2.1.4.1: that the tree of `second` leaves begins with the tree of `first`."""
    if not 0 <= first <= second:
        raise ValueError(f"a tree of {second} does not grow out of one of {first}")
    if first in (0, second):
        return []
    start, end, path, is_whole = 0, second, [], True
    while first != end:
        middle = start + _split(end - start)
        if first <= middle:
            path.append(_range(nodes, middle, end))
            end = middle
        else:
            path.append(_range(nodes, start, middle))
            start, is_whole = middle, False
    # The old root itself is known to whoever checks: it is left out.
    return ([] if is_whole else [_range(nodes, start, end)]) + path[::-1]


def root_of_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root to which the proof leads from a leaf's hash; section 2.1.3.2. Raises BrokenProof when it cannot fit."""
    if not 0 <= index < size:
        raise BrokenProof(f"there is no leaf {index} in a tree of {size}")
    found = leaf
    for other, is_left in _turns(index, size - 1, path):
        found = node_hash(other, found) if is_left else node_hash(found, other)
    return found


def check_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], expected: bytes) -> None:
    """Raises BrokenProof unless the leaf with that hash stands at that place under that root."""
    if root_of_inclusion(leaf, index, size, path) != expected:
        raise BrokenProof("the proof leads to another root")


def check_consistency(first: int, second: int, path: Sequence[bytes], first_root: bytes, second_root: bytes) -> None:
    """Raises BrokenProof unless the second tree begins with the first; section 2.1.4.2."""
    if not 0 <= first <= second:
        raise BrokenProof(f"a tree of {second} does not grow out of one of {first}")
    if first in (0, second):
        same = first_root == (second_root if first == second else EMPTY_ROOT)
        if path or not same:
            raise BrokenProof("two trees of one size have two roots, or the proof is too long")
        return
    hashes = [first_root, *path] if first & (first - 1) == 0 else list(path)
    if not hashes:
        raise BrokenProof("the proof is too short")
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = hashes[0]
    for other, is_left in _turns(place, last, hashes[1:]):
        old = node_hash(other, old) if is_left else old
        new = node_hash(other, new) if is_left else node_hash(new, other)
    if old != first_root or new != second_root:
        raise BrokenProof("the proof leads to other roots")


def _turns(place: int, last: int, path: Sequence[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each hash of the path, and whether it stands to the left; the path must reach the root exactly."""
    for other in path:
        if last == 0 or len(other) != HASH_BYTES:
            raise BrokenProof("the proof is too long, or holds something that is no hash")
        is_left = bool(place & 1) or place == last
        yield other, is_left
        while is_left and place and not place & 1:
            place, last = place >> 1, last >> 1
        place, last = place >> 1, last >> 1
    if last != 0:
        raise BrokenProof("the proof is too short")


def _split(count: int) -> int:
    """The largest power of two below `count`, which is above one."""
    return 1 << (count - 1).bit_length() - 1


def _range(nodes: Nodes, start: int, end: int) -> bytes:
    """Root of the leaves from `start` to `end`; `start` is aligned, as in every split of a tree."""
    count = end - start
    level = count.bit_length() - 1
    if count == 1 << level:
        return nodes.node(level, start >> level)
    middle = start + _split(count)
    return node_hash(_range(nodes, start, middle), _range(nodes, middle, end))
