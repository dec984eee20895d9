"""The XML inside docx and xlsx: what it declares, what it would fetch or run, and whose names it carries.

Lists of contents and links are parsed, so that no way of writing them hides one; the rest is looked through as text,
which is why only UTF-8 without entities of its own is taken.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from fivestar.evidence.cleaning.faults import BROKEN, Unacceptable
from fivestar.foundation.outcome import N_

MACROS = N_("文件里有宏或会自动运行的内容，请另存为不带宏的 docx、xlsx 或 pdf")
_OUTSIDE = N_("文件里有从外面自动读取的内容，请断开链接再上传")

_MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
}
_RUNNING_TYPES = re.compile(r"macroenabled|vba|activex", re.IGNORECASE)
_ENCODING = re.compile(rb"\A(?:\xef\xbb\xbf)?<\?xml[^>]*\bencoding\s*=\s*[\"']([\w.-]+)[\"']")
_INSTRUCTION = re.compile(rb"<w:(?:del)?[iI]nstrText\b[^>]*>([^<]*)|\bw:instr=\"([^\"]*)\"")
_QUOTED = re.compile(rb"(?:\"|&quot;).*?(?:\"|&quot;)", re.DOTALL)  # an address may well speak of a database
_FETCHING_FIELD = re.compile(rb"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|DATABASE)\b", re.IGNORECASE)
_FETCHING_FORMULA = re.compile(
    rb"<ddeLink\b|<(?:\w+:)?f\b[^>]*>(?:[\s=+-]*\w+\||[^<]*\b(?:WEBSERVICE|RTD|CALL|REGISTER\.ID|_xlfn\.IMAGE)\()",
    re.IGNORECASE,
)
_NAMES = re.compile(rb"(\s(?:\w+:)?(?:author|initials|userId|providerId|lastModifiedBy|userName)=)(\"[^\"]*\"|'[^']*')")
_SHOWN_NAMES = re.compile(rb"(\sdisplayName=)(\"[^\"]*\"|'[^']*')")
_AUTHORS = re.compile(rb"<((?:\w+:)?(?:author|creator|lastModifiedBy))>[^<]*</")
_PATHS = re.compile(rb"<x15ac:absPath\b[^>]*/>")


def kind_declared(types: bytes) -> str | None:
    """`docx` or `xlsx` by the main part in `[Content_Types].xml`; None of another make. Macros are refused."""
    declared = {element.get("ContentType", "") for element in _elements(types)}
    if any(_RUNNING_TYPES.search(one) for one in declared):
        raise Unacceptable(MACROS)
    return next((kind for main, kind in _MAIN.items() if main in declared), None)


def cleaned(name: str, data: bytes) -> bytes:
    """A part without names. Raises Unacceptable when it would fetch or run something."""
    _refuse_hidden_text(data)
    if name.endswith(".rels"):
        _refuse_links_that_load(data)
    # Joined: a field's name may be cut over several runs of text.
    instructions = b"".join(text or attribute for text, attribute in _INSTRUCTION.findall(data))
    if _FETCHING_FIELD.search(_QUOTED.sub(b"", instructions)) or _FETCHING_FORMULA.search(data):
        raise Unacceptable(_OUTSIDE)
    data = _PATHS.sub(b"", _AUTHORS.sub(rb"<\1></", _NAMES.sub(rb'\1""', data)))
    if "person" in name.lower() or name.endswith("people.xml"):
        data = _SHOWN_NAMES.sub(rb'\1""', data)
    return data


def _refuse_hidden_text(data: bytes) -> None:
    encoding = _ENCODING.match(data)
    if b"\0" in data or (encoding and encoding.group(1).lower() not in (b"utf-8", b"us-ascii")):
        raise Unacceptable(BROKEN)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unacceptable(BROKEN) from error
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Unacceptable(MACROS)


def _refuse_links_that_load(relations: bytes) -> None:
    """A hyperlink waits until a person follows it; anything else outside is fetched when the file is opened."""
    for element in _elements(relations):
        if element.get("TargetMode", "") == "External" and not element.get("Type", "").endswith("/hyperlink"):
            raise Unacceptable(_OUTSIDE)


def _elements(data: bytes) -> Iterator[ET.Element]:
    _refuse_hidden_text(data)
    try:
        root = ET.fromstring(data)  # noqa: S314 -- no entity gets here
    except ET.ParseError as error:
        raise Unacceptable(BROKEN) from error
    return root.iter()
