"""Files that hang with a notice: cleaned before anything is kept, and nobody's until whoever posts says he looked.

What stands in a picture or a scan no program here reads: the poster says that nothing personal is in it, and that he
said so is on record. Only the cleaned copy is kept; what was brought is nowhere.

Refused
└── UnableToEnclose   too many, too large, of another kind, damaged, or nobody looked; `column` names the field
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from unicodedata import category, normalize

from fivestar.evidence import cleaning, storage
from fivestar.foundation.clock import legal_day
from fivestar.foundation.ids import new_public_id
from fivestar.foundation.outcome import N_, Refused
from fivestar.notices.judging import MAX_FILE_BYTES, MAX_FILES

_PUBLIC_KINDS = (cleaning.Kind.JPG, cleaning.Kind.PNG, cleaning.Kind.PDF)
_NAME_LENGTH = 100


class UnableToEnclose(Refused):
    """Nothing was kept."""

    def __init__(self, column: str, message_id: str, /, **values: object) -> None:
        self.column = column
        super().__init__(message_id, **values)


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as the poster's device gave it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """Its cleaned copy, lying under `key`. given: SHA-256 of what was brought."""

    public_id: str
    name: str
    kind: str
    bytes: int
    sha256: str
    given: str
    key: str


def keep(files: Sequence[Brought], *, is_looked_through: bool, at: datetime) -> list[Kept]:
    """Cleans all of them before one is kept. Raises UnableToEnclose."""
    if not files:
        return []
    if len(files) > MAX_FILES:
        raise UnableToEnclose("enclosed", N_("附件最多 {most} 份"), most=MAX_FILES)
    cleaned = [_cleaned(file) for file in files]
    if not is_looked_through:
        raise UnableToEnclose(
            "looked_through", N_("图片和扫描件里的字系统查不了：请把附件逐份看过，确认没有个人信息，再勾上这一项")
        )
    kept: list[Kept] = []
    try:
        for file, one in zip(files, cleaned, strict=True):
            public_id = new_public_id()
            key = storage.keep(f"notices/{legal_day(at).year}/{public_id}.{one.kind}", one.data)
            name = _plain_name(file.name, one.kind)
            digests = storage.digest(one.data), storage.digest(file.data)
            kept.append(Kept(public_id, name, one.kind.value, len(one.data), *digests, key))
    except storage.StorageFails as fails:
        drop(kept)
        raise UnableToEnclose("enclosed", N_("文件库现在存不了东西，文件没有收下，请稍后再传")) from fails
    return kept


def drop(kept: Sequence[Kept]) -> None:
    """Of an act that did not come about."""
    for one in kept:
        storage.drop(one.key)


def _cleaned(file: Brought) -> cleaning.Cleaned:
    if len(file.data) > MAX_FILE_BYTES:
        raise UnableToEnclose("enclosed", N_("文件超过 {limit} MB"), limit=MAX_FILE_BYTES // 1024**2)
    try:
        found = cleaning.clean(file.data)
    except cleaning.Unacceptable as fault:
        raise UnableToEnclose("enclosed", fault.message_id, **fault.values) from None
    if found.kind not in _PUBLIC_KINDS:
        # Hidden sheets and old versions of a sentence travel in them; a table is read, scanned and masked in its field.
        raise UnableToEnclose("enclosed", N_("附件只收 jpg、png、pdf；表格请放进上面的表格栏，那里会查个人信息"))
    return found


def _plain_name(name: str, kind: cleaning.Kind) -> str:
    last = PurePosixPath(normalize("NFC", name).replace("\\", "/")).name
    shown = "".join(sign for sign in last if category(sign)[0] != "C").strip(" .")
    return f"{(shown.rpartition('.')[0] or shown)[:_NAME_LENGTH] or 'file'}.{kind}"
