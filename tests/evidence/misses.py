"""What dHash finds and what it misses, counted over generated pictures: `python -m tests.evidence.misses`.

Three makes of picture, from numbers alone: things in a room or yard (many edges), land under a sky (few, soft), and a
written sheet (the same lines in the same places, other words).
"""

import sys
from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import combinations
from random import Random

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from fivestar.evidence.cleaning.pictures import fingerprint_of
from fivestar.evidence.fingerprints import NEAR, Fingerprint, nearest
from tests.evidence.made import scene

COUNT = 40  # of each make
SIZE = (240, 180)

Picture = Image.Image
Change = Callable[[Picture], Picture]


def land(seed: int) -> Picture:
    """A sky that grows lighter downwards, hills, and fields in soft colours."""
    random = Random(seed)
    coarse = Image.new("L", (8, 6))
    coarse.putdata([min(255, 120 + row * 20 + random.randrange(40)) for row in range(6) for _ in range(8)])
    picture = ImageOps.colorize(coarse.resize(SIZE, Image.Resampling.BICUBIC), "#2f4a2a", "#cfe3f2")
    draw = ImageDraw.Draw(picture)
    line = [(x, 90 + random.randrange(-25, 25)) for x in range(0, SIZE[0] + 1, 30)]
    draw.polygon([(0, SIZE[1]), *line, SIZE], fill=(70 + random.randrange(60), 90 + random.randrange(50), 60))
    for _ in range(3):
        left, top = random.randrange(SIZE[0]), 110 + random.randrange(50)
        draw.rectangle((left, top, left + 45, top + 25), fill=(random.randrange(160), 110, 60))
    return picture.filter(ImageFilter.GaussianBlur(1))


def sheet(seed: int) -> Picture:
    """A heading and fourteen lines of words as bars of ink; where a word ends is the sheet's own."""
    random = Random(seed)
    picture = Image.new("RGB", SIZE, "#f4f2ec")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((75, 10, 165, 18), fill="#222")
    for line in range(14):
        left, end = 20, SIZE[0] - 20 - random.randrange(60 if line % 5 == 4 else 6)
        while left < end:
            right = min(end, left + random.randrange(6, 30))
            draw.rectangle((left, 28 + line * 10, right, 33 + line * 10), fill="#333")
            left = right + random.randrange(3, 5)
    return picture


MAKES: dict[str, Callable[[int], Picture]] = {
    "things": lambda seed: scene(seed, (640, 480)).resize(SIZE),
    "land": land,
    "sheet": sheet,
}


def _cut(share: float) -> Change:
    def cut(picture: Picture) -> Picture:
        wide, high = (round(side * share) for side in picture.size)
        return picture.crop((wide, high, picture.width - wide, picture.height - high))

    return cut


def _turned(degrees: float) -> Change:
    return lambda picture: picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor="#777")


def _pressed(picture: Picture) -> Picture:
    out = BytesIO()
    picture.save(out, "JPEG", quality=20)
    return Image.open(out)


def _captioned(picture: Picture) -> Picture:
    written = picture.copy()
    top = round(picture.height * 0.9)
    ImageDraw.Draw(written).rectangle((0, top, picture.width, picture.height), fill="#000")
    return written


def _other_shot(picture: Picture) -> Picture:
    """From a step to the left and a little nearer, in other light."""
    wide, high = picture.size
    corners = (wide * 0.06, high * 0.03, wide * 0.02, high * 0.97, wide * 0.95, high * 0.94, wide * 0.93, high * 0.05)
    moved = picture.transform(picture.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)
    return ImageEnhance.Brightness(moved).enhance(1.15)


def _collage(picture: Picture) -> Picture:
    wall = Image.new("RGB", (picture.width * 2, picture.height * 2), "#888")
    wall.paste(picture, (0, 0))
    return wall


CHANGES: dict[str, Change] = {
    "half the size": lambda picture: picture.resize((picture.width // 2, picture.height // 2)),
    "pressed hard (JPEG quality 20)": _pressed,
    "lighter by 30 %": lambda picture: ImageEnhance.Brightness(picture).enhance(1.3),
    "without colour": lambda picture: picture.convert("L"),
    "seen in a mirror": ImageOps.mirror,
    "a caption over the lowest tenth": _captioned,
    "cut by 1 % on each side": _cut(0.01),
    "cut by 3 % on each side": _cut(0.03),
    "cut by 10 % on each side": _cut(0.1),
    "turned by 1°": _turned(1),
    "turned by 3°": _turned(3),
    "turned by 90°": lambda picture: picture.rotate(90, expand=True),
    "upside down": lambda picture: picture.rotate(180),
    "another shot of the same": _other_shot,
    "a quarter of a collage": _collage,
}


@cache
def _pictures(make: str) -> list[tuple[Picture, Fingerprint]]:
    pictures = [MAKES[make](seed) for seed in range(1, COUNT + 1)]
    return [(picture, fingerprint_of(picture)) for picture in pictures]


def found(make: str, change: Change) -> int:
    """Of `COUNT` pictures, how many are near what the change made of them."""
    return sum(_is_near(known, fingerprint_of(change(picture))) for picture, known in _pictures(make))


def taken_for_alike(make: str) -> int:
    """Pairs of different pictures that are near."""
    return sum(_is_near(one, other) for one, other in combinations((known for _, known in _pictures(make)), 2))


def _is_near(one: Fingerprint, other: Fingerprint) -> bool:
    return one.says_enough and other.says_enough and nearest(one, other.dhash) <= NEAR


def table() -> str:
    """Markdown for docs/explanation/evidence.md."""
    lines = [f"| of {COUNT} pictures each, found again when | {' | '.join(MAKES)} |", "|---" * (len(MAKES) + 1) + "|"]
    for name, change in CHANGES.items():
        lines.append(f"| {name} | {' | '.join(str(found(make, change)) for make in MAKES)} |")
    pairs = COUNT * (COUNT - 1) // 2
    alike = " | ".join(str(taken_for_alike(make)) for make in MAKES)
    lines.append(f"| *different pictures taken for alike, of {pairs} pairs* | {alike} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table())
