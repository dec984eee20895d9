"""Conditions, values and gaps in words a village secretary reads: “入社农户 ÷ 农户 ≥ 30 %”, “3.2 万元”, “差 1.8 万元”.

Labels are the rulebook's own text (its English where a reader has chosen English and the rulebook offers it); what
joins them is translated. Money is exact: 分 inside, 元 or 万元 in words, never rounded.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import get_language, gettext

from fivestar.engine.facts import FactDef
from fivestar.engine.language import parse
from fivestar.engine.rulebook import Criterion, Star
from fivestar.engine.tree import (
    Among,
    And,
    Arithmetic,
    Between,
    Comparison,
    Fact,
    Negative,
    Node,
    Not,
    Number,
    Or,
    Text,
    Truth,
    walk,
)
from fivestar.foundation.outcome import N_
from fivestar.standards.amounts import amount_in_words, gap_in_words, shortfall_in_words, value_in_words
from fivestar.standards.thresholds import SHARE_UNITS, plain

__all__ = ["amount_in_words", "gap_in_words", "shortfall_in_words", "value_in_words"]

Facts = Mapping[str, FactDef]

SIGNS = {"=": "=", "<>": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
_FLIPPED = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_WORD = re.compile(r"[a-z_][a-z0-9_]*")

VERDICT_WORDS = {
    "met": N_("达标"),
    "unmet": N_("未达标"),
    "unknown": N_("待核实"),
    "not_applicable": N_("不适用"),
    "pending": N_("期内"),
}
FREQUENCY_WORDS = {
    "realtime": N_("实时"),
    "month": N_("每月"),
    "quarter": N_("每季度"),
    "half_year": N_("每半年"),
    "term": N_("每学期"),
    "year": N_("每年"),
    "on_change": N_("变更时"),
}
SUPPLIER_WORDS = {
    "village": N_("村(社区)"),
    "township": N_("乡镇(街道)"),
    "department": N_("部门"),
    "records": N_("工作记录"),
}
_AGAINST_LAST_YEAR = {
    ">=": N_("{fact}不低于上年"),
    ">": N_("{fact}高于上年"),
    "<=": N_("{fact}不高于上年"),
    "<": N_("{fact}低于上年"),
    "=": N_("{fact}与上年相同"),
    "<>": N_("{fact}与上年不同"),
}


def verdict_word(verdict: str) -> str:
    return gettext(VERDICT_WORDS[verdict])


def frequency_word(frequency: str) -> str:
    return gettext(FREQUENCY_WORDS[frequency])


def supplier_word(supplied_by: str) -> str:
    return gettext(SUPPLIER_WORDS[supplied_by])


def label_of(fact: FactDef) -> str:
    if fact.label_en and (get_language() or "").startswith("en"):
        return fact.label_en
    return fact.label


def won_by_in_words(star: Star) -> str:
    """How the star is won: 全部适用任务达标, a share of them, or a number of points."""
    way = star.way
    if way.share:
        message = gettext("适用任务至少 {share} 达标,必达项全部达标")
        part, whole = way.share
        return message.format(share=f"{part} %" if whole == 100 else f"{part}/{whole}")
    if way.points is not None:
        return gettext("达标任务合计至少 {points} 分,必达项全部达标").format(points=way.points)
    return gettext("适用任务全部达标")


def condition_in_words(criterion: Criterion, facts: Facts) -> str:
    """When the criterion is met, in words."""
    return text_in_words(criterion.met_when, facts)


def applies_in_words(criterion: Criterion, facts: Facts) -> str:
    """When the criterion is asked of a branch at all; empty when always."""
    return text_in_words(criterion.applies_when, facts) if criterion.applies_when else ""


def text_in_words(condition: str, facts: Facts) -> str:
    """Any condition of the rule language in words. Raises RuleFault when it is not one."""
    used = tuple(facts[name] for name in dict.fromkeys(_WORD.findall(condition)) if name in facts)
    return _text_in_words(condition, used, get_language() or "")


@lru_cache(maxsize=4096)
def _text_in_words(condition: str, used: tuple[FactDef, ...], language: str) -> str:
    """`language` is part of the key: labels and joining words depend on it."""
    facts = {fact.id: fact for fact in used}
    return tree_in_words(parse(condition, facts), facts)


def tree_in_words(node: Node, facts: Facts) -> str:
    """A checked tree in words."""
    match node:
        case And(parts):
            return f" {gettext('并且')} ".join(_grouped(part, facts, Or) for part in parts)
        case Or(parts):
            return f" {gettext('或者')} ".join(_grouped(part, facts, And) for part in parts)
        case Not(part):
            return gettext("“{condition}”不成立").format(condition=tree_in_words(part, facts))
        case Comparison():
            return _comparison(node, facts)
        case Between(value, low, high):
            first, last = _bound(low, value, facts), _bound(high, value, facts)
            if _unit(value, facts) != "分":
                first = first.split(" ")[0]  # the unit stands once, behind the second
            message = gettext("{value}为 {first} 至 {last}")
            return message.format(value=_expression(value, facts), first=first, last=last)
        case Among(value, choices):
            listed = gettext("或").join(_choice(choice, value, facts) for choice in choices)
            return gettext("{value}为{choices}").format(value=_expression(value, facts), choices=listed)
        case Fact(name):
            return _expression(node, facts) if name in facts else name
        case _:
            return _expression(node, facts)


def _grouped(part: Node, facts: Facts, other: type[And] | type[Or]) -> str:
    words = tree_in_words(part, facts)
    return f"({words})" if isinstance(part, other) else words


def _comparison(node: Comparison, facts: Facts) -> str:
    if isinstance(node.left, Number) and not isinstance(node.right, Number):
        return _comparison(Comparison(_FLIPPED[node.op], node.right, node.left), facts)  # type: ignore[arg-type]
    special = _share(node, facts) or _against_last_year(node, facts) or _yes_or_choice(node, facts)
    if special:
        return special
    return f"{_expression(node.left, facts)} {SIGNS[node.op]} {_right_side(node, facts)}"


def _bound(node: Node, value: Node, facts: Facts) -> str:
    return _amount(node.value, value, facts) if isinstance(node, Number) else _expression(node, facts)


def _right_side(node: Comparison, facts: Facts) -> str:
    if isinstance(node.right, Number):
        return _amount(node.right.value, node.left, facts)
    return _expression(node.right, facts)


def _share(node: Comparison, facts: Facts) -> str | None:
    """`a * 100 >= b * 30` as a share; None when the comparison is something else."""
    match node:
        case Comparison(op, Arithmetic("*", left, Number(base)), Arithmetic("*", right, Number(share))):
            pass
        case _:
            return None
    quotient = f"{_operand(left, facts)} ÷ {_operand(right, facts)}"
    if base not in SHARE_UNITS:
        return f"{quotient} {SIGNS[op]} {share}/{base}"
    unit, per_unit = SHARE_UNITS[base]
    if unit not in {"%", "‰"}:
        unit = f"{_unit(left, facts)}/{gettext('万')}{_unit(right, facts)}"
    return f"{quotient} {SIGNS[op]} {plain(Decimal(share) / per_unit)} {unit}"


def _against_last_year(node: Comparison, facts: Facts) -> str | None:
    match node:
        case Comparison(op, Fact(now, False), Fact(before, True)) if now == before:
            return gettext(_AGAINST_LAST_YEAR[op]).format(fact=_expression(node.left, facts))
        case Comparison(op, Arithmetic("-", Fact(now, False), Fact(before, True)), Number(value)) if now == before:
            change = gettext("{fact}较上年增减").format(fact=_expression(Fact(now), facts))
            return f"{change} {SIGNS[op]} {_amount(value, Fact(now), facts)}"
        case _:
            return None


def _yes_or_choice(node: Comparison, facts: Facts) -> str | None:
    match node:
        case Comparison(op, value, Truth(is_true)):
            words = tree_in_words(value, facts)
            holds = is_true is (op == "=")
            return words if holds else gettext("“{condition}”不成立").format(condition=words)
        case Comparison(op, value, Text(choice)):
            message = gettext("{value}为{choices}") if op == "=" else gettext("{value}不为{choices}")
            return message.format(value=_expression(value, facts), choices=f"“{choice}”")
        case _:
            return None


def _expression(node: Node, facts: Facts) -> str:
    match node:
        case Fact(name, previous):
            label = label_of(facts[name]) if name in facts else name
            return gettext("上年的{fact}").format(fact=label) if previous else label
        case Number(value):
            return f"{value:,}"
        case Arithmetic(op, left, right):
            return f"{_operand(left, facts, op)} {_ARITHMETIC[op]} {_operand(right, facts, op)}"
        case Negative(part):
            return f"−{_operand(part, facts)}"
        case Text(value):
            return f"“{value}”"
        case Truth(is_true):
            return gettext("是") if is_true else gettext("否")
        case _:
            return tree_in_words(node, facts)


_ARITHMETIC = {"+": "+", "-": "−", "*": "×"}


def _operand(node: Node, facts: Facts, op: str = "*") -> str:
    words = _expression(node, facts)
    is_sum = isinstance(node, Arithmetic) and node.op in {"+", "-"}
    return f"({words})" if is_sum and op != "+" else words


def _choice(choice: int | str, value: Node, facts: Facts) -> str:
    return f"“{choice}”" if isinstance(choice, str) else _amount(choice, value, facts)


def _fact_of(node: Node, facts: Facts) -> FactDef | None:
    """The fact that says how an amount of this expression is written; None when its facts differ in that."""
    found = {facts[part.name] for part in walk(node) if isinstance(part, Fact) and part.name in facts}
    ways = {(fact.unit, fact.shown_as) for fact in found}
    return next(iter(found)) if len(ways) == 1 else None


def _unit(node: Node, facts: Facts) -> str:
    fact = _fact_of(node, facts)
    return fact.unit or "" if fact else ""


def _amount(value: int, node: Node, facts: Facts) -> str:
    fact = _fact_of(node, facts)
    return f"{value:,}" if fact is None else value_in_words(fact, value)
