"""The archive in which a workbook comes, looked at before anything unpacks it, and what its sheets hide."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from fivestar.foundation.sheets.faults import N_, SheetFaults, unreadable

MAX_UNPACKED_BYTES = 1024**3
MODEST_BYTES = 64 * 1024**2
MAX_TIMES = 100
"""A sheet of figures shrinks to a tenth or a thirtieth: what grows a hundredfold beyond a modest size is none."""
_STEP = 1024**2  # of packed bytes; unpacked at most 64 times that at once
_LOCAL_HEADER = struct.Struct("<4s22xHH")

_FORMULA_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)", re.DOTALL)
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')


def refuse_bombs(name: str, data: bytes) -> None:
    """SECURITY: a small archive may unpack to more than the machine has, or to so much that reading it holds everybody
    up. Its table of contents says how much, and that is not believed: every entry must really unpack to what it says.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise not_a_workbook(name) from error
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED_BYTES:
        raise unreadable(name, N_("文件解开后过大(最多 {most} 字节)"), most=MAX_UNPACKED_BYTES)
    if unpacked > max(MODEST_BYTES, MAX_TIMES * len(data)):
        raise unreadable(name, N_("文件解开后是原来的 {times} 倍,不像填报的表,没有读"), times=unpacked // len(data))
    for entry in entries:
        if entry.flag_bits & 1:
            raise unreadable(name, N_("是旧式或加密的 Excel 文件,请另存为不加密的 .xlsx"))
        if not _is_as_declared(data, entry):
            raise unreadable(name, N_("文件解开后与它自己写的大小不符,不能读"))


def not_a_workbook(name: str) -> SheetFaults:
    return unreadable(name, N_("不是可读的 Excel 工作簿:没有传完、已损坏,或者只是改了后缀"))


def formulas_in(xml: bytes) -> Iterator[tuple[str, str]]:
    """(place such as B3, formula) of every cell of a sheet that is computed and not written."""
    for attributes, formula in _FORMULA_CELL.findall(xml):
        place = dict(_ATTRIBUTE.findall(attributes)).get(b"r", b"")
        yield place.decode("ascii", "replace"), formula.decode("utf-8", "replace")


def _is_as_declared(data: bytes, entry: zipfile.ZipInfo) -> bool:
    header = data[entry.header_offset : entry.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size:
        return False
    _, name_bytes, extra_bytes = _LOCAL_HEADER.unpack(header)
    start = entry.header_offset + _LOCAL_HEADER.size + name_bytes + extra_bytes
    packed = memoryview(data)[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        return len(packed) == entry.file_size
    return entry.compress_type == zipfile.ZIP_DEFLATED and _unpacks_to(packed, entry.file_size)


def _unpacks_to(packed: memoryview, size: int) -> bool:
    unpacking, unpacked, rest = zlib.decompressobj(-zlib.MAX_WBITS), 0, bytes(packed)
    try:
        while rest and unpacked <= size:
            unpacked += len(unpacking.decompress(rest, _STEP))
            rest = unpacking.unconsumed_tail
    except zlib.error:
        return False
    return unpacking.eof and unpacked == size
