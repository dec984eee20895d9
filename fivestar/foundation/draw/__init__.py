"""A draw anybody can verify: committed to by hash, seeded by what nobody knew then. No Django.

`docs/reference/draw.md` says it byte by byte, with golden vectors that a test reads.
"""

from fivestar.foundation.draw.drawing import Drawn, draw, order
from fivestar.foundation.draw.files import MAX_DRAW_BYTES, Difference, NotYetDrawn, verify_draw
from fivestar.foundation.draw.frame import FORMAT, Frame, FrameStratum, frame_of
from fivestar.foundation.draw.hashing import SECRET_BYTES, commitment, is_plain_numbers, seed

__all__ = [
    "FORMAT",
    "MAX_DRAW_BYTES",
    "SECRET_BYTES",
    "Difference",
    "Drawn",
    "Frame",
    "FrameStratum",
    "NotYetDrawn",
    "commitment",
    "draw",
    "frame_of",
    "is_plain_numbers",
    "order",
    "seed",
    "verify_draw",
]
