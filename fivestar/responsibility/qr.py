"""A link as a QR code."""

import segno
from django.utils.safestring import SafeString, mark_safe

_SCALE = 6
_BORDER = 4  # modules of white that readers need


def qr_svg(link: str) -> SafeString:
    """An `<svg>` without style attributes, as large as what it stands in.

    Every character in it is drawn by segno, none comes from `link`.
    """
    svg = segno.make(link, error="m", micro=False).svg_inline(scale=_SCALE, border=_BORDER, light="#fff", omitsize=True)
    return mark_safe(svg)  # noqa: S308 -- see above
