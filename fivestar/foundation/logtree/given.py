"""Heads that somebody kept outside the log: the file of one, all of another copy, the code of a print, a noted line."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fivestar.foundation.logtree.heads import SignedHead, UnreadableHead, read_head
from fivestar.foundation.logtree.merkle import BrokenProof
from fivestar.foundation.logtree.signing import BadKey, BadSignature
from fivestar.foundation.logtree.slips import Slip, UnreadableSlip, read_slip

MOST_BYTES = 64 * 1024**2


class UnreadableGiven(ValueError):  # noqa: N818 -- says what it is
    """Nothing in the file is a head."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is said of the log at a size. source: file and line; how: `signed`, or `noted` where only size and root are.

    is_forged: it claims the log's signature and has none.
    """

    source: str
    size: int
    root: str
    at: str = ""
    how: str = "signed"
    is_forged: bool = False


def read_given(file: Path, keys: Mapping[str, str]) -> list[Given]:
    """Everything in it. keys: the log's, by name. Raises UnreadableGiven."""
    try:
        raw = file.read_bytes()[:MOST_BYTES]
        lines = raw.decode("utf-8").split()  # neither heads, codes nor noted lines have a blank in them
    except (OSError, UnicodeDecodeError) as unreadable:
        raise UnreadableGiven(f"{file}: {unreadable}") from unreadable
    if not lines:
        raise UnreadableGiven(f"{file}: empty")
    return [
        _read(line, f"{file}:{number}" if len(lines) > 1 else str(file), keys) for number, line in enumerate(lines, 1)
    ]


def _read(line: str, source: str, keys: Mapping[str, str]) -> Given:
    size, _, root = line.partition(":")
    if size.isascii() and size.isdecimal() and root.startswith("sha256:") and len(root) == 71:
        return Given(source, int(size), root, how="noted")
    try:
        if line.startswith("{"):
            return _of_head(read_head(line.encode()), source, keys)
        return _of_slip(read_slip(line.rpartition("#")[2]), source, keys)
    except (UnreadableHead, UnreadableSlip) as unreadable:
        raise UnreadableGiven(f"{source}: {unreadable}") from unreadable


def _of_head(signed: SignedHead, source: str, keys: Mapping[str, str]) -> Given:
    try:
        signed.check(keys)
        is_forged = False
    except (BadSignature, BadKey):
        is_forged = True
    return Given(source, signed.head.size, signed.head.root, signed.head.at, is_forged=is_forged)


def _of_slip(slip: Slip, source: str, keys: Mapping[str, str]) -> Given:
    try:
        head = slip.check(keys)
    except (BadSignature, BadKey, BrokenProof):
        return Given(source, slip.size, "", is_forged=True)
    return Given(source, head.size, head.root, head.at)
