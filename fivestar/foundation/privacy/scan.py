"""What of a text is about a person, where it stands, and how it looks when it is masked. Pure.

Certain: an identity number with its check digit, a bank card, an account, a mobile telephone, and whatever stands in a
column that says so. That never becomes public. Not certain: a number like an identity number whose check digit is
wrong, one like a telephone that may be an amount or a list of figures, a house number, an illness beside a name. There
whoever posts looks and says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fivestar.foundation.privacy.people import illnesses_in
from fivestar.foundation.privacy.plain import Plain, plain
from fivestar.foundation.privacy.runs import Kind, numbers_in

CERTAIN: frozenset[str] = frozenset({"id", "mobile", "account"})

_THING = (
    "楼|院|线|门面|门市|商铺|铺面|摊位|厂房|仓库|车库|车位|机井|井|泵|大棚|地块|鱼?塘|公厕|路灯|桥|村委|居委|党群|办公|服务|学校|小学"
    "|卫生室|大厅|会议室|公示栏|公开栏|文件|变压器|台区|路段|路口"
)
_HOUSE = (
    re.compile(rf"[0-9十百]{{1,4}} ?组 ?(?P<number>[0-9十百]{{1,5}}) ?号(?! ?(?:{_THING}))"),
    re.compile(r"门牌号?[:： ]*(?P<number>[0-9十百]{1,5})"),
    re.compile(r"[0-9十百]{1,4} ?(?:号楼|幢|栋|号院) ?(?:[0-9十]{1,2} ?单元)? ?(?P<number>[0-9]{2,5})(?![0-9元.,])"),
    re.compile(rf"(?:路|街|巷|胡同) ?(?P<number>[0-9十百]{{1,5}}) ?号(?! ?(?:{_THING}))"),
)
_ADDRESS_COLUMN = re.compile(r"住址|地址|门牌")
_HEALTH_COLUMN = re.compile(r"残疾(?:类别|类型|等级|级别)|病种|病情|疾病|患病|诊断|健康状况|致贫原因")
_KEEPS = {"id": (4, 4), "id_like": (4, 4), "mobile": (3, 4), "mobile_like": (3, 4), "account": (4, 4)}


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


def scan(text: str, *, heading: str = "", beside_name: bool = False) -> list[Finding]:
    """Everything in a text, in its order, none over another.

    heading: of the column, where it is a cell. beside_name: its table is one of people, by name.
    """
    read = plain(text)
    found = [
        Finding(one.kind, *read.span(one.start, one.end), _mask(one.digits, one.kind), one.digits)
        for one in numbers_in(read, text, heading)
    ]
    if not found and heading and text.strip():
        found += _whole_cell(text, heading)
    for more in (_houses(read), _illnesses(text, beside_name=beside_name)):
        taken = [(one.start, one.end) for one in found]
        found += [one for one in more if not _meets(one, taken)]
    return sorted(found, key=lambda one: one.start)


def masked(text: str, *, heading: str = "", beside_name: bool = False, everything: bool = True) -> str:
    """The text with what was found masked; masked once more it is the same. everything: also what is not certain.

    Again and again, because what stands beside a masked number can become one with its ends.
    """

    def left() -> list[Finding]:
        found = scan(text, heading=heading, beside_name=beside_name)
        return [one for one in found if everything or one.is_certain]

    while found := left():
        for one in reversed(found):
            text = text[: one.start] + one.mask + text[one.end :]
    return text


def _houses(read: Plain) -> Iterator[Finding]:
    taken: list[tuple[int, int]] = []
    for pattern in _HOUSE:
        for house in pattern.finditer(read.text):
            number = read.span(*house.span("number"))
            if not any(number[0] < end and start < number[1] for start, end in taken):
                taken.append(number)
                yield Finding("address", *number, "*")


def _illnesses(text: str, *, beside_name: bool) -> Iterator[Finding]:
    for start, end in illnesses_in(text, beside_name=beside_name):
        yield Finding("health", start, end, "***")


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
    if kind in ("mobile", "mobile_like") and len(digits) > 11:
        head += len(digits) - 11
    if len(digits) < head + tail + 3:  # a short number of a column that says what it is
        head, tail = 1, 2
    return f"{digits[:head]}{'*' * (len(digits) - head - tail)}{digits[-tail:]}"


def _meets(one: Finding, taken: Sequence[tuple[int, int]]) -> bool:
    return any(one.start < end and start < one.end for start, end in taken)
