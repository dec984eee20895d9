"""Proves that a tree is a question with a yes/no answer and that no intermediate number leaves ±2**53."""

from collections.abc import Mapping
from dataclasses import dataclass

from fivestar.engine.facts import EXACT, FactDef, integer_range
from fivestar.engine.faults import N_, RuleFault
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
    parts_of,
)


@dataclass(frozen=True, slots=True)
class Interval:
    """What an integer expression can be, both ends included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of these texts; a literal is the only one of its kind."""

    texts: tuple[str, ...]
    is_literal: bool = False


class Boolean:
    """An answer: yes, no or unknown."""


Kind = Interval | Choice | Boolean


def prove(tree: Node, facts: Mapping[str, FactDef]) -> None:
    """Refuse (RuleFault) what is not a condition over `facts` with exact integers throughout."""
    if not isinstance(kind_of(tree, facts), Boolean):
        raise RuleFault(N_("条件的结果不是“是/否”"))


def interval_of(tree: Node, facts: Mapping[str, FactDef]) -> Interval:
    """The proven range of an integer expression."""
    kind = kind_of(tree, facts)
    if not isinstance(kind, Interval):
        raise RuleFault(N_("这里要用整数"))
    return kind


def kind_of(node: Node, facts: Mapping[str, FactDef]) -> Kind:  # noqa: C901 -- one case for each node
    """What a node is, proven part by part; RuleFault where the parts do not fit."""
    match node:
        case Number(value):
            return _exact(value, value)
        case Truth():
            return Boolean()
        case Text(value):
            return Choice((value,), is_literal=True)
        case Fact(name):
            return _fact(name, facts)
        case Arithmetic() | Negative():
            return _arithmetic(node, facts)
        case Comparison(op, left, right):
            _compare(op, kind_of(left, facts), kind_of(right, facts))
        case Between(value, low, high):
            for part in (value, low, high):
                interval_of(part, facts)
        case Among(value, choices):
            _among(kind_of(value, facts), choices)
        case Not() | And() | Or():
            for part in parts_of(node):
                prove(part, facts)
    return Boolean()


def _fact(name: str, facts: Mapping[str, FactDef]) -> Kind:
    fact = facts.get(name)
    if fact is None:
        raise RuleFault(N_("没有定义的事实 {fact}"), fact=name)
    if fact.type == "boolean":
        return Boolean()
    if fact.type == "choice":
        return Choice(fact.choices or ())
    return _exact(*integer_range(fact))


def _arithmetic(node: Arithmetic | Negative, facts: Mapping[str, FactDef]) -> Interval:
    if isinstance(node, Negative):
        part = interval_of(node.part, facts)
        return _exact(-part.high, -part.low)
    left, right = interval_of(node.left, facts), interval_of(node.right, facts)
    if node.op == "+":
        return _exact(left.low + right.low, left.high + right.high)
    if node.op == "-":
        return _exact(left.low - right.high, left.high - right.low)
    corners = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
    return _exact(min(corners), max(corners))


def _exact(low: int, high: int) -> Interval:
    if low < -EXACT or high > EXACT:
        raise RuleFault(N_("中间结果可能超出 ±2^53(最小 {low},最大 {high}),请收紧事实的范围"), low=low, high=high)
    return Interval(low, high)


def _compare(op: str, left: Kind, right: Kind) -> None:
    if isinstance(left, Interval) and isinstance(right, Interval):
        return
    if op not in {"=", "<>"}:
        raise RuleFault(N_("{op} 只能比较整数"), op=op)
    if isinstance(left, Boolean) and isinstance(right, Boolean):
        return
    if isinstance(left, Choice) and isinstance(right, Choice) and left.is_literal is not right.is_literal:
        literal, choice = (left, right) if left.is_literal else (right, left)
        _known(literal.texts, choice)
        return
    raise RuleFault(N_("{op} 两边的类型不同"), op=op)


def _among(value: Kind, choices: tuple[int | str, ...]) -> None:
    if isinstance(value, Interval) and all(isinstance(choice, int) for choice in choices):
        return
    if isinstance(value, Choice) and not value.is_literal and all(isinstance(choice, str) for choice in choices):
        _known(tuple(str(choice) for choice in choices), value)
        return
    raise RuleFault(N_("IN 列表与左边的类型不同"))


def _known(texts: tuple[str, ...], choice: Choice) -> None:
    for text in texts:
        if text not in choice.texts:
            raise RuleFault(N_("“{text}”不在选项 {choices} 里"), text=text, choices="、".join(choice.texts))
