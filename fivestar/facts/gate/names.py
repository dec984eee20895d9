"""When two questions ask for the same: measures without their wrapping, units of one kind, names that sound alike.

Pure text. A measure is what is left of a label when place, year and counting words are taken off: “全村常住农户数是
多少” and “常住农户” are one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NEAR_PERCENT = 50
"""Two names with so many of their character pairs in common sound alike; drafted, tried on the shipped facts."""

RATIO = "%"
_UNITS = {
    **dict.fromkeys(("元", "万元", "千元", "亿元"), "分"),
    **dict.fromkeys(("名", "口", "位"), "人"),
    **dict.fromkeys(("场", "回"), "次"),
    **dict.fromkeys(("‰", "百分比", "比例", "百分点"), RATIO),
    **dict.fromkeys(("平方公里", "公顷", "平方米"), "亩"),
    **dict.fromkeys(("是/否", "是否", "是或否"), ""),
}
_SCOPE = r"(?:全村|本村|村内|我村|各村|全社区|本社区|全镇|本镇|全乡|本乡|全街道|全区|本区|本支部|村(?=集体))"
_TIME = r"(?:本年度|本年|当年|今年|年度|现有|目前|截至目前)"
_COUNTERS = "人户件次个处份起项盏宗名"
_ENDINGS = re.compile(rf"(?:的)?(?:(?:一共|共)?[是有]?(?:多少|几)[{_COUNTERS}亩]?|情况|统计|数量|总数|总额|总量|数)$")
_COUNTED_IN = re.compile(rf"(?<=..)[{_COUNTERS}]$")
_BEGINNINGS = re.compile(rf"^(?:{_SCOPE}|{_TIME}|(?:一共|共)?有?(?:多少|几)[{_COUNTERS}亩])+")
_SILENT = re.compile(r"[\s\"'“”‘’《》〈〉()\[\]【】,.;:?!、。,;:?!·—-]|\([^)]*\)")


@lru_cache(maxsize=8192)
def key_of(label: str) -> str:
    """What a label measures, for comparing; never shown."""
    return _COUNTED_IN.sub("", name_of(label))


@lru_cache(maxsize=8192)
def name_of(label: str) -> str:
    """The label without place, year and counting words: what sounds like another."""
    text = plain(label)
    text = _BEGINNINGS.sub("", text)
    while (shorter := _ENDINGS.sub("", text)) != text and len(shorter) > 1:
        text = shorter
    return text


def plain(label: str) -> str:
    """Full-width forms folded, blanks and marks gone."""
    return _SILENT.sub("", unicodedata.normalize("NFKC", label)).lower()


def unit_kind(unit: str | None) -> str:
    """Units that count the same thing are one kind: 元 and 万元, 人 and 名, % and ‰. Yes/no has none."""
    text = unicodedata.normalize("NFKC", unit or "").strip()
    return _UNITS.get(text, text)


@lru_cache(maxsize=65536)
def similarity(one: str, other: str) -> int:
    """Dice coefficient of the character pairs of two keys, in whole percent rounded down."""
    left, right = _pairs(one), _pairs(other)
    if not left or not right:
        return 100 if one == other else 0
    rest = list(right)
    common = 0
    for pair in left:
        if pair in rest:
            rest.remove(pair)
            common += 1
    return 200 * common // (len(left) + len(right))


@lru_cache(maxsize=8192)
def _pairs(text: str) -> tuple[str, ...]:
    return tuple(text[place : place + 2] for place in range(len(text) - 1))
