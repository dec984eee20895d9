"""Between what people write, what is stored and what the engine judges.

Stored: an integer in the fact's canonical unit (money 分), a boolean 0/1, a choice its index in the definition.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from fivestar.engine.facts import FactDef, Value, integer_range
from fivestar.foundation.outcome import N_

_TRUE = {"是", "有", "TRUE", "YES", "Y", "1", "√", "对"}
_FALSE = {"否", "无", "FALSE", "NO", "N", "0", "×", "没有"}
SCALES = {"分": 1, "元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}
# Commas part thousands and nothing else: “5,5” may be meant for 5.5 or for two numbers, and is asked back.
_NUMBER = re.compile(r"^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(\D*)$")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a written value cannot be taken."""

    message_id: str
    values: Mapping[str, object] = field(default_factory=dict)


def parse_value(fact: FactDef, written: object, unit: str = "") -> int | Problem:
    """The stored integer for what somebody wrote; `unit` is the file's unit column, a unit after the number wins.

    Money without any unit is in the unit the fact is shown in. Full-width digits and thousands commas are read; raised
    and circled digits are not (“5²” is no 52).
    """
    if isinstance(written, bool):
        text = "是" if written else "否"
    else:
        text = unicodedata.normalize("NFKC", str(written)).strip()
    if text == "":
        return Problem(N_("没有填数值"))
    if fact.type == "boolean":
        return _boolean(text)
    if fact.type == "choice":
        return _choice(fact, text)
    if any(unicodedata.category(sign) == "No" for sign in str(written)):
        return Problem(N_("应填数字,现为“{found}”"), {"found": str(written).strip()})
    return _integer(fact, text, unicodedata.normalize("NFKC", unit).strip())


def stored_of(fact: FactDef, value: Value) -> int | Problem:
    """The stored integer for a value of the engine (int, bool, choice text)."""
    if fact.type == "boolean":
        return int(value) if isinstance(value, bool) else Problem(N_("应填“是”或“否”"))
    if fact.type == "choice":
        return _choice(fact, str(value))
    if isinstance(value, bool) or not isinstance(value, int):
        return Problem(N_("应是整数"))
    return _in_range(fact, value)


def value_of(fact: FactDef, stored: int) -> int | bool | str:
    """What the engine judges."""
    if fact.type == "boolean":
        return bool(stored)
    if fact.type == "choice":
        return (fact.choices or ())[stored]
    return stored


def _boolean(text: str) -> int | Problem:
    word = text.upper()
    if word in _TRUE:
        return 1
    if word in _FALSE:
        return 0
    return Problem(N_("应填“是”或“否”,现为“{found}”"), {"found": text})


def _choice(fact: FactDef, text: str) -> int | Problem:
    choices = fact.choices or ()
    if text in choices:
        return choices.index(text)
    return Problem(N_("应填 {choices} 之一,现为“{found}”"), {"choices": "、".join(choices), "found": text})


def _integer(fact: FactDef, text: str, unit: str) -> int | Problem:
    found = _NUMBER.match(text)
    if not found:
        return Problem(N_("应填数字,现为“{found}”"), {"found": text})
    unit = found[2].strip() or unit
    try:
        number = Decimal(found[1].replace(",", ""))
    except InvalidOperation:
        return Problem(N_("应填数字,现为“{found}”"), {"found": text})
    if fact.unit == "分":
        unit = unit or fact.shown_as or "分"
        if unit not in SCALES:
            return Problem(N_("金额单位应是 元 或 万元,现为“{found}”"), {"found": text})
        number *= SCALES[unit]
    elif unit and unit != (fact.unit or ""):
        return Problem(N_("单位应是“{unit}”,现为“{found}”,请只填数字"), {"unit": fact.unit or "", "found": text})
    if number != number.to_integral_value():
        return Problem(N_("应填整数({unit}),现为“{found}”"), {"unit": fact.unit or "", "found": text})
    return _in_range(fact, int(number))


def _in_range(fact: FactDef, number: int) -> int | Problem:
    low, high = integer_range(fact)
    if low <= number <= high:
        return number
    scale = scale_of(fact)
    return Problem(
        N_("应在 {low} 到 {high} {unit} 之间"),
        {
            "low": in_unit(low, scale),
            "high": in_unit(high, scale),
            "unit": fact.shown_as or fact.unit or "",
        },
    )


def scale_of(fact: FactDef) -> int:
    """How many of the canonical unit make one of the unit it is written in."""
    return SCALES[fact.shown_as] if fact.shown_as else 1


def in_unit(number: int, scale: int) -> str:
    """A whole number of small units in units of `scale`, without needless zeros."""
    text = f"{Decimal(number) / scale:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text  # 100 is not 1
