"""Conditions and numbers as Polars expressions over one column per fact. Null is unknown (Polars is Kleene too)."""

import operator
from collections.abc import Callable
from functools import reduce
from typing import Any

import polars as pl

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

_OPERATIONS: dict[str, Callable[[Any, Any], pl.Expr]] = {
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


def expression(node: Node) -> pl.Expr:
    """The node over columns named `fact` and `previous.fact`: Int64, Boolean or String."""
    value = _side(node)
    return value if isinstance(value, pl.Expr) else pl.lit(value, dtype=pl.Int64 if type(value) is int else None)


def _side(node: Node) -> Any:  # noqa: PLR0911 -- one case for each node
    """An expression, or a bare Python value where the node is a literal: Polars has a faster way for those."""
    match node:
        case Fact():
            return pl.col(node.key)
        case Number(value) | Truth(value) | Text(value):
            return value
        case Negative(part):
            return -expression(part)
        case Arithmetic(op, left, right) | Comparison(op, left, right):
            return _OPERATIONS[op](expression(left), _side(right))
        case Not(part):
            return ~expression(part)
        case Between(value, low, high):
            found = expression(value)
            return (found >= _side(low)) & (found <= _side(high))
        case Among(value, choices):
            found = expression(value)
            return reduce(operator.or_, [found == choice for choice in choices])
        case And(parts):
            return reduce(operator.and_, [expression(part) for part in parts])
        case Or(parts):
            return reduce(operator.or_, [expression(part) for part in parts])
