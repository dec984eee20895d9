"""What a fact is: its name, type, range, who supplies it and how its periods add up."""

from typing import Literal

import msgspec

from fivestar.engine.faults import N_

EXACT = 2**53  # integers beyond ±2**53 are not exact in JSON, spreadsheets and JavaScript
PREVIOUS = "previous."

Value = int | bool | str | None
Level = Literal["village", "township", "department"]
Period = Literal["day", "month", "quarter", "half_year", "term", "year"]
Frequency = Literal["realtime", "month", "quarter", "half_year", "term", "year", "on_change"]


class FactDef(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """One fact of the catalogue. Integers are in `unit` (money always 分) and inside `range`, both ends included."""

    id: str
    label: str
    label_en: str | None = None
    question: str | None = None
    type: Literal["integer", "boolean", "choice"]
    choices: tuple[str, ...] | None = None
    unit: str | None = None
    shown_as: Literal["元", "万元"] | None = None
    range: tuple[int, int] | None = None
    supplied_by: Literal["village", "township", "department", "records"]
    keeper: Level | None = None
    department: str | None = None
    frequency: Frequency
    period: Period = "year"
    adds: Literal["last", "sum", "max", "min"] = "last"
    stale_after_days: int | None = None
    source_system: str | None = None

    @property
    def supplier_level(self) -> Level:
        """Who gives it; of what is counted from records, who keeps them."""
        return (self.keeper or "village") if self.supplied_by == "records" else self.supplied_by

    @property
    def is_told_on_change(self) -> bool:
        """Not asked period by period: once a year, and told when it changes."""
        return self.frequency in ("realtime", "on_change")


def base_name(key: str) -> str:
    """`previous.households` and `households` are values of the same fact."""
    return key.removeprefix(PREVIOUS)


def value_problem(fact: FactDef, value: Value) -> tuple[str, dict[str, object]] | None:
    """Why `value` cannot be a value of `fact` (message id and its values); None when it can, as unknown can."""
    if value is None:
        return None
    if fact.type == "boolean":
        return None if isinstance(value, bool) else (N_("应为 TRUE 或 FALSE,现为 {found}"), {"found": value})
    if fact.type == "choice":
        choices = fact.choices or ()
        if isinstance(value, str) and value in choices:
            return None
        return N_("应为 {choices} 之一,现为 {found}"), {"choices": "、".join(choices), "found": value}
    if isinstance(value, bool) or not isinstance(value, int):
        return N_("应为整数,现为 {found}"), {"found": value}
    low, high = integer_range(fact)
    if low <= value <= high:
        return None
    return N_("应在 {low} 到 {high} 之间,现为 {found}"), {"low": low, "high": high, "found": value}


def integer_range(fact: FactDef) -> tuple[int, int]:
    """The inclusive range of an integer fact; the whole exact range where none is given."""
    return fact.range or (-EXACT, EXACT)
