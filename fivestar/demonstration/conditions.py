"""Values that make a condition true or false, found from its own checked tree. No threshold is written here.

Facts that already have a value keep it: what is left free is chosen, sometimes just at the threshold or one beside it.
"""

from collections.abc import Container, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from fivestar.engine import Value
from fivestar.engine.tree import And, Arithmetic, Between, Comparison, Fact, Negative, Node, Not, Number, Or, keys_in

Values = MutableMapping[str, Value]

AT_THE_EDGE = 0.15
"""How often a value lies exactly at the threshold, or exactly one beside it."""


@dataclass(slots=True)
class Linear:
    """A sum of whole multiples of facts and a constant."""

    of: dict[str, int]
    constant: int = 0

    def plus(self, other: "Linear", times: int = 1) -> "Linear":
        of = dict(self.of)
        for key, factor in other.of.items():
            of[key] = of.get(key, 0) + times * factor
        return Linear(of, self.constant + times * other.constant)


def linear(node: Node) -> Linear:
    """Raises ValueError for a product of two facts, which no shipped condition has."""
    match node:
        case Number(value):
            return Linear({}, value)
        case Fact():
            return Linear({node.key: 1})
        case Negative(part):
            return Linear({}).plus(linear(part), -1)
        case Arithmetic("+", left, right):
            return linear(left).plus(linear(right))
        case Arithmetic("-", left, right):
            return linear(left).plus(linear(right), -1)
        case Arithmetic("*", left, right):
            one, other = linear(left), linear(right)
            if one.of and other.of:
                raise ValueError("a product of facts has no single threshold")
            return Linear({}).plus(one, other.constant) if one.of else Linear({}).plus(other, one.constant)
        case _:
            raise ValueError(f"no number: {node}")


def whole(value: Value) -> int:
    """A figure that is known to be a number."""
    if not isinstance(value, int):
        raise ValueError(f"no number: {value!r}")
    return value


@lru_cache(maxsize=4096)
def keys_of(node: Node) -> tuple[str, ...]:
    """`keys_in`, remembered: the same few hundred conditions are asked for every branch."""
    return keys_in(node)


def free_keys(node: Node, values: Container[str]) -> tuple[str, ...]:
    """The facts of a condition that are still to be chosen."""
    return tuple(key for key in keys_of(node) if key not in values)


def settle(node: Node, *, holds: bool, values: Values, lot: Random) -> None:
    """Chooses the free facts so that the condition holds, or does not. Raises ValueError when nothing is free."""
    match node:
        case Fact():
            _set(values, node.key, holds)
        case Not(part):
            settle(part, holds=not holds, values=values, lot=lot)
        case And(parts) | Or(parts):
            _settle_parts(parts, all_hold=isinstance(node, And) == holds, holds=holds, values=values, lot=lot)
        case Between(Fact() as fact, Number(low), Number(high)):
            _set(values, fact.key, lot.randint(low, high) if holds else lot.choice((low - 1, high + 1)))
        case Comparison():
            _settle_comparison(node, holds=holds, values=values, lot=lot)
        case _:
            raise ValueError(f"cannot choose for {node}")


def _set(values: Values, key: str, value: Value) -> None:
    if key in values:
        raise ValueError(f"{key} is given already")
    values[key] = value


def _settle_parts(parts: tuple[Node, ...], *, all_hold: bool, holds: bool, values: Values, lot: Random) -> None:
    """All parts the wished way, or one of them the wished way and the others the other way round."""
    odd = lot.randrange(len(parts))
    for number, part in enumerate(parts):
        settle(part, holds=holds if all_hold or number == odd else not holds, values=values, lot=lot)


def _settle_comparison(node: Comparison, *, holds: bool, values: Values, lot: Random) -> None:
    form = linear(node.left).plus(linear(node.right), -1)
    free = free_keys(node, values)
    if not free:
        raise ValueError(f"nothing is free in {node}")
    for key in free[1:]:
        raise ValueError(f"{key} has no value yet")
    key = free[0]
    factor = form.of[key]
    rest = form.constant + sum(times * whole(values[other]) for other, times in form.of.items() if other != key)
    op = node.op if factor > 0 else _turned(node.op)
    values[key] = _beside(op, -rest / factor, _most(form, key, values), holds=holds, lot=lot)


def _most(form: Linear, key: str, values: Values) -> int | None:
    """A share of something is at most that something: 95 of 100 lamps."""
    others = [(other, times) for other, times in form.of.items() if other != key]
    if len(others) != 1 or not others[0][1] < 0 or -others[0][1] * 20 < form.of[key] or form.of[key] == 1:
        return None
    return whole(values[others[0][0]])


def _turned(op: str) -> str:
    return {">=": "<=", "<=": ">=", ">": "<", "<": ">"}.get(op, op)


def _beside(op: str, bound: float, most: int | None, *, holds: bool, lot: Random) -> int:
    """A whole number on the wished side of `op bound`."""
    at_edge = lot.random() < AT_THE_EDGE
    if op in ("=", "<="):
        edge = int(bound // 1)
        if holds:
            return edge if op == "=" or at_edge else lot.randint(0, min(edge, 3)) if edge > 0 else 0
        return edge + 1 if at_edge else edge + lot.randint(1, 3 + edge // 2)
    if op == ">=":
        edge = -int(-bound // 1)
        if holds:
            top = most if most is not None else edge + max(2, int(edge * 0.4))
            return edge if at_edge or top <= edge else lot.randint(edge, top)
        return max(edge - 1, 0) if at_edge or edge <= 1 else lot.randint(int(edge * 0.6), edge - 1)
    raise ValueError(f"no value chosen for {op}")
