"""Checking a copy: every byte against the signed manifest, every leaf against the tree, the tree against every head.

The manifest shows damage; tree and heads hold even against whoever can sign. Nothing here needs a database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from fivestar.foundation.logtree import copies, merkle, signing
from fivestar.foundation.logtree.given import Given
from fivestar.foundation.logtree.heads import Head, SignedHead, UnreadableHead, read_head, root_text
from fivestar.foundation.logtree.leaves import UnreadableLeaf, commit, read_canonical, read_leaf
from fivestar.foundation.logtree.signing import BadKey, BadSignature
from fivestar.foundation.logtree.tiles import WIDTH, Tiles, tile_path, widths

WHAT = (
    "missing",  # a file is not there
    "changed",  # its bytes are others than the manifest says
    "stranger",  # among the tiles, and the manifest does not know it
    "unreadable",
    "signature",  # is none of the key it names, or a witness's stands under a head twice
    "leaf",  # an entry whose leaf is not the one in the tree
    "content",  # an entry whose content is not the one committed to
    "tree",  # a tile that does not follow from the leaves
    "root",  # a head of the copy over another tree
    "order",  # a head earlier or smaller than the one before; a given one between whose neighbours it cannot lie
    "forged",  # a given head with the log's name and without its signature
    "contradicts",  # a given head over another tree
    "beyond",  # a given head over more entries than the copy has
)


class NoCopy(ValueError):  # noqa: N818 -- says what it is
    """The folder is no copy of a log."""


@dataclass(frozen=True, slots=True)
class Fault:
    """place: a file of the copy, or where a given head came from. entry: its number, where it is about one."""

    what: str
    place: str
    entry: int | None = None


@dataclass(slots=True)
class Checked:
    """How the copy stands. witnesses: names of the units whose signature stands under the last head."""

    size: int = 0
    origin: str = ""
    root: str = ""
    at: str = ""
    erased: int = 0
    keys: Mapping[str, str] = field(default_factory=dict)
    witnesses: tuple[str, ...] = ()
    faults: list[Fault] = field(default_factory=list)


def keys_of(folder: Path) -> dict[str, str]:
    """Public keys by name, each under its own name; none when they cannot be read."""
    try:
        keys: dict[str, str] = copies.read_json((folder / copies.KEYS).read_bytes())["keys"]
        is_whole = all(signing.key_id(public) == name for name, public in keys.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return keys if is_whole else {}


def check_copy(folder: Path, given: Sequence[Given] = ()) -> Checked:
    """Everything that is wrong with it, in the order of the layout. Raises NoCopy when there is nothing to check."""
    if not any((folder / name).is_file() for name in (copies.MANIFEST, copies.KEYS, copies.HEADS)):
        raise NoCopy(f"{folder}: no copy of a log")
    found = Checked(keys=keys_of(folder))
    if not found.keys:
        found.faults.append(Fault("unreadable", copies.KEYS))
        return found
    _check_files(folder, found)
    heads = _check_heads(folder, found)
    if heads:
        last = heads[-1].head
        found.size, found.origin, found.root, found.at = last.size, last.origin, last.root, last.at
    tiles = _check_entries(folder, found)
    _check_tiles(folder, tiles, found)
    for number, signed in enumerate(heads, 1):
        if _root(tiles, signed.head.size) != signed.head.root:
            found.faults.append(Fault("root", f"{copies.HEADS}:{number}"))
    _check_witnesses(folder, heads, found)
    _check_given(given, heads, tiles, found)
    return found


def _check_files(folder: Path, found: Checked) -> None:
    try:
        raw = (folder / copies.MANIFEST).read_bytes()
        sealed = copies.read_json((folder / copies.SIGNATURE).read_bytes())
        signing.check(found.keys[sealed["key"]], copies.manifest_message(raw), sealed["signature"])
        files: dict[str, str] = copies.read_json(raw)["files"]
    except (OSError, ValueError, KeyError, TypeError) as unfit:
        found.faults.append(Fault("missing" if isinstance(unfit, OSError) else "signature", copies.MANIFEST))
        return
    for path, digest in files.items():
        raw_of = _raw(folder, path)
        if raw_of is None:
            found.faults.append(Fault("missing", path))
        elif "sha256:" + sha256(raw_of).hexdigest() != digest:
            found.faults.append(Fault("changed", path))
    found.faults += [Fault("stranger", path) for path in copies.strangers(folder, files)]


def _check_heads(folder: Path, found: Checked) -> list[SignedHead]:
    heads: list[SignedHead] = []
    for number, line in enumerate((_raw(folder, copies.HEADS) or b"").splitlines(), 1):
        place = f"{copies.HEADS}:{number}"
        try:
            signed = read_head(line)
            signed.check(found.keys)
        except UnreadableHead:
            found.faults.append(Fault("unreadable", place))
            continue
        except (BadSignature, BadKey):
            found.faults.append(Fault("signature", place))
            continue
        before = heads[-1].head if heads else None
        if before and (signed.head.size <= before.size or signed.head.at < before.at):
            found.faults.append(Fault("order", place))
        heads.append(signed)
    if not heads:
        found.faults.append(Fault("unreadable", copies.HEADS))
    return heads


def _check_entries(folder: Path, found: Checked) -> Tiles:
    """The tree that follows from the leaves; as far as they can be read."""
    tiles = Tiles(lambda level, number: b"")
    for (level, number), width in widths(found.size):
        if level == 0 and not _check_bundle(folder, number, width, tiles, found):
            break  # what comes after it has no place any more
    return tiles


def _check_bundle(folder: Path, number: int, width: int, tiles: Tiles, found: Checked) -> bool:
    path = tile_path("entries", number, width)
    leaves = _leaves(_raw(folder, path) or b"")
    if leaves is None or len(leaves) != width:
        found.faults.append(Fault("unreadable", path))
        return False
    hashes = [merkle.leaf_hash(leaf) for leaf in leaves]
    kept = _raw(folder, tile_path(0, number, width)) or b""
    for place, one in enumerate(hashes):
        if kept[place * 32 : place * 32 + 32] != one:
            found.faults.append(Fault("leaf", path, number * WIDTH + place))
    tiles.append(number * WIDTH, hashes)
    _check_contents(folder, number, leaves, found)
    return True


def _check_contents(folder: Path, number: int, leaves: list[bytes], found: Checked) -> None:
    path = tile_path("content", number, len(leaves))
    kept = (_raw(folder, path) or b"").split(b"\n")
    if len(kept) != len(leaves) + 1:
        found.faults.append(Fault("unreadable", path))
    for place, (leaf, line) in enumerate(zip(leaves, kept, strict=False)):
        entry = number * WIDTH + place
        if line == b'{"erased":true}':
            found.erased += 1
        elif not _holds(leaf, line):
            found.faults.append(Fault("content", path, entry))


def _holds(leaf: bytes, line: bytes) -> bool:
    try:
        document = read_canonical(line)
        content = line[len(b'{"content":') : line.rindex(b',"salt":')]
        return read_leaf(leaf).commitment == commit(signing.from_text(document["salt"]), content)
    except (UnreadableLeaf, ValueError, KeyError, TypeError):
        return False


def _check_tiles(folder: Path, tiles: Tiles, found: Checked) -> None:
    for (level, number), width in widths(found.size):
        path = tile_path(level, number, width)
        made = bytes(tiles.tile(level, number))[: width * 32]
        if made and _raw(folder, path) != made and Fault("missing", path) not in found.faults:
            found.faults.append(Fault("tree", path))


def _check_witnesses(folder: Path, heads: Sequence[SignedHead], found: Checked) -> None:
    by_size = {signed.head.size: signed.head for signed in heads}
    last = heads[-1].head.size if heads else 0
    under: list[str] = []
    try:
        document: dict[str, Any] = copies.read_json(_raw(folder, copies.WITNESSES) or b"")
        known = {one["key"]: one for one in document["witnesses"]}
        if len({(one["witness"], one["size"]) for one in document["signatures"]}) != len(document["signatures"]):
            raise BadSignature("a witness's signature stands there twice")
        if any(signing.key_id(one["public"]) != name for name, one in known.items()):
            raise BadKey("a witness's key does not have the name it should")
        for one in document["signatures"]:
            witness = known[one["witness"]]
            signing.check(witness["public"], by_size[one["size"]].witness_message(), one["signature"])
            under += [witness["name"]] if one["size"] == last else []
    except (BadSignature, BadKey):
        found.faults.append(Fault("signature", copies.WITNESSES))
    except (ValueError, KeyError, TypeError):
        found.faults.append(Fault("unreadable", copies.WITNESSES))
    found.witnesses = tuple(dict.fromkeys(under))  # a township with a new key is one witness still


def _check_given(given: Sequence[Given], heads: Sequence[SignedHead], tiles: Tiles, found: Checked) -> None:
    for one in given:
        if one.is_forged:
            found.faults.append(Fault("forged", one.source))
        elif one.size > found.size:
            found.faults.append(Fault("beyond", one.source))
        elif _root(tiles, one.size) != one.root:
            found.faults.append(Fault("contradicts", one.source))
        elif any(_is_out_of_order(one, signed.head) for signed in heads):
            found.faults.append(Fault("order", one.source))


def _is_out_of_order(given: Given, head: Head) -> bool:
    """A log that only grows signs no smaller head later, and of one size only one. at: "" where it was noted only."""
    if not given.at or (given.size, given.at) == (head.size, head.at):
        return False
    return given.size == head.size or (given.at < head.at if given.size > head.size else given.at > head.at)


def _root(tiles: Tiles, size: int) -> str | None:
    try:
        return root_text(merkle.root(tiles, size))
    except LookupError:
        return None


def _leaves(raw: bytes) -> list[bytes] | None:
    found, at = [], 0
    while at < len(raw):
        begin = at + 2
        at = begin + int.from_bytes(raw[at:begin], "big")
        found.append(raw[begin:at])
    return found if at == len(raw) else None


def _raw(folder: Path, path: str) -> bytes | None:
    """SECURITY: a manifest is somebody else's; a path that leads out of the folder is not followed."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts:
        return None
    try:
        return (folder / parts).read_bytes()
    except (OSError, ValueError):
        return None
