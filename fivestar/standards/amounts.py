"""Values, amounts and gaps in words: “3.2 万元”, “差 1.8 万元”.

Money is exact: 分 inside, 元 or 万元 in words, never rounded.
"""

from collections.abc import Mapping

from django.utils.translation import gettext, pgettext

from fivestar.engine.explain import Step
from fivestar.engine.facts import FactDef, Value, base_name
from fivestar.standards.thresholds import FEN

HUNDREDTH_OF_WAN = FEN["万元"] // 100


def value_in_words(fact: FactDef, value: Value) -> str:
    """3200000 分 → “3.2 万元”, True → “是”, None → “待核实”."""
    if value is None:
        return gettext("待核实")
    if isinstance(value, bool):
        return pgettext("answer", "是") if value else pgettext("answer", "否")
    if isinstance(value, str):
        return value
    return amount_in_words(value, fact.unit, fact.shown_as)


def amount_in_words(value: int, unit: str | None, shown_as: str | None = None) -> str:
    """A whole number of a unit as pages write it; 分 as 元, as 万元 when wanted and two decimals say it."""
    if unit == "分":
        # “7,505.05 元” is sooner read than “0.750505 万元”.
        shown = shown_as if shown_as and value % HUNDREDTH_OF_WAN == 0 else "元"
        return f"{_exact_quotient(value, FEN[shown])} {shown}"
    return f"{value:,} {unit}" if unit else f"{value:,}"


def _exact_quotient(value: int, divisor: int) -> str:
    whole, rest = divmod(abs(value), divisor)
    decimals = str(rest).zfill(len(str(divisor)) - 1).rstrip("0")
    sign = "-" if value < 0 else ""
    return f"{sign}{whole:,}.{decimals}" if decimals else f"{sign}{whole:,}"


def gap_in_words(step: Step, facts: Mapping[str, FactDef]) -> str:
    """What is missing to the threshold (“差 1.8 万元”) or is beyond it (“超出 2 起”); empty without a gap."""
    if step.gap is None or step.fact is None:
        return ""
    fact = facts[base_name(step.fact)]
    amount = amount_in_words(step.gap, fact.unit, fact.shown_as)
    return gettext("超出 {amount}").format(amount=amount) if _is_too_much(step) else shortfall_in_words(amount)


def shortfall_in_words(amount: str) -> str:
    return gettext("差 {amount}").format(amount=amount)


def _is_too_much(step: Step) -> bool:
    measured, wanted = step.left, step.right
    if measured is not None and measured.op == "number":
        measured, wanted = wanted, measured
    if measured is None or wanted is None:
        return False
    return isinstance(measured.value, int) and isinstance(wanted.value, int) and measured.value > wanted.value
