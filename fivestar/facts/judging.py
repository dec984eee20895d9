"""Judging one written value of a file: which branch, fact, period, value and day it means, or what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from fivestar.engine.facts import FactDef
from fivestar.facts import periods
from fivestar.facts.catalogue import Catalogue
from fivestar.facts.values import Problem, parse_value
from fivestar.foundation.outcome import N_
from fivestar.foundation.sheets import is_error_cell

LOCAL = ""  # the group of facts that villages, townships and their records supply
TOWNSHIP = "township"  # of these, when they are stated, the township's part
MAX_SOURCE = 300

PERIOD_WORDS = {
    "year": "年",
    "half_year": "半年",
    "quarter": "季度",
    "term": "学期",
    "month": "月",
    "day": "日",
}

_CODE_READ_AS_NUMBER = re.compile(r"^\d(\.\d+)?E\+?\d+$|^\d{12}\.0*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row, and in which of its columns."""

    column: str
    message_id: str
    values: Mapping[str, object] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        return {"column": self.column, "message_id": self.message_id, "values": dict(self.values)}


@dataclass(frozen=True, slots=True)
class Judged:
    """A row that was understood, or its faults (then the other fields hold what could be understood)."""

    branch: int | None
    fact: str | None
    period: str
    year: int | None
    value: int | None
    observed_on: date | None
    source: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What rows of one file are judged by.

    may_say: group of the fact (department, LOCAL or TOWNSHIP) → ids of branches the actor may speak of.
    """

    district_code: str
    branches: Mapping[str, int]
    catalogue: Catalogue
    basis: str
    may_say: Callable[[str], frozenset[int]]
    today: date
    default_period: str
    default_source: str
    default_day: date | None


def group_of(fact: FactDef) -> str:
    """The department that supplies (or keeps the records of) a fact; LOCAL for villages' and townships' own."""
    return (fact.department or LOCAL) if fact.supplier_level == "department" else LOCAL


def act_of_stating(fact: FactDef) -> str:
    """The act by which the fact's own supplier states it, a village or its township."""
    return "facts.state_township" if fact.supplier_level == "township" else "facts.state_local"


def judge(raw: Mapping[str, object], rules: Rules) -> Judged:
    """All faults of a row at once. `raw` by column: branch, fact, period, value, unit, observed_on, source."""
    faults: list[Fault] = []
    branch = _branch(raw.get("branch"), rules, faults)
    slug = _fact(raw.get("fact"), rules, faults)
    day = _day(raw.get("observed_on"), rules, faults)
    source = unicodedata.normalize("NFC", _text(raw.get("source")) or rules.default_source)[:MAX_SOURCE]
    if source.startswith("="):
        faults.append(Fault("source", N_("是公式,请直接写来源({found})"), {"found": source}))
    period = value = None
    if slug is not None:
        fact = rules.catalogue.facts[slug]
        _may(branch, fact, rules, faults)
        period = _period(raw.get("period"), fact, day, rules, faults)
        written = _plain(raw.get("value"))
        parsed = parse_value(fact, written, _text(raw.get("unit")))
        if is_error_cell(written):
            faults.append(Fault("value", N_("公式出错:{found}"), {"found": written}))
        elif isinstance(written, str) and written.startswith("="):
            faults.append(Fault("value", N_("是公式,不是数:请填算好的数字({found})"), {"found": written}))
        elif isinstance(parsed, Problem):
            faults.append(Fault("value", parsed.message_id, parsed.values))
        else:
            value = parsed
    if period is not None and day is not None and day < period.first:
        faults.append(
            Fault("observed_on", N_("{day} 早于期间 {period} 开始"), {"day": day.isoformat(), "period": period.text})
        )
    return Judged(
        branch=branch,
        fact=slug,
        period=period.text if period else "",
        year=period.year if period else None,
        value=value,
        observed_on=day,
        source=source,
        faults=tuple(faults),
    )


def duplicate_of(row: int) -> Fault:
    return Fault("branch", N_("与第 {row} 行重复:同一支部、同一数据项、同一期间"), {"row": row})


def _branch(written: object, rules: Rules, faults: list[Fault]) -> int | None:
    code = _text(written)
    if not code:
        faults.append(Fault("branch", N_("没有填 12 位代码")))
    elif isinstance(written, float) or _CODE_READ_AS_NUMBER.match(code):
        faults.append(
            Fault("branch", N_("代码被表格当成数字({found}),请把这一列设为文本后重填 12 位代码"), {"found": code})
        )
    elif not re.fullmatch(r"\d{12}", code):
        faults.append(Fault("branch", N_("应是 12 位数字代码,现为“{found}”"), {"found": code}))
    elif not code.startswith(rules.district_code):
        faults.append(
            Fault(
                "branch", N_("{found} 不是本区的代码(本区以 {code} 开头)"), {"found": code, "code": rules.district_code}
            )
        )
    elif code not in rules.branches:
        faults.append(Fault("branch", N_("本区名录里没有代码 {found}"), {"found": code}))
    return rules.branches.get(code)


def _fact(written: object, rules: Rules, faults: list[Fault]) -> str | None:
    text = _text(written)
    slug = rules.catalogue.find(text)
    if not text:
        faults.append(Fault("fact", N_("没有填数据项")))
    elif slug is None:
        faults.append(Fault("fact", N_("没有“{found}”这个数据项"), {"found": text}))
    return slug


def _may(branch: int | None, fact: FactDef, rules: Rules, faults: list[Fault]) -> None:
    group = group_of(fact)
    if rules.basis == "S" and group != LOCAL:
        faults.append(
            Fault("fact", N_("“{label}”由 {department} 提供,村里不用报"), {"label": fact.label, "department": group})
        )
        return
    is_townships = rules.basis == "S" and fact.supplier_level == "township"
    allowed = rules.may_say(TOWNSHIP if is_townships else group)
    if branch is None or branch in allowed:
        return
    if allowed:
        faults.append(Fault("branch", N_("这个支部不在您的岗位范围内")))
    elif is_townships:
        faults.append(Fault("fact", N_("“{label}”由乡镇(街道)提供,村里不用报"), {"label": fact.label}))
    elif group:
        faults.append(
            Fault(
                "fact",
                N_("“{label}”由 {department} 核实,不在您的岗位范围内"),
                {"label": fact.label, "department": group},
            )
        )
    else:
        faults.append(Fault("fact", N_("“{label}”由乡镇(街道)核实,不在您的岗位范围内"), {"label": fact.label}))


def _period(
    written: object, fact: FactDef, day: date | None, rules: Rules, faults: list[Fault]
) -> periods.Period | None:
    text = _text(written) or rules.default_period
    if not text:
        if day is None:
            return None
        return periods.of_day(day, fact.period)
    period = periods.parse(text)
    if period is None:
        faults.append(
            Fault(
                "period",
                N_("看不懂期间“{found}”,应写成 {example}"),
                {"found": text, "example": periods.EXAMPLE[fact.period]},
            )
        )
        return None
    if period.kind != fact.period:
        faults.append(
            Fault(
                "period",
                N_("“{label}”按{kind}填报,应写成 {example},现为“{found}”"),
                {
                    "label": fact.label,
                    "kind": PERIOD_WORDS[fact.period],
                    "example": periods.EXAMPLE[fact.period],
                    "found": text,
                },
            )
        )
        return None
    return period


def _day(written: object, rules: Rules, faults: list[Fault]) -> date | None:
    if isinstance(written, datetime):
        day: date | None = written.date()
    elif isinstance(written, date):
        day = written
    elif not _text(written):
        day = rules.default_day or rules.today
    else:
        found = periods.parse(_text(written)[:10] if "T" in _text(written) else _text(written))
        day = found.first if found is not None and found.kind == "day" else None
    if day is None:
        faults.append(Fault("observed_on", N_("日期应写成 2023-05-31,现为“{found}”"), {"found": _text(written)}))
    elif day > rules.today:
        faults.append(Fault("observed_on", N_("日期 {day} 还没有到"), {"day": day.isoformat()}))
        return None
    return day


def _text(written: object) -> str:
    return "" if written is None else unicodedata.normalize("NFKC", str(_plain(written))).strip()


def _plain(written: object) -> object:
    """A whole number that a workbook holds as a float is the whole number."""
    if written is None:
        return ""
    if isinstance(written, float) and written.is_integer() and abs(written) < 2**53:
        return int(written)
    return written
