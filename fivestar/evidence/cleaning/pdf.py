"""PDF: its pages written anew, without document properties, author, attachments or anything that runs.

Refused: locked files, scripts, programs to launch, files inside, XFA forms, films. Left out: comments with their
authors, links, outlines, form logic, digital signatures. A stamp, a drawn signature and a filled-in field keep how
they look. Pictures inside lose their traces.
"""

from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
)

from fivestar.evidence.cleaning.embedded import without_traces
from fivestar.evidence.cleaning.faults import BROKEN, LOCKED, TOO_LARGE_UNPACKED, Unacceptable
from fivestar.foundation.outcome import N_

MAX_PAGES = 300
MAX_OBJECTS = 200_000
_RUNS = {"/JS", "/JavaScript", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/XFA", "/RichMediaContent"}
_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Movie", "/Sound", "/Rendition", "/GoToE"}
_TRACES = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/A")
_PAGE_TRACES = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/B", "/Thumb", "/StructParents", "/Tabs")
_LOOKS = {"/Widget", "/Stamp", "/Ink", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Line", "/Square"}
_LOOK_KEYS = {"/Type", "/Subtype", "/Rect", "/AP", "/AS", "/F", "/C", "/QuadPoints", "/InkList", "/BS", "/Border"}


def clean(data: bytes) -> bytes:
    """Raises Unacceptable."""
    try:
        return _written_anew(data)
    except Unacceptable:
        raise
    except Exception as error:  # a damaged PDF fails in as many ways as there are objects in it
        raise Unacceptable(BROKEN) from error


def _written_anew(data: bytes) -> bytes:
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise Unacceptable(LOCKED)
    for found in _objects(reader.trailer):
        _refuse_what_runs(found)
    if not 0 < len(reader.pages) <= MAX_PAGES:
        raise Unacceptable(N_("PDF 最多 {limit} 页"), limit=MAX_PAGES)
    writer = PdfWriter()
    for page in reader.pages:
        kept = writer.add_page(page, excluded_keys=_PAGE_TRACES)
        _keep_looks(kept)
    writer.metadata = None
    for found in _objects(writer._root_object):
        _strip(found)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _objects(start: PdfObject) -> Iterator[PdfObject]:
    """Everything reachable, each once, without recursion: a file may be nested as deep as it likes."""
    waiting: list[PdfObject] = [start]
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            place = (found.idnum, found.generation)
            if place in seen:
                continue
            seen.add(place)
            inner = found.get_object()
            if inner is None:
                continue
            found = inner
        count += 1
        if count > MAX_OBJECTS:
            raise Unacceptable(TOO_LARGE_UNPACKED)
        yield found
        if isinstance(found, DictionaryObject):
            waiting.extend(found.raw_get(key) for key in found)
        elif isinstance(found, ArrayObject):
            waiting.extend(list.__iter__(found))


def _refuse_what_runs(found: PdfObject) -> None:
    if not isinstance(found, DictionaryObject):
        return
    if _RUNS & set(found) or found.get("/S") in _ACTIONS or found.get("/Type") == "/EmbeddedFile":
        raise Unacceptable(N_("PDF 里有脚本、附件或会自动运行的内容，请另存或打印成 pdf 再上传"))


def _keep_looks(page: DictionaryObject) -> None:
    """Of the annotations those that show something, and of them only how they look."""
    given = page.get("/Annots")
    if given is None:
        return
    kept = ArrayObject()
    for reference in given.get_object():
        annotation = reference.get_object()
        if not isinstance(annotation, DictionaryObject) or annotation.get("/Subtype") not in _LOOKS:
            continue
        for key in set(annotation) - _LOOK_KEYS:
            del annotation[key]
        kept.append(reference)
    page[NameObject("/Annots")] = kept


def _strip(found: PdfObject) -> None:
    if not isinstance(found, DictionaryObject):
        return
    for key in _TRACES:
        if key in found and found.get("/Type") != "/ExtGState":
            del found[key]
    if isinstance(found, StreamObject) and found.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        found._data = without_traces(found._data)
