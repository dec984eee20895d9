"""A row of the district's own workbook of tasks: its columns, what each may hold, and every fault with its place.

Pure; no database. The columns are those of the drafts (`id, scheme, star, …`) or their Chinese names in the template.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from fivestar.foundation.outcome import N_, in_words
from fivestar.standards.forbidden import objection
from fivestar.standards.thresholds import BASES, FEN, Reading

HEADINGS: dict[str, str] = {
    "id": "编号",
    "scheme": "类别",
    "star": "星",
    "key_task": "重点任务",
    "name": "任务",
    "criterion": "评星标准",
    "kind": "类型",
    "op": "比较",
    "threshold": "阈值",
    "unit": "单位",
    "evidence": "佐证",
    "lead_dept": "牵头单位",
    "frequency": "频次",
    "supplied_by": "数据由谁提供",
    "source": "来源",
    "evidence_reason": "佐证理由",
}
OPTIONAL = frozenset({"evidence_reason"})
SCHEMES = {"农村": "rural", "城市社区": "urban"}
KINDS = {"数值": "number", "次数": "count", "比例": "percentage", "是否": "boolean", "否决": "veto"}
OPS = {"≥": ">=", "≤": "<=", "=": "=", ">": ">", "<": "<", "介于": "between"}
EVIDENCE = ("系统记录", "部门数据", "现场核查", "文书", "群众评议")
FREQUENCIES = {
    "实时": "realtime",
    "月": "month",
    "季": "quarter",
    "半年": "half_year",
    "学期": "term",
    "年": "year",
    "变更时": "on_change",
}
SUPPLIERS = {"村": "village", "社区": "village", "乡镇": "township", "街道": "township", "部门": "department"}
DRAFTED = "drafted"
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,30}")
_A_YEAR = re.compile(r"/(年|季|月|半年|学期)$")
_MAX_TEXT = 300
_MAX_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Remark:
    """A fault or a note at a cell. `row` as the user counts it (0: the whole file), `column` a heading or empty."""

    row: int
    column: str
    message_id: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"row": self.row, "column": self.column, "message_id": self.message_id, "values": dict(self.values)}

    def __str__(self) -> str:
        return in_words(self.message_id, self.values)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A sound row. `reading` is what kind, op, threshold and unit say together."""

    number: int
    id: str
    star: str  # star id
    key_task: str
    name: str
    text: str
    kind: str  # number count percentage boolean veto
    reading: Reading
    accrues: bool
    evidence: str
    evidence_reason: str
    lead_dept: str
    frequency: str
    supplied_by: str
    source: str


class RowReader:
    """Reads rows of one category; collects what is wrong in `faults`."""

    def __init__(self, category: str, stars: Mapping[str, str], short_names: Mapping[str, str]) -> None:
        """Names of the stars of the edition in force → their ids."""
        self.category = category
        self.stars = stars
        self.short_names = short_names
        self.faults: list[Remark] = []
        self._seen: dict[str, int] = {}

    def read(self, number: int, cells: Mapping[str, str]) -> TaskRow | None:
        """The row, or None when something is wrong with it."""
        before = len(self.faults)
        row = _Cells(number, cells, self.faults)
        self._read_id(row)
        if row.text("scheme") and SCHEMES.get(row.text("scheme")) != self.category:
            expected = next(name for name, category in SCHEMES.items() if category == self.category)
            row.fault("scheme", N_("类别应为“{expected}”,现为“{found}”"), expected=expected)
        star = row.choice("star", self.stars, self.short_names)
        kind = row.choice("kind", KINDS)
        frequency = row.choice("frequency", FREQUENCIES)
        supplied_by = row.choice("supplied_by", SUPPLIERS)
        evidence = row.choice("evidence", {name: name for name in EVIDENCE})
        for column in ("key_task", "name", "criterion", "lead_dept"):
            row.required(column)
        for column in HEADINGS:
            if len(row.text(column)) > _MAX_TEXT:
                row.fault(column, N_("文字过长(最多 {most} 个字)"), most=_MAX_TEXT)
        reading = _reading(row, kind) if kind else None
        self._refuse_forbidden(row, kind)
        if len(self.faults) > before or reading is None:
            return None
        unit = row.text("unit")
        return TaskRow(
            number=number,
            id=row.text("id"),
            star=star,
            key_task=row.text("key_task"),
            name=row.text("name"),
            text=row.text("criterion"),
            kind=kind,
            reading=reading,
            accrues=kind == "count" and reading.op == ">=" and _A_YEAR.search(unit) is not None,
            evidence=evidence,
            evidence_reason=row.text("evidence_reason"),
            lead_dept=row.text("lead_dept"),
            frequency=frequency,
            supplied_by=supplied_by,
            source=row.text("source") or DRAFTED,
        )

    def _read_id(self, row: "_Cells") -> None:
        if not row.required("id"):
            return
        name = row.text("id")
        if not _ID.fullmatch(name):
            row.fault("id", N_("编号“{found}”应以英文字母开头,只含英文字母、数字、下划线和短横"))
        elif name in self._seen:
            row.fault("id", N_("编号“{found}”与第 {first} 行重复"), first=self._seen[name])
        else:
            self._seen[name] = row.number

    def _refuse_forbidden(self, row: "_Cells", kind: str) -> None:
        text = f"{row.text('name')} {row.text('criterion')}"
        against = objection(text, is_share=kind == "percentage", has_source=row.text("source") not in {"", DRAFTED})
        if against:
            row.fault("criterion", against)


@dataclass(slots=True)
class _Cells:
    """The cells of one row and where its faults go."""

    number: int
    cells: Mapping[str, str]
    faults: list[Remark]

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def fault(self, column: str, message_id: str, /, **values: Any) -> None:
        self.faults.append(Remark(self.number, HEADINGS[column], message_id, {"found": self.text(column), **values}))

    def required(self, column: str) -> bool:
        if not self.text(column):
            self.fault(column, N_("缺少“{column}”"), column=HEADINGS[column])
        return bool(self.text(column))

    def choice(self, column: str, choices: Mapping[str, str], also: Mapping[str, str] | None = None) -> str:
        """The value meant; empty after a fault. `also`: other spellings, understood and not offered."""
        if not self.required(column):
            return ""
        text = self.text(column)
        value = choices.get(text) or (also or {}).get(text)
        if value is None and text not in choices.values():
            self.fault(column, N_("“{found}”不是{choices}之一"), choices="、".join(choices))
            return ""
        return value or text


def _reading(row: _Cells, kind: str) -> Reading | None:
    if kind == "boolean":
        if row.text("threshold") not in {"是", ""}:
            row.fault("threshold", N_("“是否”类任务的阈值应为“是”,现为“{found}”"))
        return Reading("boolean", "=", Decimal(1))
    op = row.choice("op", OPS)
    bounds = _bounds(row, op) if op else None
    unit = _unit(row, kind)
    if bounds is None or unit is None:
        return None
    low, high = bounds
    if unit not in BASES and not all(_is_whole(bound, unit) for bound in bounds if bound is not None):
        row.fault("threshold", N_("以“{unit}”计的阈值应为整数,现为“{found}”"), unit=unit)
        return None
    return Reading("percentage" if unit == "%" else "number", op, low, high, unit)


def _is_whole(bound: Decimal, unit: str) -> bool:
    amount = bound * FEN.get(unit, 1)
    return amount == int(amount)


def _unit(row: _Cells, kind: str) -> str | None:
    unit = row.text("unit")
    if kind == "percentage":
        if unit not in {"%", "‰"}:
            row.fault("unit", N_("“比例”类任务的单位应为 %,现为“{found}”"))
            return None
        return "‰" if unit == "‰" else "%"
    if not unit:
        row.fault("unit", N_("缺少“{column}”"), column=HEADINGS["unit"])
        return None
    return unit if unit in BASES else _A_YEAR.sub("", unit)


def _bounds(row: _Cells, op: str) -> tuple[Decimal, Decimal | None] | None:
    if not row.required("threshold"):
        return None
    text = row.text("threshold")
    if op != "between":
        number = _number(text)
        if number is None:
            row.fault("threshold", N_("阈值应为数字,现为“{found}”"))
            return None
        return number, None
    ends = [_number(part) for part in re.split(r"\.\.|至|~|—", text)]
    if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] > ends[1]:
        row.fault("threshold", N_("“介于”的阈值应写成 3..5,现为“{found}”"))
        return None
    return ends[0], ends[1]


def _number(text: str) -> Decimal | None:
    """A plain decimal number with at most three decimals, within what the engine keeps exact."""
    if not re.fullmatch(r"-?\d{1,12}(\.\d+)?", text, re.ASCII):
        return None
    try:
        number = Decimal(text).normalize()
    except InvalidOperation:
        return None
    return number if -int(number.as_tuple().exponent) <= _MAX_DECIMALS else None
