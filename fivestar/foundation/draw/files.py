"""The draw file: everything a stranger needs to make the draw again, and the check that does."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import msgspec

from fivestar.foundation.draw.drawing import draw
from fivestar.foundation.draw.frame import Frame, faulty_place
from fivestar.foundation.draw.hashing import SECRET_BYTES, commitment, is_plain_numbers, seed

MAX_DRAW_BYTES = 64 * 1024**2
_PATH = re.compile(r"`\$(?P<path>[^`]*)`")


class Witness(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`who` is a role, never a person's name."""

    who: str
    number: str


class PublicResult(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What was named, of which day, and what it came out as (null until then)."""

    name: str
    on: date
    value: str | None


class DrawFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`secret` in hexadecimal, null until the draw; `draw` is [stratum, item] in the order of the list."""

    format: Literal[1]
    state: Literal["committed", "drawn", "void", "closed"]
    reason: str
    commitment: str
    committed_on: date
    frame: Frame
    public_result: PublicResult
    witnesses: list[Witness]
    secret: str | None
    draw: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where a draw file is not what it should be."""

    path: str
    expected: Any
    found: Any


class NotYetDrawn(Exception):  # noqa: N818 -- reads as the sentence "it is not yet drawn"
    """The file only commits: there is nothing to make again yet."""


def verify_draw(document: Any) -> Difference | None:
    """None when the list follows from the frame, the secret and the numbers, and these were committed to before.

    Raises NotYetDrawn for a file without a secret.
    """
    try:
        file = msgspec.convert(document, DrawFile)
    except msgspec.ValidationError as error:
        match = _PATH.search(str(error))
        return Difference(match["path"].lstrip(".") if match else "", "docs/reference/draw.md", str(error))
    place = faulty_place(file.frame)
    if place:
        return Difference(*place)
    if file.public_result.on <= file.committed_on:
        return Difference("public_result.on", f"晚于 {file.committed_on}", str(file.public_result.on))
    if file.secret is None or file.public_result.value is None:
        if file.draw:
            return Difference("draw", [], f"{len(file.draw)} 项")
        raise NotYetDrawn
    return _seeded(file, document["frame"], file.secret, file.public_result.value)


def _seeded(file: DrawFile, frame: Any, secret_text: str, result: str) -> Difference | None:
    try:
        secret = bytes.fromhex(secret_text)
        # One spelling only: fromhex also takes spaces and capitals.
        if secret.hex() != secret_text or len(secret) != SECRET_BYTES:
            raise ValueError(secret_text)
    except ValueError:
        return Difference("secret", f"{SECRET_BYTES * 2} 位小写十六进制", secret_text)
    for path, text in (
        *((f"witnesses[{index}].number", witness.number) for index, witness in enumerate(file.witnesses)),
        ("public_result.value", result),
    ):
        if not is_plain_numbers(text):
            return Difference(path, "数字,组间一个空格", text)
    try:
        committed = commitment(frame, secret)
    except ValueError as error:
        return Difference("frame", "RFC 8785", str(error))
    if committed != file.commitment:
        return Difference("commitment", committed, file.commitment)
    again = draw(file.frame, seed(secret, (witness.number for witness in file.witnesses), result))
    for index, (stratum, item) in enumerate((one.stratum, one.item) for one in again):
        found = file.draw[index] if index < len(file.draw) else None
        if found != (stratum, item):
            return Difference(f"draw[{index}]", [stratum, item], list(found) if found else None)
    if len(file.draw) != len(again):
        return Difference("draw", f"{len(again)} 项", f"{len(file.draw)} 项")
    return None
