"""What makes a stated value stand out: it jumped, or it sits exactly on a threshold. Whole numbers throughout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fivestar.engine.facts import FactDef, Value
from fivestar.engine.tree import Arithmetic, Between, Comparison, Fact, Negative, Node, Number, walk

LEAST_HISTORY = 4
"""Earlier periods of a branch from which its own usual value is known."""
LEAST_PEERS = 5
"""Other branches from which a usual value of township or district is known."""
JUMP_TENTHS = 35
"""Robust z from which a value jumped, in tenths: 3.5, as Iglewicz and Hoaglin (1993) advise."""
MAD_TO_SIGMA = 14_826
"""Ten-thousandths: a median absolute deviation times this is a standard deviation where values scatter normally."""
LEAST_SPREAD, LEAST_UNITS = 20, 1
"""Where nearly all values are the same, a 1/20 of the usual value (at least one unit) counts as the spread: drafted."""

Against = Literal["history", "township", "district"]


@dataclass(frozen=True, slots=True)
class Jump:
    """What a value was held against: `usual` is the median of `count` values, rounded down."""

    against: Against
    usual: int
    count: int
    is_higher: bool


def jump_of(value: int, *, history: Sequence[int], township: Sequence[int], district: Sequence[int]) -> Jump | None:
    """The branch's own history decides where it is long enough, for a large village is not a jump every year; else its
    township's other branches, else its district's. None: usual, or too little to tell.
    """
    groups: tuple[tuple[Against, Sequence[int], int], ...] = (
        ("history", history, LEAST_HISTORY),
        ("township", township, LEAST_PEERS),
        ("district", district, LEAST_PEERS),
    )
    for against, values, least in groups:
        if len(values) >= least:
            twice = _twice_median(values)
            if not jumps(value, values):
                return None
            return Jump(against, twice // 2, len(values), 2 * value > twice)
    return None


def jumps(value: int, others: Sequence[int]) -> bool:
    """Robust z ≥ 3.5: |value - median| against 1.4826 × MAD, exactly. `others` is not empty."""
    twice = _twice_median(others)
    deviations = [abs(2 * other - twice) for other in others]
    # In 80,000ths of a unit: medians may be halves, and of halves again.
    spread = max(
        _twice_median(deviations) * 2 * MAD_TO_SIGMA,
        abs(twice) * 40_000 // LEAST_SPREAD,
        LEAST_UNITS * 80_000,
    )
    return abs(2 * value - twice) * 40_000 * 10 >= JUMP_TENTHS * spread


def _twice_median(values: Sequence[int]) -> int:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] * 2 if len(ordered) % 2 else ordered[middle - 1] + ordered[middle]


def is_on_threshold(tree: Node, fact: FactDef, values: Mapping[str, Value]) -> bool:
    """Does a bound in this condition that speaks of the fact hold (or just not) with nothing to spare?

    Not counted: bounds at the edge of what the fact can be (no accident in the year), shares of all (every household),
    and 0 of 0: there equality is the ordinary case.
    """
    return any(
        _int_in(left, values) is not None and _int_in(left, values) == _int_in(right, values)
        for left, right in _bounds(tree)
        if _speaks_of(fact.id, left, right)
        and not _is_edge(fact, left, right)
        and not _is_share_of_all(left, right)
        and not _is_nothing_of_nothing(left, right, values)
    )


def _bounds(tree: Node) -> Iterator[tuple[Node, Node]]:
    for node in walk(tree):
        match node:
            case Comparison("<" | "<=" | ">" | ">=", left, right):
                yield left, right
            case Between(value, low, high):
                yield value, low
                yield value, high
            case _:
                pass


def _speaks_of(name: str, *sides: Node) -> bool:
    return any(isinstance(node, Fact) and node.key == name for side in sides for node in walk(side))


def _is_edge(fact: FactDef, *sides: Node) -> bool:
    return any(isinstance(side, Number) and fact.range is not None and side.value in fact.range for side in sides)


def _is_share_of_all(left: Node, right: Node) -> bool:
    match left, right:
        case Arithmetic("*", Fact(part), Number(one)), Arithmetic("*", Fact(whole), Number(other)):
            return one == other and part != whole
        case Fact(part), Fact(whole):
            return part != whole
        case _:
            return False


def _is_nothing_of_nothing(left: Node, right: Node, values: Mapping[str, Value]) -> bool:
    return not isinstance(left, Number) and not isinstance(right, Number) and _int_in(left, values) == 0


def _int_in(node: Node, values: Mapping[str, Value]) -> int | None:
    """The whole number an expression comes to; None where a value is unknown or no number."""
    match node:
        case Number(value):
            return value
        case Fact():
            known = values.get(node.key)
            return known if isinstance(known, int) and not isinstance(known, bool) else None
        case Negative(part):
            inner = _int_in(part, values)
            return None if inner is None else -inner
        case Arithmetic(op, left, right):
            one, other = _int_in(left, values), _int_in(right, values)
            if one is None or other is None:
                return None
            return {"+": one + other, "-": one - other, "*": one * other}[op]
        case _:
            return None
