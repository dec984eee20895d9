"""A printed sheet as a telephone sees it: the PDF drawn, photographed askew, and read by the page's own decoder."""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

ROOT = Path(__file__).resolve().parents[3]
VENDOR = ROOT / "fivestar" / "foundation" / "static" / "vendor" / "zxing"
ASKING = Path(__file__).with_name("decode.mjs")
NODE = Path(sys.executable).with_name("node")
DOTS_AN_INCH = 200


def pictures_of(pdf: bytes) -> list[Image.Image]:
    """Each page at DOTS_AN_INCH, grey."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        drawn = []
        for page in document:
            with closing(page), closing(page.render(scale=DOTS_AN_INCH / 72)) as bitmap:
                drawn.append(bitmap.to_pil().convert("L").copy())
        return drawn


def photographed(sheet: Image.Image) -> Image.Image:
    """Askew, out of focus, with the light from one side and the grain of a cheap camera."""
    width, height = sheet.size
    table = Image.new("L", (width + 400, height + 400), 190)
    table.paste(sheet, (200, 200))
    table = table.rotate(6, resample=Image.Resampling.BICUBIC, fillcolor=190)
    w, h = table.size
    corners = (0, 0, 0.03 * w, h, 0.98 * w, 0.97 * h, w, 0.03 * h)
    table = table.transform((w, h), Image.Transform.QUAD, corners, resample=Image.Resampling.BICUBIC, fillcolor=190)
    grey = np.asarray(table.filter(ImageFilter.GaussianBlur(1.2))).astype(float) * 0.75 + 20
    grey *= np.linspace(1.0, 0.75, w)[None, :]
    grey += np.random.default_rng(1).normal(0, 5, grey.shape)
    return Image.fromarray(np.clip(grey, 0, 255).astype("uint8"))


def codes_in(*pictures: Image.Image, to: Path) -> list[list[dict[str, Any]]]:
    """What each picture's codes say, with their corners; found by the decoder that the page loads."""
    asked = []
    for number, picture in enumerate(pictures):
        file = to / f"picture-{number}.grey"
        file.write_bytes(picture.tobytes())
        asked.append({"file": str(file), "width": picture.width, "height": picture.height})
    told = subprocess.run(
        [str(NODE), "--no-warnings", str(ASKING), str(VENDOR)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(told.stdout)
    assert isinstance(found, list)
    return found


def edge_in_millimetres(code: dict[str, Any]) -> float:
    """The shorter of two edges, on paper."""
    corner = code["position"]
    across, down = (
        np.hypot(corner["topLeft"]["x"] - corner[other]["x"], corner["topLeft"]["y"] - corner[other]["y"])
        for other in ("topRight", "bottomLeft")
    )
    return float(min(across, down)) / DOTS_AN_INCH * 25.4
