"""How names of villages are read: 老庄陈居委会, 老庄陈村 and 老庄陈社区 are one place to whoever searches.

Pure functions; no database.
"""

import re
import unicodedata
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

_COMMITTEE = re.compile(r"(村民委员会|居民委员会|村委会|居委会|委员会)$")
_VILLAGERS = re.compile(r"(村民委员会|村委会)$")
_KIND_OF_PLACE = re.compile(r"(社区|村)$")
_BRANCH = re.compile(r"(中共)?(党支部|党总支|党委|支部)$")
_NOT_A_LETTER = re.compile(r"[^0-9a-z]+")


def clean(text: str) -> str:
    """A name without width variants and blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def core(name: str) -> str:
    """What is left when body and kind of place are taken away: 忽庄社区居民委员会 → 忽庄, 老庄陈村 → 老庄陈.

    A name that consists of nothing else stays as it is.
    """
    left = clean(name)
    left = _BRANCH.sub("", left) or left
    left = _COMMITTEE.sub("", left) or left
    return _KIND_OF_PLACE.sub("", left) or left


def short_name(name: str) -> str:
    """What people say: 霍庄村委会 → 霍庄村, 忽庄社区居委会 → 忽庄社区.

    老庄陈居委会 → 老庄陈: whether it is called 村 or 社区 is not in the register.
    """
    left = clean(name)
    if _is_villagers(left):
        place = _VILLAGERS.sub("", left)
        return place if place.endswith("村") else f"{place}村"
    return _COMMITTEE.sub("", left) or left


def branch_name(village_name: str) -> str:
    return f"{short_name(village_name)}党支部"


def is_residents(name: str, code: str) -> bool:
    """Whether a committee is a residents' committee.

    By its name; where the name does not say, by the last three digits of its code (statistical coding rules: 001–199
    residents' committees, 200–399 villagers', 400–499 and 500–599 places like them).
    """
    left = clean(name)
    if _is_villagers(left):
        return False
    if left.endswith(("居委会", "居民委员会", "社区")):
        return True
    return code[-3:].isdecimal() and (int(code[-3:]) < 200 or 400 <= int(code[-3:]) < 500)


def _is_villagers(name: str) -> bool:
    return _VILLAGERS.search(name) is not None


def letters(text: str) -> str:
    """Small letters and digits only, as pinyin is stored and asked."""
    return _NOT_A_LETTER.sub("", unicodedata.normalize("NFKC", text).lower())


@lru_cache(maxsize=65536)
def pinyin(text: str) -> tuple[str, str]:
    """Pinyin and initials without tones or blanks: 老庄陈 → ("laozhuangchen", "lzc")."""
    syllables = [letters(syllable) for syllable in lazy_pinyin(clean(text), style=Style.NORMAL, errors="default")]
    return "".join(syllables)[:200], "".join(syllable[:1] for syllable in syllables)[:80]


_REGION_ENDINGS = re.compile(r"(?<=.{2})(街道办事处|街道|回族乡|民族乡|乡|镇|区|县|市|省)$")


def region_short_name(name: str) -> str:
    """许由街道 → 许由, 五女店镇 → 五女店; a name of two characters keeps its ending."""
    return (_REGION_ENDINGS.sub("", clean(name)) or clean(name))[:40]
