"""The door: size, kind by content, then the cleaner of that kind."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from zipfile import is_zipfile

from fivestar.evidence.cleaning import office, pdf, pictures
from fivestar.evidence.cleaning.faults import OTHER_KIND, TWO_KINDS, Unacceptable
from fivestar.evidence.fingerprints import Fingerprint
from fivestar.foundation.outcome import N_

MAX_BYTES = 20 * 1024**2
_PDF_HEAD = 1024  # readers accept a PDF that begins anywhere in here


class Kind(StrEnum):
    """Named as the suffix under which a file is given back."""

    JPG = "jpg"
    PNG = "png"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is kept. `fingerprint` only of pictures."""

    kind: Kind
    data: bytes
    fingerprint: Fingerprint | None = None


def clean(data: bytes) -> Cleaned:
    """Raises Unacceptable: too large, of another kind, damaged, locked, or with something in it that could run."""
    if len(data) > MAX_BYTES:
        raise Unacceptable(N_("文件超过 {limit} MB"), limit=MAX_BYTES // 1024**2)
    kind = kind_of(data)
    cleaned = _CLEANERS[kind](data)
    if len(cleaned.data) > MAX_BYTES:
        raise Unacceptable(N_("文件超过 {limit} MB"), limit=MAX_BYTES // 1024**2)
    return cleaned


def kind_of(data: bytes) -> Kind:
    """By the first bytes; a file that is two kinds at once is refused."""
    if not data:
        raise Unacceptable(N_("文件是空的"))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unacceptable(N_("这是加了密码的文件，或旧格式的 doc、xls；请去掉密码，另存为 docx、xlsx 或 pdf"))
    if data.startswith(b"PK\x03\x04"):
        if b"%PDF-" in data[:_PDF_HEAD]:
            raise Unacceptable(TWO_KINDS)
        return Kind(office.kind_of(data))
    if is_zipfile(BytesIO(data)):
        raise Unacceptable(TWO_KINDS)
    if data.startswith(b"%PDF-"):
        return Kind.PDF
    if b"%PDF-" in data[:_PDF_HEAD]:
        raise Unacceptable(TWO_KINDS)
    if data.startswith(b"\xff\xd8\xff"):
        return Kind.JPG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    raise Unacceptable(OTHER_KIND)


def _picture(kind: Kind) -> Callable[[bytes], Cleaned]:
    def cleaner(data: bytes) -> Cleaned:
        picture = pictures.clean(data, "JPEG" if kind == Kind.JPG else "PNG")
        return Cleaned(kind, picture.data, picture.fingerprint)

    return cleaner


_CLEANERS: dict[Kind, Callable[[bytes], Cleaned]] = {
    Kind.JPG: _picture(Kind.JPG),
    Kind.PNG: _picture(Kind.PNG),
    Kind.PDF: lambda data: Cleaned(Kind.PDF, pdf.clean(data)),
    Kind.DOCX: lambda data: Cleaned(Kind.DOCX, office.clean(data)),
    Kind.XLSX: lambda data: Cleaned(Kind.XLSX, office.clean(data)),
}
