"""Pictures: drawn anew from their points alone, so that nothing else of the file comes along."""

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from PIL import Image, ImageOps

from fivestar.evidence.cleaning.faults import Unacceptable
from fivestar.evidence.fingerprints import Fingerprint
from fivestar.foundation.outcome import N_

MAX_POINTS = 80_000_000  # larger than any telephone's picture; a small file may claim far more
LONG_SIDE = 2560  # points kept: an A4 sheet stays readable
SMALL_SIDE = 480
_QUALITY = 85
_BROKEN = N_("图片打不开，可能已损坏")


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture as kept, and what it looks like."""

    data: bytes
    fingerprint: Fingerprint


def clean(data: bytes, file_format: Literal["JPEG", "PNG"]) -> Picture:
    """Turned upright as its EXIF said, at most `LONG_SIDE` points, without EXIF, place, author or comment."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Pillow, about tags that are thrown away here
        try:
            plain = _plain(data, file_format)
        except Unacceptable:
            raise
        except Exception as error:  # Pillow answers damaged files with a dozen kinds of error
            raise Unacceptable(_BROKEN) from error
    out = BytesIO()
    if file_format == "JPEG":
        plain.save(out, "JPEG", quality=_QUALITY, optimize=True)
    else:
        plain.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), fingerprint_of(plain))


def _plain(data: bytes, file_format: Literal["JPEG", "PNG"]) -> Image.Image:
    with Image.open(BytesIO(data), formats=(file_format,)) as given:
        # SECURITY: the size is asked before a point is decoded.
        if given.width * given.height > MAX_POINTS:
            raise Unacceptable(N_("图片太大：{width} × {height} 点"), width=given.width, height=given.height)
        given.load()
        upright = ImageOps.exif_transpose(given)
        has_alpha = file_format == "PNG" and upright.has_transparency_data
        points = upright.convert("RGBA" if has_alpha else "L" if upright.mode == "L" else "RGB")
    points.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    # A new picture: `info` (comment, profile, text) would be written out again with the old one.
    plain = Image.new(points.mode, points.size)
    plain.paste(points)
    return plain


def fingerprint_of(picture: Image.Image) -> Fingerprint:
    grey = picture.convert("L")
    return Fingerprint(_dhash(grey), _dhash(ImageOps.mirror(grey)))


def _dhash(grey: Image.Image) -> int:
    small = grey.resize((9, 8), Image.Resampling.LANCZOS)
    points = small.tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            bits = bits << 1 | (points[row * 9 + column] < points[row * 9 + column + 1])
    return bits


def small(data: bytes) -> bytes:
    """Of a picture as kept, a JPEG to be glanced at in a list, at most `SMALL_SIDE` points."""
    with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as kept:
        kept.draft("RGB", (SMALL_SIDE, SMALL_SIDE))  # a JPEG need not be decoded in full
        points = Image.alpha_composite(Image.new("RGBA", kept.size, "white"), kept.convert("RGBA")).convert("RGB")
    points.thumbnail((SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS)
    out = BytesIO()
    points.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
