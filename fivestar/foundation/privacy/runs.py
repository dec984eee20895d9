"""Which digits of a text are somebody's number, however they are parted. Pure.

Blanks and dashes only part a number (*close*). Full stops, strokes, commas and brackets part lists, dates, amounts and
numbers alike (*loose*): there a number must be grouped as people group it, and where a list of figures looks the same
it is only likely. Where the writing changes (张三13903740000: 三 is a digit too) a group ends.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fivestar.foundation.privacy.numbers import is_card, is_id, is_id_like, is_mobile, is_old_by_now, is_old_id
from fivestar.foundation.privacy.plain import Plain

Kind = Literal["id", "id_like", "mobile", "mobile_like", "account", "address", "health"]

_CLOSE = frozenset(" -")
_LISTING = frozenset(",、:;。")  # also between the figures of a list
_RUN = re.compile(r"[0-9](?:[ \-./_·•・,、:;。()]{0,3}[0-9])*(?:[ \-]{0,3}X|[./_·•・,、:;]X)?")
_LONGEST = 19
_USUAL: dict[str, frozenset[tuple[int, ...]]] = {
    "id_like": frozenset({(6, 8, 4), (6, 4, 4, 4)}),
    "old_id": frozenset({(6, 6, 3), (6, 9)}),
    "mobile": frozenset({(3, 4, 4), (3, 3, 5), (3, 8), (7, 4), (4, 4, 3), (4, 3, 4), (3, 5, 3), (5, 6), (6, 5)}),
}
_ACCOUNT_BEFORE = re.compile(r"(?:账号|帐号|账户|帐户|卡号|存折|银行卡)[^0-9\n]{0,12}$")
_ACCOUNT_DIGITS = 9
_CARD_DIGITS = 12  # of an account parted loosely
_PHONE_BEFORE = re.compile(r"(?:电话|手机|联系|致电|微信|拨打|[Tt]el)[^0-9\n]{0,8}$")
_ID_BEFORE = re.compile(r"(?:身份证|旧证|证件号)[^0-9\n]{0,8}$")
_NUMBERED = re.compile(
    r"(?:凭证|票据|发票|收据|合同|流水|回单|订单|文件|项目|证书|许可证)(?:字?第|编?号码?|代码)?[: 第(]{0,3}$"
)
_UNIT = re.compile(r" ?(?:元|分|万|亿|亩|户|人|个|%|㎡|m|平|公里|米|斤|吨|株|棵|块|件|笔)")
_MONEY_BEFORE = re.compile(r"(?:[¥￥]|人民币|金额|收入|支出|余额|合计|结余)[: ]{0,2}$")
_FIGURES = re.compile(r"金额|元|收入|支出|余额|合计|面积|亩|凭证|编号|代码|编码|票号|数量")
_COLUMNS: tuple[tuple[Kind, int, re.Pattern[str]], ...] = (
    ("id", 6, re.compile(r"身份证|残疾证|证件号")),
    ("account", 6, re.compile(r"账号|帐号|卡号|银行卡|存折|一卡通")),
    ("mobile", 7, re.compile(r"电话|手机|联系方式|联系号码")),
)
_OFFICES = re.compile(r"监督|值班|办公|服务|举报|单位")


@dataclass(frozen=True, slots=True)
class Group:
    """Digits that stand together, in one writing. parted: what stands between it and the one before."""

    start: int
    digits: str
    parted: str

    @property
    def end(self) -> int:
        return self.start + len(self.digits)


@dataclass(frozen=True, slots=True)
class Number:
    """`read.text[start:end]` is of that kind; digits without what parts them."""

    kind: Kind
    start: int
    end: int
    digits: str


def numbers_in(read: Plain, original: str, heading: str) -> Iterator[Number]:
    """None over another, the surest first of each stretch."""
    for run in _RUN.finditer(read.text):
        groups = list(_groups(read, original, run.start(), run.group()))
        taken: list[Number] = []
        for one in _candidates(read.text, groups, heading):
            if not any(one.start < other.end and other.start < one.end for other in taken):
                taken.append(one)
        yield from taken


def _groups(read: Plain, original: str, offset: int, run: str) -> Iterator[Group]:
    start, parted, kind = 0, "", ""
    digits = ""
    for place, one in enumerate(run):
        here = _writing(original[read.at[offset + place]]) if one.isdigit() else one
        if one.isdigit() and digits and here == kind and start + len(digits) == place:
            digits += one
            continue
        if digits and (one.isdigit() or one == "X"):
            yield Group(offset + start, digits, parted)
            parted, digits = run[start + len(digits) : place], ""
        if one.isdigit() or one == "X":
            start, digits, kind = place, one, here
    yield Group(offset + start, digits, parted)


def _writing(character: str) -> str:
    """As what a digit is written: in figures, or in characters."""
    return "figure" if unicodedata.category(character) == "Nd" else "character"


def _candidates(text: str, groups: Sequence[Group], heading: str) -> Iterator[Number]:
    for close in _closely(groups):
        yield from _in_close(text, close, heading)
    if len(groups) > 1:
        yield from _aligned(groups)
        yield from _whole(text, groups, heading)
    for left in range(len(groups)):
        for right in range(len(groups), left, -1):
            window = groups[left:right]
            if sum(len(one.digits) for one in window) <= _LONGEST:
                before, after = groups[left - 1 : left], groups[right : right + 1]
                kind = _Window(text, window, before, after, heading).kind()
                if kind is not None:
                    yield _number(kind, window)


def _closely(groups: Sequence[Group]) -> Iterator[list[Group]]:
    found: list[Group] = []
    for one in groups:
        if found and not set(one.parted) <= _CLOSE:
            yield found
            found = []
        found.append(one)
    yield found


def _in_close(text: str, groups: Sequence[Group], heading: str) -> Iterator[Number]:
    """What a column or a word before it says, and every identity number with its check digit."""
    digits = "".join(one.digits for one in groups)
    places = [one.start + place for one in groups for place in range(len(one.digits))]
    kind = _of_column(heading, digits)
    if kind is not None:
        yield _number(kind, groups)
    for first in range(len(digits) - 17):
        if is_id(digits[first : first + 18]):
            yield Number("id", places[first], places[first + 17] + 1, digits[first : first + 18])
    if len(digits) >= _ACCOUNT_DIGITS and _ACCOUNT_BEFORE.search(_before(text, groups[0].start)):
        yield _number("account", groups)


def _aligned(groups: Sequence[Group]) -> Iterator[Number]:
    """Identity numbers with their check digit that begin and end where groups do."""
    for left in range(len(groups)):
        for right in range(left + 1, len(groups) + 1):
            digits = "".join(one.digits for one in groups[left:right])
            if len(digits) == 18 and is_id(digits):
                yield _number("id", groups[left:right])


def _whole(text: str, groups: Sequence[Group], heading: str) -> Iterator[Number]:
    """Parted loosely, but a column or a word before says what it is."""
    digits = "".join(one.digits for one in groups)
    kind = _of_column(heading, digits) if len(digits) <= _LONGEST else None
    if kind is not None:
        yield _number(kind, groups)
    first = list(groups)
    while sum(len(one.digits) for one in first) > _LONGEST:
        first.pop()
    if sum(len(one.digits) for one in first) >= _CARD_DIGITS and _ACCOUNT_BEFORE.search(_before(text, groups[0].start)):
        yield _number("account", first)


def _of_column(heading: str, digits: str) -> Kind | None:
    for kind, fewest, words in _COLUMNS:
        if len(digits) >= fewest and words.search(heading) and not (kind == "mobile" and _OFFICES.search(heading)):
            return kind
    return None


@dataclass(frozen=True, slots=True)
class _Window:
    """Some groups that stand together; before and after: the group beside them, or none."""

    text: str
    groups: Sequence[Group]
    before: Sequence[Group]
    after: Sequence[Group]
    heading: str

    def kind(self) -> Kind | None:
        digits = "".join(one.digits for one in self.groups)
        if len(digits) < 11 or self._touches_letters(digits) or self._is_amount():
            return None
        parted = {one for group in self.groups[1:] for one in group.parted} - _CLOSE
        if is_mobile(digits):
            return self._mobile(digits, parted)
        if is_id_like(digits) and self._is_grouped("id_like", parted):
            return "id_like"
        if is_old_id(digits) and self._is_grouped("old_id", parted):
            return self._old_id(digits, parted)
        if is_card(digits) and not self._has_decimals() and self._is_by_fours(parted):
            return "account"
        return None

    def _mobile(self, digits: str, parted: set[str]) -> Kind | None:
        sizes = self._sizes()
        number = sizes[1:] if sizes[0] in (2, 4) and digits.startswith(("86", "0086")) else sizes
        is_one = len(number) == 1 or number in _USUAL["mobile"]
        if not is_one and not self._stands_alone(parted) and set(sizes) != {1}:
            return None
        if parted and not is_one:
            return "mobile_like" if set(sizes) == {1} else None
        before = _before(self.text, self.groups[0].start)
        if _PHONE_BEFORE.search(before):
            return "mobile"
        is_figure = (
            self._has_decimals()
            or bool(parted & _LISTING)
            or (parted == {"."} and len(number) == 2)
            or bool(parted and (self._continues(self.before, parted) or self._continues(self.after, parted)))
            or (not self.after and _UNIT.match(self.text, self.groups[-1].end) is not None)
            or _NUMBERED.search(before) is not None
            or _MONEY_BEFORE.search(before) is not None
            or _FIGURES.search(self.heading) is not None
        )
        return "mobile_like" if is_figure else "mobile"

    def _old_id(self, digits: str, parted: set[str]) -> Kind:
        """Certain when it stands in one and its day is no recent one: contracts too have place, day and serial."""
        if _ID_BEFORE.search(_before(self.text, self.groups[0].start)):
            return "id"
        return "id" if not parted and len(self.groups) == 1 and not is_old_by_now(digits) else "id_like"

    def _sizes(self) -> tuple[int, ...]:
        """X belongs to the digits before it."""
        sizes = [len(one.digits) for one in self.groups]
        if self.groups[-1].digits == "X" and len(sizes) > 1:
            sizes[-2:] = [sizes[-2] + 1]
        return tuple(sizes)

    def _is_grouped(self, kind: str, parted: set[str]) -> bool:
        sizes = self._sizes()
        is_alone = not parted and (self._stands_alone(parted) or len(sizes) == 1 or set(sizes) == {1})
        return is_alone or sizes in _USUAL[kind]

    def _is_by_fours(self, parted: set[str]) -> bool:
        sizes = self._sizes()
        by_fours = all(size == 4 for size in sizes[:-1]) or sizes[0] == 6
        if parted:  # four amounts of four digits are parted by commas and strokes too
            return by_fours and parted <= set("._·•・")
        return self._stands_alone(parted) or len(sizes) == 1 or set(sizes) == {1} or by_fours

    def _stands_alone(self, parted: set[str]) -> bool:
        """Nothing else stands in the run but what is written otherwise: however it is grouped it is one number."""
        before, after = self.groups[0].parted if self.before else "", self.after[0].parted if self.after else ""
        return not parted and not before and not after

    def _touches_letters(self, digits: str) -> bool:
        after = self.text[self.groups[-1].end : self.groups[-1].end + 1]
        before = self.text[self.groups[0].start - 1 : self.groups[0].start] if self.groups[0].start else ""
        if not self.after and after.isascii() and after.isalpha() and after != "X":
            return True
        return not self.before and before.isascii() and before.isalpha() and not is_mobile(digits)

    def _has_decimals(self) -> bool:
        return bool(self.after) and self.after[0].parted == "." and len(self.after[0].digits) <= 2

    def _is_amount(self) -> bool:
        """With decimals and its unit, or in a column of money."""
        if not self._has_decimals():
            return False
        unit = re.compile(r" ?(?:元|万|亿)").match(self.text, self.after[0].end)
        money = _MONEY_BEFORE.search(_before(self.text, self.groups[0].start))
        return bool(unit or money or _FIGURES.search(self.heading))

    def _continues(self, beside: Sequence[Group], parted: set[str]) -> bool:
        """Parted from what stands beside it as it is in itself: a longer list."""
        if not beside:
            return False
        between = beside[0].parted if beside is self.after else self.groups[0].parted
        return bool(set(between) & parted)


def _number(kind: Kind, groups: Sequence[Group]) -> Number:
    return Number(kind, groups[0].start, groups[-1].end, "".join(one.digits for one in groups))


def _before(text: str, start: int) -> str:
    """What stands before it on its line."""
    return text[max(0, start - 24) : start].rpartition("\n")[2]
