"""Money as a ledger writes it: 分 inside, yuan with two decimals outside, exact both ways."""

from __future__ import annotations

import re
import unicodedata

MAX_AMOUNT = 10**13  # 分: a hundred billion yuan in one line is a slip of the pen in a village
_EXACT_FLOATS = 1e13  # beyond it two decimals are no longer told apart
_YUAN = re.compile(r"^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2})0*)?元?$")


def yuan(fen: int) -> str:
    """1234567 → “12,345.67”."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02}"


def signed(fen: int) -> str:
    """What comes in with +, what goes out with −; nothing with neither."""
    return f"{'+' if fen > 0 else '−'} {yuan(abs(fen))}" if fen else yuan(0)


def plain_yuan(fen: int) -> str:
    """1234567 → “12345.67”, for a file that is read again."""
    return yuan(fen).replace(",", "")


def hundredths(number: int) -> str:
    """1250 → “12.5”: quantities with two decimals at most."""
    whole, rest = divmod(abs(number), 100)
    decimals = f"{rest:02}".rstrip("0")
    return f"{whole:,}.{decimals}" if decimals else f"{whole:,}"


def read_hundredths(written: object) -> int | None:
    """The same number a hundred times as large; None where it is no such number (三千, 1.234, 5²).

    Excel gives 0.07 as 0.07000000000000001: a float is read as it is shown, with two decimals, and refused where more
    was meant.
    """
    if isinstance(written, bool) or written is None:
        return None
    if isinstance(written, float):
        if not abs(written) < _EXACT_FLOATS:  # also what is no number at all
            return None
        nearest = round(written * 100)
        return nearest if abs(written * 100 - nearest) < 1e-4 else None
    if isinstance(written, int):
        return written * 100
    text = str(written)
    if any(unicodedata.category(sign) == "No" for sign in text):
        return None
    found = _YUAN.match(unicodedata.normalize("NFKC", text).strip().replace(" ", ""))
    if found is None:
        return None
    sign, whole, decimals = found[1], found[2].replace(",", ""), (found[3] or "").ljust(2, "0")
    if len(whole) > 15:
        return None
    return (-1 if sign == "-" else 1) * (int(whole) * 100 + int(decimals))
