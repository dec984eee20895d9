"""Periods an observation can be about: `2023`, `2023-H1`, `2023-Q1`, `2023-T1` (学期), `2023-05`, `2023-05-31`.

Periods of one kind sort as text in the order of time. The spring term counts to the end of August.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_DIGIT = {"一": "1", "二": "2", "三": "3", "四": "4"}

_SPELLINGS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"(\d{4})年?(上|下)半年", lambda m: f"{m[1]}-H{1 if m[2] == '上' else 2}"),
    (r"(\d{4})年?第?([1-4一二三四])季度?", lambda m: f"{m[1]}-Q{_DIGIT.get(m[2], m[2])}"),
    (r"(\d{4})年?(春|秋)季?学期", lambda m: f"{m[1]}-T{1 if m[2] == '春' else 2}"),
    (r"(\d{4})年(\d{1,2})月(\d{1,2})日", lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}"),
    (r"(\d{4})年(\d{1,2})月", lambda m: f"{m[1]}-{int(m[2]):02}"),
    (r"(\d{4})年度?", lambda m: m[1]),
    (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}"),
    (r"(\d{4})[-/.](\d{1,2})", lambda m: f"{m[1]}-{int(m[2]):02}"),
    (r"(\d{4})-?([HQT]\d)", lambda m: f"{m[1]}-{m[2]}"),
)
"""How people write periods, and how they are kept."""

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("year", re.compile(r"^(\d{4})$")),
    ("half_year", re.compile(r"^(\d{4})-H([12])$")),
    ("quarter", re.compile(r"^(\d{4})-Q([1-4])$")),
    ("term", re.compile(r"^(\d{4})-T([12])$")),
    ("month", re.compile(r"^(\d{4})-(\d{2})$")),
    ("day", re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")),
)

LENGTHS = ("day", "month", "quarter", "term", "half_year", "year")
"""Kinds, the shortest first."""

EXAMPLE = {
    "year": "2023",
    "half_year": "2023-H1",
    "quarter": "2023-Q1",
    "term": "2023-T1",
    "month": "2023-05",
    "day": "2023-05-31",
}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days inside one year, both ends included."""

    text: str
    kind: str
    year: int
    first: date
    last: date


@lru_cache(maxsize=4096)
def parse(text: str) -> Period | None:
    """The period written in `text` (full-width digits and Chinese spellings too); None when it is none."""
    plain = _canonical(text)
    for kind, pattern in _KINDS:
        found = pattern.match(plain)
        if found:
            return _period(plain, kind, [int(part) for part in found.groups()])
    return None


def of_day(day: date, kind: str) -> Period:
    """The period of that kind in which `day` lies."""
    half = 1 if day.month <= 6 else 2
    text = {
        "year": f"{day.year}",
        "half_year": f"{day.year}-H{half}",
        "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
        "term": f"{day.year}-T{1 if day.month <= 8 else 2}",
        "month": f"{day.year}-{day.month:02}",
        "day": day.isoformat(),
    }[kind]
    period = parse(text)
    assert period is not None
    return period


def _canonical(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().upper().replace(" ", "")
    for pattern, spell in _SPELLINGS:
        found = re.fullmatch(pattern, plain)
        if found:
            return spell(found)
    return plain


def _period(text: str, kind: str, numbers: list[int]) -> Period | None:
    year, *rest = numbers
    if not 1990 <= year <= 2100:
        return None
    if kind == "day":
        try:
            day = date(year, rest[0], rest[1])
        except ValueError:
            return None
        return Period(text, kind, year, day, day)
    if kind == "month" and not 1 <= rest[0] <= 12:
        return None
    first_month, last_month = _months(kind, rest)
    return Period(text, kind, year, date(year, first_month, 1), date(year, last_month, monthrange(year, last_month)[1]))


def _months(kind: str, numbers: list[int]) -> tuple[int, int]:
    """First and last month."""
    if kind == "year":
        return 1, 12
    number = numbers[0]
    if kind == "term":
        return (1, 8) if number == 1 else (9, 12)
    length = {"half_year": 6, "quarter": 3, "month": 1}[kind]
    return length * (number - 1) + 1, length * number
