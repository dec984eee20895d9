"""What of a text is about a person, where it stands, and how it looks when it is masked. Pure.

Certain: an identity number with its check digit, a bank card, an account, a mobile telephone, and whatever stands in a
column that says so. That never becomes public. Not certain: a number like an identity number whose check digit is
wrong, a house number, an illness. There whoever posts looks and says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fivestar.foundation.privacy.numbers import is_card, is_id, is_id_like, is_mobile, is_old_id
from fivestar.foundation.privacy.plain import Plain, plain

Kind = Literal["id", "id_like", "mobile", "account", "address", "health"]
CERTAIN = frozenset({"id", "mobile", "account"})

_RUN = re.compile(r"[0-9](?:[ \-]{0,3}[0-9])*(?:[ \-]{0,3}X)?")
_GROUP = re.compile(r"[0-9]+|X")
_ACCOUNT_BEFORE = re.compile(r"(?:账号|帐号|账户|帐户|卡号|存折|银行卡)[^0-9\n]{0,12}$")
_ACCOUNT_DIGITS, _LONGEST = 9, 19
_USUAL: dict[str, frozenset[tuple[int, ...]]] = {
    "id_like": frozenset({(6, 8, 4), (6, 4, 4, 4)}),
    "old_id": frozenset({(6, 6, 3), (6, 9)}),
    "mobile": frozenset({(3, 4, 4), (3, 3, 5), (3, 8), (7, 4), (4, 4, 3), (4, 3, 4), (3, 5, 3), (5, 6), (6, 5)}),
}
_HOUSE = (
    re.compile(r"[0-9十百]{1,4} ?组 ?(?P<number>[0-9十百]{1,5}) ?号(?!楼)"),
    re.compile(r"门牌号?[:： ]*(?P<number>[0-9十百]{1,5})"),
    re.compile(r"[0-9十百]{1,4} ?(?:号楼|幢|栋|号院) ?(?:[0-9十]{1,2} ?单元)? ?(?P<number>[0-9]{2,5})(?![0-9元.,])"),
    re.compile(r"(?:路|街|巷|胡同) ?(?P<number>[0-9十百]{1,5}) ?号(?!楼|院|线)"),
)
_COLUMNS: tuple[tuple[Kind, int, re.Pattern[str]], ...] = (
    ("id", 6, re.compile(r"身份证|残疾证|证件号")),
    ("account", 6, re.compile(r"账号|帐号|卡号|银行卡|存折|一卡通")),
    ("mobile", 7, re.compile(r"电话|手机|联系方式|联系号码")),
)
_OFFICES = re.compile(r"监督|值班|办公|服务|举报|单位")
_ADDRESS_COLUMN = re.compile(r"住址|地址|门牌")
_HEALTH_COLUMN = re.compile(r"残疾(?:类别|类型|等级|级别)|病种|病情|疾病|患病|诊断|健康状况|致贫原因")
_KEEPS = {"id": (4, 4), "id_like": (4, 4), "mobile": (3, 4), "account": (4, 4)}


@dataclass(frozen=True, slots=True)
class Finding:
    """`text[start:end]` is of that kind and would be written `mask`. digits: what it is read as, for its sample."""

    kind: Kind
    start: int
    end: int
    mask: str
    digits: str = ""

    @property
    def is_certain(self) -> bool:
        return self.kind in CERTAIN

    @property
    def sample(self) -> str:
        """Its ends, so that whoever wrote it knows which one is meant."""
        return f"{self.digits[:3]}…{self.digits[-2:]}" if self.digits else self.mask


def scan(text: str, *, heading: str = "") -> list[Finding]:
    """Everything in a text, in its order, none over another. heading: of the column, where it is a cell."""
    read = plain(text)
    found: list[Finding] = []
    for run in _RUN.finditer(read.text):
        found += _in_run(read, run.start(), run.group(), heading)
    taken = [(one.start, one.end) for one in found]
    found += [one for one in _houses(read, text) if not _meets(one, taken)]
    if not found and heading and text.strip():
        found += _whole_cell(text, heading)
    return sorted(found, key=lambda one: one.start)


def masked(text: str, *, heading: str = "", everything: bool = True) -> str:
    """The text with what was found masked; masked once more it is the same. everything: also what is not certain.

    Again and again, because what stands beside a masked number can become one with its ends.
    """
    while found := [one for one in scan(text, heading=heading) if everything or one.is_certain]:
        for one in reversed(found):
            text = text[: one.start] + one.mask + text[one.end :]
    return text


def _in_run(read: Plain, offset: int, run: str, heading: str) -> Iterator[Finding]:
    """The numbers in digits that only blanks and dashes part."""
    places = [place for place, one in enumerate(run) if one not in " -"]
    digits = "".join(run[place] for place in places)
    taken: list[tuple[int, int]] = []  # of `digits`
    for kind, first, last in _candidates(read.text, offset, run, digits, heading):
        if any(first < end and start < last for start, end in taken):
            continue
        taken.append((first, last))
        start, end = read.span(offset + places[first], offset + places[last - 1] + 1)
        yield Finding(kind, start, end, _mask(digits[first:last], kind), digits[first:last])


def _candidates(text: str, offset: int, run: str, digits: str, heading: str) -> Iterator[tuple[Kind, int, int]]:
    """(kind, first and last place in `digits`), the surest first."""
    by_column = _of_column(heading, digits)
    if by_column is not None:
        yield by_column, 0, len(digits)
    for first in range(len(digits) - 17):
        if is_id(digits[first : first + 18]):
            yield "id", first, first + 18
    before = text[max(0, offset - 24) : offset].rpartition("\n")[2]
    if len(digits) >= _ACCOUNT_DIGITS and _ACCOUNT_BEFORE.search(before):
        yield "account", 0, len(digits)
    after = text[offset + len(run) : offset + len(run) + 2]
    is_amount = after[:1] == "." and after[1:].isdigit()
    touches = after[:1].isascii() and after[:1].isalpha()
    follows = before[-1:].isascii() and before[-1:].isalpha()
    sizes = [len(group) for group in _GROUP.findall(run)]
    edges = [sum(sizes[:number]) for number in range(len(sizes) + 1)]
    for left in range(len(sizes)):
        for right in reversed(list(_within(edges, left))):
            if right == len(sizes) and (touches or is_amount):
                continue
            first, last = edges[left], edges[right]
            grouping = tuple(sizes[left:right])
            kind = _kind_of(digits[first:last], grouping, is_whole=len(grouping) == len(sizes))
            if kind is not None and not (follows and left == 0 and kind != "mobile"):
                yield kind, first, last


def _within(edges: Sequence[int], left: int) -> Iterator[int]:
    """The groups at which a number that begins with that one may end."""
    for right in range(left + 1, len(edges)):
        if edges[right] - edges[left] > _LONGEST:
            return
        yield right


def _kind_of(digits: str, grouping: tuple[int, ...], *, is_whole: bool) -> Kind | None:
    """is_whole: nothing else stands in the run, so that however it is grouped it is one number."""
    alone = is_whole or len(grouping) == 1 or set(grouping) == {1}
    if is_id_like(digits) and (alone or grouping in _USUAL["id_like"]):
        return "id_like"
    if is_old_id(digits) and (alone or grouping in _USUAL["old_id"]):
        return "id"
    number = grouping[1:] if grouping[0] in (2, 4) and digits.startswith(("86", "0086")) else grouping
    if is_mobile(digits) and (alone or number in _USUAL["mobile"] or len(number) == 1):
        return "mobile"
    by_fours = all(size == 4 for size in grouping[:-1]) or grouping[0] == 6
    return "account" if is_card(digits) and (alone or by_fours) else None


def _of_column(heading: str, digits: str) -> Kind | None:
    for kind, fewest, words in _COLUMNS:
        if len(digits) >= fewest and words.search(heading) and not (kind == "mobile" and _OFFICES.search(heading)):
            return kind
    return None


def _houses(read: Plain, text: str) -> Iterator[Finding]:
    taken: list[tuple[int, int]] = []
    for pattern in _HOUSE:
        for house in pattern.finditer(read.text):
            number = read.span(*house.span("number"))
            if not any(number[0] < end and start < number[1] for start, end in taken):
                taken.append(number)
                yield Finding("address", *number, "*")


def _whole_cell(text: str, heading: str) -> Iterator[Finding]:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if text[start:end].strip("*—-无/ ") == "":
        return
    if _HEALTH_COLUMN.search(heading):
        yield Finding("health", start, end, "***")
    elif _ADDRESS_COLUMN.search(heading) and re.search(r"[0-9]", plain(text).text):
        yield Finding("address", start, end, "***")


def _mask(digits: str, kind: Kind) -> str:
    head, tail = _KEEPS[kind]
    if kind == "mobile" and len(digits) > 11:
        head += len(digits) - 11
    if len(digits) < head + tail + 3:  # a short number of a column that says what it is
        head, tail = 1, 2
    return f"{digits[:head]}{'*' * (len(digits) - head - tail)}{digits[-tail:]}"


def _meets(one: Finding, taken: Sequence[tuple[int, int]]) -> bool:
    return any(one.start < end and start < one.end for start, end in taken)
