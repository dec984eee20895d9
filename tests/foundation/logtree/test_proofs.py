"""Proofs of any tree hold, and nothing near them does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivestar.foundation.logtree import merkle
from fivestar.foundation.logtree.merkle import BrokenProof
from fivestar.foundation.logtree.tiles import WIDTH, MissingNode, Tiles, tile_path, widths
from tests.foundation.logtree.trees import plain_root, tree

SIZES = st.one_of(st.integers(1, 40), st.integers(1, 3 * WIDTH), st.sampled_from([255, 256, 257, 511, 512, 513]))


def leaves(size: int) -> list[bytes]:
    return [str(number).encode() for number in range(size)]


@given(SIZES)
def test_tiles_give_the_root_that_the_definition_gives(size: int) -> None:
    assert merkle.root(tree(leaves(size)), size) == plain_root(leaves(size))


@given(st.data())
def test_every_leaf_is_proven_and_no_other_place_size_or_root(data: st.DataObject) -> None:
    size = data.draw(SIZES)
    index = data.draw(st.integers(0, size - 1))
    whole = tree(leaves(size))
    leaf, root, path = (
        merkle.leaf_hash(str(index).encode()),
        merkle.root(whole, size),
        merkle.inclusion(whole, index, size),
    )

    merkle.check_inclusion(leaf, index, size, path, root)
    others = [
        (merkle.leaf_hash(b"other"), index, size, path, root),
        (leaf, index, size, path, merkle.leaf_hash(b"other")),
        (leaf, index, size, [*path, root], root),
        (leaf, index, size, [root, *path], root),
        (leaf, index, size, [*path, b""], root),
        (leaf, size, size, path, root),
        (leaf, -1, size, path, root),
    ]
    others += [(leaf, other, size, path, root) for other in {index ^ 1, index ^ 2, index + 1} if other != index]
    for at, one in enumerate(path):
        flipped = bytes([one[0] ^ 8]) + one[1:]
        others.append((leaf, index, size, [*path[:at], flipped, *path[at + 1 :]], root))
        others.append((leaf, index, size, [*path[:at], *path[at + 1 :]], root))
    for other in others:
        with pytest.raises(BrokenProof):
            merkle.check_inclusion(*other)


@given(st.data())
def test_growth_is_proven_and_a_rewritten_past_is_not(data: st.DataObject) -> None:
    second = data.draw(SIZES)
    first = data.draw(st.integers(1, second))
    touched = data.draw(st.integers(0, first - 1))
    whole = tree(leaves(second))
    old, new, path = merkle.root(whole, first), merkle.root(whole, second), merkle.consistency(whole, first, second)
    rewritten = leaves(second)
    rewritten[touched] = b"another past"
    other = tree(rewritten)

    merkle.check_consistency(first, second, path, old, new)
    others = [
        (first, second, merkle.consistency(other, first, second), old, merkle.root(other, second)),
        (first, second, [*path, new], old, new),
        (first, second, path, merkle.leaf_hash(b""), new),
        (first, second, path, old, merkle.leaf_hash(b"")),
        (second + 1, second, path, old, new),
    ]
    for at, one in enumerate(path):
        flipped = bytes([one[0] ^ 16]) + one[1:]
        others.append((first, second, [*path[:at], flipped, *path[at + 1 :]], old, new))
        others.append((first, second, [*path[:at], *path[at + 1 :]], old, new))
    for refused in others:
        with pytest.raises(BrokenProof):
            merkle.check_consistency(*refused)


def test_a_tree_that_began_empty_has_nothing_to_prove() -> None:
    whole = tree(leaves(3))

    assert merkle.consistency(whole, 0, 3) == []
    merkle.check_consistency(0, 3, [], merkle.EMPTY_ROOT, merkle.root(whole, 3))
    with pytest.raises(BrokenProof, match="too long"):
        merkle.check_consistency(0, 3, [merkle.EMPTY_ROOT], merkle.EMPTY_ROOT, merkle.root(whole, 3))


@pytest.mark.parametrize(("index", "size"), [(3, 3), (-1, 3), (0, 0)])
def test_a_leaf_that_is_not_there_has_no_proof(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="there is no leaf"):
        merkle.inclusion(tree(leaves(3)), index, size)


def test_a_tree_does_not_shrink() -> None:
    with pytest.raises(ValueError, match="does not grow"):
        merkle.consistency(tree(leaves(3)), 3, 2)


@given(st.integers(1, 600), st.integers(1, 600))
def test_appending_in_two_goes_is_appending_in_one(first: int, more: int) -> None:
    kept = {place: bytes(whole.tile(*place)) for whole in [tree(leaves(first))] for place, _ in widths(first)}
    grown = Tiles(lambda level, number: kept.get((level, number), b""))
    grown.append(first, map(merkle.leaf_hash, leaves(first + more)[first:]))
    at_once = tree(leaves(first + more))

    assert merkle.root(grown, first + more) == merkle.root(at_once, first + more)
    assert {place: len(at_once.tile(*place)) // 32 for place in at_once.changed} == dict(widths(first + more))


def test_a_missing_tile_is_named() -> None:
    empty = Tiles(lambda level, number: b"")

    with pytest.raises(MissingNode, match="tile 0/1 is missing"):
        empty.node(0, 300)
    with pytest.raises(MissingNode, match="tile 0/0 is missing"):
        empty.append(7, [b"x" * 32])


def test_tiles_lie_where_tlog_tiles_lays_them() -> None:
    assert tile_path(0, 1234067, 256) == "tile/0/x001/x234/067"
    assert tile_path(1, 7, 3) == "tile/1/007.p/3"
    assert tile_path("entries", 1000, 256) == "tile/entries/x001/000"
    assert [(place, width) for place, width in widths(70_000) if width < 256] == [
        ((0, 273), 112),
        ((1, 1), 17),
        ((2, 0), 1),
    ]
