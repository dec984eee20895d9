"""Pictures inside documents: the same points, bit for bit, without EXIF, place, author or comment.

They are not drawn anew: a document's picture may be of a make only its program draws. Segments and chunks that carry
no points are left out.
"""

from fivestar.evidence.cleaning.faults import Unacceptable
from fivestar.foundation.outcome import N_

_START_OF_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_KEPT_SEGMENTS = {0xE0, 0xEE}  # JFIF; Adobe, which says how colours are written
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_LEFT_OUT_CHUNKS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
_BROKEN = N_("文件里的图片已损坏")


def without_traces(data: bytes) -> bytes:
    """A JPEG or PNG without what is not points; anything else as it is. Raises Unacceptable when damaged."""
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(_PNG_HEAD):
        return _png(data)
    return data


def _jpeg(data: bytes) -> bytes:
    kept, at = [data[:2]], 2
    while True:
        if at + 2 > len(data) or data[at] != 0xFF:
            raise Unacceptable(_BROKEN)
        marker = data[at + 1]
        if marker == 0xFF:  # a filling byte
            at += 1
            continue
        if marker == _END:
            # What a telephone hangs behind the end (a second picture, a film) is left out.
            return b"".join([*kept, data[at : at + 2]])
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        is_trace = (0xE0 <= marker <= 0xEF and marker not in _KEPT_SEGMENTS) or marker == _COMMENT
        if not is_trace:
            kept.append(data[at:end])
        at = end
        if marker == _START_OF_SCAN:
            at = _end_of_points(data, at)
            kept.append(data[end:at])


def _end_of_points(data: bytes, at: int) -> int:
    """Where the next mark stands: among points FF is followed by 00 or by a restart mark."""
    while 0 <= (at := data.find(b"\xff", at)) < len(data) - 1:
        if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        else:
            return at
    raise Unacceptable(_BROKEN)


def _png(data: bytes) -> bytes:
    kept, at = [_PNG_HEAD], len(_PNG_HEAD)
    while at < len(data):
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        end = at + 12 + length
        if len(kind) < 4 or end > len(data):
            raise Unacceptable(_BROKEN)
        if kind not in _LEFT_OUT_CHUNKS:
            kept.append(data[at:end])
        if kind == b"IEND":
            break
        at = end
    return b"".join(kept)
