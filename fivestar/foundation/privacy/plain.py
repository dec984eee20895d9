"""A text as it is read for numbers: every way of writing a digit is that digit, and each knows where it stood. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_CHINESE = dict(zip("〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖貳參陸", "001234567891123456789236", strict=True))
_LIKE_X = dict.fromkeys("xХх×✕", "X")  # Cyrillic letters and the multiplication sign, as people type them


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` has digits as 0-9, dashes as -, blanks as one space, the check letter as X, and nothing invisible.

    at: for each of its characters the place in the text it was made from.
    """

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that `text[start:end]` came from."""
        return self.at[start], self.at[end - 1] + 1


def plain(text: str) -> Plain:
    """Full-width, circled, raised and Chinese digits too; characters that nobody sees are left out."""
    made: list[str] = []
    at: list[int] = []
    for place, character in enumerate(text):
        for one in unicodedata.normalize("NFKC", character):
            read = _read(one)
            if read:
                made.append(read)
                at.append(place)
    return Plain("".join(made), tuple(at))


def _read(one: str) -> str:
    if one in "\n\r":
        return "\n"
    category = unicodedata.category(one)
    if category in {"Cf", "Mn"}:  # zero-width, direction marks, combining strokes
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(one))
    if category == "Pd":
        return "-"
    if category == "Zs" or one == "\t":
        return " "
    return _CHINESE.get(one) or _LIKE_X.get(one) or one
