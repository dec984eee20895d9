"""Which digits are an identity number, a bank card, a mobile telephone. Pure."""

from __future__ import annotations

import re
from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_ID = re.compile(r"[1-9]\d{5}((?:19|20)\d{6})\d{3}[\dX]")
_OLD_ID = re.compile(r"[1-9]\d{5}(\d{6})\d{3}")
_MOBILE = re.compile(r"(?:(?:00)?86)?1[3-9]\d{9}")
_FEW_SO_OLD = 30  # of 19xx
_CARD = re.compile(r"[34569]\d{15,18}")


def is_id_like(digits: str) -> bool:
    """18 characters with a birthday where an identity number has it."""
    found = _ID.fullmatch(digits)
    return found is not None and _is_day(found[1])


def is_id(digits: str) -> bool:
    """Of 18 characters, and its check digit is right (GB 11643)."""
    if not is_id_like(digits):
        return False
    total = sum(int(one) * weight for one, weight in zip(digits[:17], _WEIGHTS, strict=True))
    return digits[17] == _CHECKS[total % 11]


def is_old_id(digits: str) -> bool:
    """Of 15 digits, as issued until 1999: no check digit, the birthday in six."""
    found = _OLD_ID.fullmatch(digits)
    return found is not None and _is_day(f"19{found[1]}")


def is_old_by_now(digits: str) -> bool:
    """An old number whose birthday would be before 1930: rather a place, a day of this century and a serial number."""
    return is_old_id(digits) and int(digits[6:8]) < _FEW_SO_OLD


def is_mobile(digits: str) -> bool:
    return _MOBILE.fullmatch(digits) is not None


def is_card(digits: str) -> bool:
    """16 to 19 digits as banks issue them, with the right check digit (ISO/IEC 7812).

    A card begins with 3 to 6 or 9: a contract number that begins with its year is none.
    """
    if _CARD.fullmatch(digits) is None:
        return False
    doubled = [int(one) * (2 if place % 2 else 1) for place, one in enumerate(reversed(digits))]
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def _is_day(eight: str) -> bool:
    try:
        date(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
    except ValueError:
        return False
    return True
