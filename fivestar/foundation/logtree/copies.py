"""A copy of the log in a folder that any web server or stick can carry, written so that a later call adds what is new.

    README.txt          what this is and how to check it, in Chinese and English
    keys.json           public keys by which heads are signed
    heads.jsonl         every head, one to a line
    witnesses.json      townships' keys and their signatures under heads
    tile/<l>/<n>        hashes of the tree        ) C2SP tlog-tiles: a web server that gives these out
    tile/entries/<n>    leaves, 256 to a file     ) serves the log
    tile/content/<n>    content and salt of each leaf, one to a line, or that it was taken out
    manifest.json       SHA-256 of each of these files; manifest.sig: the log's signature under it

The manifest is written last: a copy that was interrupted is told apart, and the next call completes it.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from fivestar.engine import canon
from fivestar.foundation.logtree import signing
from fivestar.foundation.logtree.heads import SignedHead
from fivestar.foundation.logtree.leaves import read_canonical
from fivestar.foundation.logtree.signing import PrivateKey
from fivestar.foundation.logtree.tiles import WIDTH, tile_path, widths

FORMAT = 1
README, KEYS, HEADS, WITNESSES = "README.txt", "keys.json", "heads.jsonl", "witnesses.json"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
TILES = "tile"
_COPY = b"fivestar-log-copy-1\n"
_README = """公开日志的一份副本 / A copy of the public log
演示区的日志带有演示数据。 / The log of a demonstration holds demonstration data.

这里有公开过的每一件事的承诺、日志的树、签过名的日志头和乡镇的见证。谁都可以复制、转发。
核对(不用联网,不用账号):
    fivestar log verify 本文件夹 --head 头文件
“头文件”是您自己留着的日志头:打印件、见证人手里的、或从别处拿到的另一份副本的 heads.jsonl。
只核对文件夹自己,只能看出传输中的损坏;和别处的头对上了,才知道历史没有被改写。

Here are the commitments to everything that was published, the tree of the log, its signed heads and the
townships' signatures under them. Anybody may copy it and pass it on. To check it, without network or account:
    fivestar log verify THIS-FOLDER --head HEAD-FILE
A head file is one you kept yourself: from a print, from a witness, or heads.jsonl of another copy. A folder
checked by itself shows damage; only a head from elsewhere shows that the past was not rewritten.
Layout: C2SP tlog-tiles; hashes: RFC 9162; the fields: docs/reference/log.md of the program.
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry as a copy has it; salt and content are None where they were taken out."""

    leaf: bytes
    salt: bytes | None
    content: bytes | None


class Source(Protocol):
    """Where a copy is made from. The last head is over all entries there are."""

    @property
    def heads(self) -> Sequence[SignedHead]: ...

    @property
    def keys(self) -> Mapping[str, str]: ...

    @property
    def witnesses(self) -> Sequence[Mapping[str, Any]]: ...

    @property
    def witnessed(self) -> Sequence[Mapping[str, Any]]: ...

    def tile(self, level: int, number: int) -> bytes:
        """Its hashes, as many as there are."""
        ...

    def entries(self, number: int) -> Sequence[Kept]:
        """Entries 256·number and on, as many as there are."""
        ...

    def has_erased(self, number: int) -> bool:
        """Was something of that bundle taken out, whenever?"""
        ...


@dataclass(frozen=True, slots=True)
class Written:
    size: int
    written: int
    kept: int


def write_copy(folder: Path, source: Source, key: PrivateKey) -> Written:
    """Adds what the folder lacks, mends what was damaged in it, and removes what is no part of it any more."""
    folder.mkdir(parents=True, exist_ok=True)
    before = _known(folder, source.keys)
    head = source.heads[-1].head
    files: dict[str, str] = {}
    written = 0
    for path, make in _parts(source, head.size):
        is_settled = make.is_settled and before.get(path) is not None and _digest(folder / path) == before[path]
        if is_settled:
            files[path] = before[path]
            continue
        raw = make()
        files[path] = "sha256:" + sha256(raw).hexdigest()
        if _digest(folder / path) != files[path]:
            _write(folder / path, raw)
            written += 1
    manifest = {"files": files, "format": FORMAT, "origin": head.origin, "size": head.size}
    _seal(folder, canon.dumps(manifest) + b"\n", key)
    for path in strangers(folder, files):
        (folder / path).unlink()
    return Written(head.size, written, len(files) - written)


def manifest_message(raw: bytes) -> bytes:
    """What the log signs of a manifest."""
    return _COPY + raw


def read_json(raw: bytes) -> Any:
    """A canonical document and a line feed, nothing else."""
    return read_canonical(raw.removesuffix(b"\n")) if raw.endswith(b"\n") else read_canonical(b"")


def strangers(folder: Path, files: Iterable[str]) -> list[str]:
    """Files among the tiles that the manifest does not know."""
    known = set(files)
    found = (path.relative_to(folder).as_posix() for path in sorted((folder / TILES).rglob("*")) if path.is_file())
    return [path for path in found if path not in known]


def bundle_bytes(entries: Sequence[Kept]) -> bytes:
    """Leaves, each behind its length in two bytes."""
    return b"".join(len(one.leaf).to_bytes(2, "big") + one.leaf for one in entries)


def content_bytes(entries: Sequence[Kept]) -> bytes:
    return b"".join(_content_line(one) + b"\n" for one in entries)


def lines(documents: Iterable[bytes]) -> bytes:
    return b"".join(one + b"\n" for one in documents)


@dataclass(frozen=True, slots=True)
class _Part:
    """is_settled: its bytes can never change any more, unless a content is taken out."""

    make: "Any"
    is_settled: bool = False

    def __call__(self) -> bytes:
        raw: bytes = self.make()
        return raw


def _parts(source: Source, size: int) -> Iterable[tuple[str, _Part]]:
    yield README, _Part(_README.encode)
    yield KEYS, _Part(lambda: _document({"keys": dict(source.keys)}))
    yield HEADS, _Part(lambda: lines(head.to_bytes() for head in source.heads))
    yield (
        WITNESSES,
        _Part(lambda: _document({"signatures": list(source.witnessed), "witnesses": list(source.witnesses)})),
    )
    for (level, number), width in widths(size):
        yield (
            tile_path(level, number, width),
            _Part(
                lambda level=level, number=number, width=width: source.tile(level, number)[: width * 32], width == WIDTH
            ),
        )
        if level == 0:
            yield (
                tile_path("entries", number, width),
                _Part(lambda number=number, width=width: bundle_bytes(source.entries(number)[:width]), width == WIDTH),
            )
            yield (
                tile_path("content", number, width),
                _Part(
                    lambda number=number, width=width: content_bytes(source.entries(number)[:width]),
                    width == WIDTH and not source.has_erased(number),
                ),
            )


def _document(fields: Mapping[str, Any]) -> bytes:
    return canon.dumps({**fields, "format": FORMAT}) + b"\n"


def _content_line(one: Kept) -> bytes:
    if one.content is None or one.salt is None:
        return b'{"erased":true}'
    # Both keys in their order: canonical without reading the content again.
    return b'{"content":' + one.content + b',"salt":"' + signing.to_text(one.salt).encode() + b'"}'


def _known(folder: Path, keys: Mapping[str, str]) -> dict[str, str]:
    """What the folder's manifest says of its files, when the log signed it."""
    try:
        raw = (folder / MANIFEST).read_bytes()
        sealed = read_json((folder / SIGNATURE).read_bytes())
        signing.check(keys[sealed["key"]], manifest_message(raw), sealed["signature"])
        files: dict[str, str] = read_json(raw)["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return files


def _seal(folder: Path, manifest: bytes, key: PrivateKey) -> None:
    name = signing.key_id(signing.public_text(key))
    signature = signing.sign(key, manifest_message(manifest))
    _write(folder / MANIFEST, manifest)
    _write(folder / SIGNATURE, canon.dumps({"key": name, "signature": signature}) + b"\n")


def _digest(file: Path) -> str | None:
    try:
        return "sha256:" + sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None


def _write(file: Path, raw: bytes) -> None:
    """Whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.part")
    draft.write_bytes(raw)
    os.replace(draft, file)
