"""docx and xlsx: looked through member by member, packed anew without author, macros or anything fetched from outside.

Refused: macros, embedded programs and objects, links that load by themselves, DDE, XML with its own entities, members
that unpack to far more than they weigh. Emptied: document properties, names of who commented or changed. Pictures
inside lose their traces.
"""

import re
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from fivestar.evidence.cleaning import markup
from fivestar.evidence.cleaning.embedded import without_traces
from fivestar.evidence.cleaning.faults import BROKEN, LOCKED, OTHER_KIND, TOO_LARGE_UNPACKED, TWO_KINDS, Unacceptable
from fivestar.evidence.cleaning.markup import MACROS
from fivestar.foundation.outcome import N_

MAX_MEMBERS = 2_000
MAX_UNPACKED = 200 * 1024**2
_TYPES = "[Content_Types].xml"
_PACKED_ON = (1980, 1, 1, 0, 0, 0)  # the first day a zip can name
_PARTS = N_("文件里嵌着别的文件或对象，请去掉再上传")

_MACRO_NAMES = re.compile(r"vba|macro|activex|\.exe$|\.js$|\.vbs$|customui", re.IGNORECASE)
_PART_NAMES = re.compile(r"(^|/)(embeddings|externallinks|connections|webextensions|ctrlprops)(/|\.xml)", re.IGNORECASE)
_KEPT_SUFFIXES = (".xml", ".rels", ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".emf", ".wmf", ".odttf", ".vml")
_DROPPED_TEXT = {
    "docProps/core.xml": b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties"/>',
    "docProps/app.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"/>',
    "docProps/custom.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'custom-properties"/>',
}
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def kind_of(data: bytes) -> str:
    """`docx` or `xlsx`, by the main part its list of contents declares."""
    with _opened(data) as package:
        try:
            listed = _read(package, package.getinfo(_TYPES))
        except KeyError as missing:
            raise Unacceptable(OTHER_KIND) from missing
    kind = markup.kind_declared(listed)
    if kind is None:
        raise Unacceptable(OTHER_KIND)
    return kind


def clean(data: bytes) -> bytes:
    """Packed anew; members in their order. Raises Unacceptable."""
    out = BytesIO()
    with _opened(data) as package, ZipFile(out, "w", ZIP_DEFLATED) as kept:
        members = package.infolist()
        _refuse_bombs(members)
        for member in members:
            if not member.is_dir():
                _refuse_by_name(member.filename)
                kept.writestr(_plain_member(member.filename), _cleaned(member.filename, _read(package, member)))
    return out.getvalue()


def _opened(data: bytes) -> ZipFile:
    try:
        package = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, OSError) as error:
        raise Unacceptable(BROKEN) from error
    names = [member.filename for member in package.infolist()]
    if len(set(names)) != len(names) or (package.infolist() and min(m.header_offset for m in package.infolist())):
        raise Unacceptable(TWO_KINDS)
    if any(member.flag_bits & 1 for member in package.infolist()):
        raise Unacceptable(LOCKED)
    return package


def _refuse_bombs(members: list[ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Unacceptable(TOO_LARGE_UNPACKED)


def _read(package: ZipFile, member: ZipInfo) -> bytes:
    """At most what the member claims: a lying header ends in a refusal, not in memory."""
    if member.file_size > MAX_UNPACKED:
        raise Unacceptable(TOO_LARGE_UNPACKED)
    try:
        with package.open(member) as stream:
            data = stream.read(member.file_size + 1)
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise Unacceptable(BROKEN) from error
    if len(data) != member.file_size:
        raise Unacceptable(BROKEN)
    return data


def _refuse_by_name(name: str) -> None:
    if name.startswith("/") or "\\" in name or ".." in name.split("/"):
        raise Unacceptable(BROKEN)
    if _MACRO_NAMES.search(name):
        raise Unacceptable(MACROS)
    is_printer = name.lower().endswith(".bin") and "printersettings" in name.lower()
    if _PART_NAMES.search(name) or not (name.lower().endswith(_KEPT_SUFFIXES) or is_printer):
        raise Unacceptable(_PARTS)


def _cleaned(name: str, data: bytes) -> bytes:
    if name in _DROPPED_TEXT:
        return _HEAD + _DROPPED_TEXT[name]
    if name.lower().endswith(".bin"):
        return b""  # a printer's settings name the printer and its owner; the programs do without
    if not name.lower().endswith((".xml", ".rels", ".vml")):
        return without_traces(data)
    return markup.cleaned(name, data)


def _plain_member(name: str) -> ZipInfo:
    member = ZipInfo(name, _PACKED_ON)
    member.compress_type = ZIP_DEFLATED
    return member
