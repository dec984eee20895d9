"""The tree of eight leaves that everybody's implementation is tested with."""

import pytest

from fivestar.foundation.logtree import merkle
from tests.foundation.logtree.trees import CONSISTENCY, INCLUSION, LEAVES, ROOTS, hashes, plain_root, tree


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert merkle.root(tree([]), 0).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_roots_of_all_sizes_are_the_published_ones() -> None:
    whole = tree(LEAVES)

    assert [merkle.root(whole, size).hex() for size in range(1, 9)] == ROOTS
    assert [plain_root(LEAVES[:size]).hex() for size in range(1, 9)] == ROOTS


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_an_inclusion_proof_is_the_published_one(index: int, size: int) -> None:
    path = merkle.inclusion(tree(LEAVES), index, size)

    assert [one.hex() for one in path] == INCLUSION[index, size]
    merkle.check_inclusion(merkle.leaf_hash(LEAVES[index]), index, size, path, bytes.fromhex(ROOTS[size - 1]))


@pytest.mark.parametrize(("first", "second"), CONSISTENCY)
def test_a_consistency_proof_is_the_published_one(first: int, second: int) -> None:
    path = merkle.consistency(tree(LEAVES), first, second)

    assert [one.hex() for one in path] == CONSISTENCY[first, second]
    merkle.check_consistency(first, second, path, *hashes([ROOTS[first - 1], ROOTS[second - 1]]))
