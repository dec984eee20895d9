"""Whom a text names, and how people name them: in full, by surname and title, or by the title alone. Pure.

One too many only leads higher up; one too few hands it to whoever it is about. So a surname before any title names
everybody of that surname who serves in the unit complained about, in its township and above it. Only 纪委监委, above
whom nobody in the district stands, are read strictly: by their name, or by surname and their own office.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fivestar.foundation.access.types import Duty
from fivestar.responsibility.decisions import surname_of

_MARK = "(演示)"
_PLACE = r"[镇乡村组区县市街道社党委工支部总政府办事处组织第一把手原老大小正副的a-zA-Z]{0,8}"
# SECURITY: one class of characters, bounded: no text can make the search run for long.
_HEAD = r"(?:书记|支书|主任|镇长|乡长|村长|区长|县长|市长|主席|常委|领导)"
_STAFF = (
    r"(?:部长|局长|科长|股长|站长|所长|队长|组长|院长|校长|会计|文书|干事|委员|科员|秘书|组织员|办事员|数据员|专干|干部"
    r"|代表|会长|经理|老师|同志|某|总)"
)
_TITLE = rf"(?:{_HEAD}|{_STAFF})"
_OF_DISCIPLINE = r"(?:区|县)?(?:纪委监委|纪委|监委|纪检|监察|巡察)(?:的|信访室|案管室)*"
_TOWNSHIP = r"(?<!包)(?:镇|乡|街道|办事处)"
_OF = r"(?:的|里|上|党委|党工委|工委|党|政府|党建办|第一|主要|常务|副|[区县乡镇]){0,4}"
_HEADS = frozenset({Duty.MANAGE, Duty.CLERK})
_BARE = (
    # What people say without any name, and with which duties those serve whom it may mean.
    (re.compile(rf"{_TOWNSHIP}{_OF}(?:书记|一把手|领导|班子)|[镇乡]长"), _HEADS),
    (re.compile(rf"{_TOWNSHIP}{_OF}(?:干事|干部|组织委员|专干|工作人员|办事员)|党建干事"), _HEADS),
    (
        re.compile(rf"包[乡镇村街]{_OF}(?:领导|干部)|[区县](?:委|里){_OF}(?:书记|常委|领导)|[区县]长"),
        frozenset({Duty.LEAD, Duty.MEMBER}),
    ),
    (re.compile(rf"组织部{_OF}(?:部长|科长|干部|领导|人)"), frozenset({Duty.ORGANISE, Duty.GUIDE})),
)
_BESIDE = frozenset({Duty.MANAGE, Duty.CLERK, Duty.GUIDE, Duty.LEAD})


@dataclass(frozen=True, slots=True)
class Called:
    """A post somebody holds, as people speak of him. ref: his reference; name: as it stands in the records."""

    ref: str
    name: str
    duty: Duty
    path: str
    title: str
    department: int | None = None

    @property
    def bare_name(self) -> str:
        return self.name.replace(_MARK, "")

    @property
    def surname(self) -> str:
        return surname_of(self.bare_name)


@dataclass(frozen=True, slots=True)
class Near:
    """What a text is about. path: of the unit, "" of a department; township: "" where there is none."""

    path: str
    township: str
    district: str
    department: int | None = None


def names_in(text: str, people: Iterable[Called], near: Near) -> frozenset[str]:
    """References of everybody whom the text may name."""
    bare = _bare(text)
    return frozenset(one.ref for one in people if _is_named(bare, one, near))


def told_by_name(text: str, people: Iterable[Called]) -> bool:
    """For words to be read by all: does a name stand there, in full or as surname and title? A title alone may."""
    bare = _bare(text)
    return any(_in_full(bare, one) or _by_surname(bare, one, is_beside=False) for one in people)


def _is_named(bare: str, one: Called, near: Near) -> bool:
    if _in_full(bare, one):
        return True
    if one.duty is Duty.DISCIPLINE:
        return _by_surname(bare, one, is_beside=False)
    if len(one.title) > 3 and one.title in bare:
        return True
    if not _is_around(one, near):
        return False
    is_beside = one.duty in _BESIDE and bool(near.township) and one.path == near.township
    return _by_surname(bare, one, is_beside=is_beside) or _by_title(bare, one, near)


def _in_full(bare: str, one: Called) -> bool:
    return len(one.bare_name) > 1 and one.bare_name in bare


def _by_surname(bare: str, one: Called, *, is_beside: bool) -> bool:
    """is_beside: in a township's office people are also 老唐, 小唐, 姓唐的."""
    surname = re.escape(one.surname)
    if one.duty is Duty.DISCIPLINE:
        return bool(re.search(rf"{_OF_DISCIPLINE}{surname}{_PLACE}{_TITLE}|{surname}{_OF_DISCIPLINE}{_TITLE}", bare))
    also = rf"|[老小]{surname}(?![家庄村])|姓{surname}的" if is_beside else ""
    return bool(re.search(rf"{surname}{_PLACE}{_TITLE}{also}", bare))


def _by_title(bare: str, one: Called, near: Near) -> bool:
    is_of_the_place = one.path in (near.township, near.district)
    return is_of_the_place and any(one.duty in duties and words.search(bare) for words, duties in _BARE)


def _is_around(one: Called, near: Near) -> bool:
    """Does he serve in the unit, beneath it or over it? Of a district itself: in the district's own offices."""
    if one.path == near.district or (near.department is not None and one.department == near.department):
        return True
    if not near.path or near.path == near.district:
        return False
    return bool(one.path) and (near.path.startswith(one.path) or one.path.startswith(near.path))


def _bare(text: str) -> str:
    return "".join(text.split())
