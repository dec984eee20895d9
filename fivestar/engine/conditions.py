"""Conditions and numbers as Python closures over one branch's facts. None is unknown, throughout (Kleene)."""

import operator
from collections.abc import Callable
from typing import Any

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
)

Get = Callable[[str], Any]
Run = Callable[[Get], Any]

_OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def closure(node: Node) -> Run:  # noqa: PLR0911 -- one case for each node
    """A function from a way to get facts to the value of the node."""
    match node:
        case Fact():
            key = node.key
            return lambda get: get(key)
        case Number(value) | Truth(value) | Text(value):
            return lambda get: value
        case Arithmetic(op, left, right) | Comparison(op, left, right):
            return _pair(op, left, right)
        case Negative(part):
            return _unary(operator.neg, closure(part))
        case Not(part):
            return _unary(operator.not_, closure(part))
        case Between(value, low, high):
            return _and((closure(Comparison(">=", value, low)), closure(Comparison("<=", value, high))))
        case Among(value, choices):
            return _unary(frozenset(choices).__contains__, closure(value))
        case And(parts):
            return _and(tuple(closure(part) for part in parts))
        case Or(parts):
            return _or(tuple(closure(part) for part in parts))


def _pair(op: str, left: Node, right: Node) -> Run:
    """Most conditions set a fact against a number, and most products too: those take one call instead of three."""
    operate = _OPERATIONS[op]
    if isinstance(left, Fact) and isinstance(right, Number | Truth | Text):
        return _fact_with_literal(operate, left.key, right.value)
    first, second = closure(left), closure(right)

    def run(get: Get) -> Any:
        a = first(get)
        if a is None:
            return None
        b = second(get)
        return None if b is None else operate(a, b)

    return run


def _fact_with_literal(operate: Callable[[Any, Any], Any], key: str, literal: Any) -> Run:
    def run(get: Get) -> Any:
        value = get(key)
        return None if value is None else operate(value, literal)

    return run


def _unary(operate: Callable[[Any], Any], part: Run) -> Run:
    def run(get: Get) -> Any:
        value = part(get)
        return None if value is None else operate(value)

    return run


def _and(parts: tuple[Run, ...]) -> Run:
    def run(get: Get) -> bool | None:
        answer: bool | None = True
        for part in parts:
            found = part(get)
            if found is False:
                return False
            if found is None:
                answer = None
        return answer

    return run


def _or(parts: tuple[Run, ...]) -> Run:
    def run(get: Get) -> bool | None:
        answer: bool | None = False
        for part in parts:
            found = part(get)
            if found is True:
                return True
            if found is None:
                answer = None
        return answer

    return run
