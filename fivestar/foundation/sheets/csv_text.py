"""CSV: which of two encodings it is in, and its records."""

import codecs
import csv
import io
from collections.abc import Iterator

from fivestar.foundation.sheets.faults import N_, SheetFaults, unreadable
from fivestar.foundation.sheets.table import Cell

MAX_FIELD_CHARACTERS = 100_000
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decoded(name: str, data: bytes) -> tuple[str, str]:
    """The text and its encoding. UTF-8 first: GB18030 would read almost anything."""
    if data.startswith(_UTF_16):
        raise _wrong_encoding(name, 1)
    for codec, encoding in (("utf-8-sig", "UTF-8"), ("gb18030", "GB18030")):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError as error:
            row = data[: error.start].count(b"\n") + 1
        else:
            if "\x00" in text:
                raise _wrong_encoding(name, text[: text.index("\x00")].count("\n") + 1)
            return text, encoding
    raise _wrong_encoding(name, row)


def records(name: str, text: str) -> Iterator[list[Cell]]:
    """Each record as its cells, empty ones None; an empty record stands for an empty row."""
    csv.field_size_limit(MAX_FIELD_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0  # of the last whole record
    try:
        for record in reader:
            number += 1
            yield [cell.strip() or None for cell in record]
    except csv.Error as error:
        message = N_("引号不成对或内容过长:{detail}")
        raise unreadable(name, message, row=number + 1, detail=str(error)) from error


def _wrong_encoding(name: str, row: int) -> SheetFaults:
    return unreadable(name, N_("编码既不是 UTF-8 也不是 GB18030"), row=row)
