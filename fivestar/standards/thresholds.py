"""The threshold inside a condition: what it is, and the same condition with another one.

A condition that the workbook's columns can say has one of few forms. `reading_of` tells kind, operator and threshold as
the columns would write them; `with_threshold` gives the condition back with others in the same form, or None where the
form cannot carry them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from fivestar.engine.facts import FactDef
from fivestar.engine.tree import And, Arithmetic, Between, Comparison, Fact, Node, Not, Number

Kind = Literal["number", "percentage", "boolean"]
FEN = {"元": 100, "万元": 1_000_000}
BASES = {"%": 100, "‰": 1000, "人/万人": 10_000}
FINE = 1000
"""What both sides are widened by for a fraction of a per cent; no product of a base and this is another base."""
SHARE_UNITS = {base * scale: (unit, scale) for unit, base in BASES.items() for scale in (1, FINE)}
"""Base of a cross-multiplied share → its unit, and how many on the right make one of it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the columns kind, op, threshold and unit say. `high` only for between; amounts in `unit`."""

    kind: Kind
    op: str
    threshold: Decimal
    high: Decimal | None = None
    unit: str = ""

    @property
    def words(self) -> str:
        """As in the threshold column."""
        if self.kind == "boolean":
            return "是"
        low = plain(self.threshold)
        return low if self.high is None else f"{low}..{plain(self.high)}"


def plain(number: Decimal) -> str:
    """1.50 → 1.5, 5.0 → 5."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def reading_of(tree: Node, facts: Mapping[str, FactDef]) -> Reading | None:
    """What the columns would say for this condition; None when they cannot say it."""
    for read in _FORMS:
        reading = read(tree, facts)
        if reading is not None:
            return reading
    return None


def _answer(tree: Node, _facts: Mapping[str, FactDef]) -> Reading | None:
    parts = tree.parts if isinstance(tree, And) else (tree,)
    if all(isinstance(part, Fact) or (isinstance(part, Not) and isinstance(part.part, Fact)) for part in parts):
        return Reading("boolean", "=", Decimal(1))
    return None


def _share(tree: Node, _facts: Mapping[str, FactDef]) -> Reading | None:
    match tree:
        case Comparison(op, Arithmetic("*", _, Number(base)), Arithmetic("*", _, Number(share))) if base in SHARE_UNITS:
            unit, per_unit = SHARE_UNITS[base]
            return Reading("percentage" if unit == "%" else "number", op, Decimal(share) / per_unit, unit=unit)
        case _:
            return None


def _count(tree: Node, facts: Mapping[str, FactDef]) -> Reading | None:
    """`fact >= 12`, and `a >= 1 AND b >= 1` (the smaller of two)."""
    parts = tree.parts if isinstance(tree, And) else (tree,)
    found = {_single(part, facts) for part in parts}
    return found.pop() if len(found) == 1 else None


def _single(tree: Node, facts: Mapping[str, FactDef]) -> Reading | None:
    match tree:
        case Comparison(op, Fact(name), Number(value)) if name in facts:
            return _in_unit(op, value, facts[name])
        case Comparison(op, Arithmetic("-", Fact(name), Fact(before, True)), Number(value)) if name == before:
            return _in_unit(op, value, facts[name])
        case _:
            return None


def _in_unit(op: str, value: int, fact: FactDef) -> Reading:
    unit = fact.shown_as or ("元" if fact.unit == "分" else fact.unit) or ""
    return Reading("number", op, Decimal(value) / FEN.get(unit, 1), unit=unit)


def _range(tree: Node, facts: Mapping[str, FactDef]) -> Reading | None:
    match tree:
        case Between(Fact(name), Number(low), Number(high)) if name in facts:
            reading = _in_unit("between", low, facts[name])
            return replace(reading, high=Decimal(high) / FEN.get(reading.unit, 1))
        case _:
            return None


def _growth(tree: Node, _facts: Mapping[str, FactDef]) -> Reading | None:
    """`x >= previous.x` is a growth of 0 %, `x * 100 >= previous.x * 103` of 3 %."""
    match tree:
        case Comparison(op, Fact(now, False), Fact(before, True)) if now == before:
            return Reading("percentage", op, Decimal(0), unit="%")
        case Comparison(
            op, Arithmetic("*", Fact(now, False), Number(100)), Arithmetic("*", Fact(before, True), Number(n))
        ):
            return Reading("percentage", op, Decimal(n - 100), unit="%") if now == before else None
        case _:
            return None


_FORMS: tuple[Callable[[Node, Mapping[str, FactDef]], Reading | None], ...] = (_answer, _growth, _share, _count, _range)


def with_threshold(tree: Node, facts: Mapping[str, FactDef], wanted: Reading) -> str | None:
    """The condition with the wanted operator and threshold, in the same form; None where the form cannot say it."""
    now = reading_of(tree, facts)
    if now is None or now.kind != wanted.kind or now.kind == "boolean":
        return None
    if _growth(tree, facts) is not None:
        return _written_growth(tree, wanted)
    if _share(tree, facts) is not None:
        return _written_share(tree, wanted)
    return _written_amount(tree, wanted)


def _written_growth(tree: Node, wanted: Reading) -> str | None:
    fact = _first_fact(tree)
    if wanted.high is not None or wanted.threshold <= -100:
        return None
    scale = scale_of(wanted.threshold)
    if wanted.threshold == 0:
        return f"{fact} {wanted.op} previous.{fact}"
    grown = int((100 + wanted.threshold) * scale)
    return f"{fact} * {100 * scale} {wanted.op} previous.{fact} * {grown}"


def _written_share(tree: Node, wanted: Reading) -> str | None:
    match tree:
        case Comparison(_, Arithmetic("*", left, Number(base)), Arithmetic("*", right, Number())):
            return share_condition(_written(left), _written(right), base, wanted)
        case _:
            return None


def share_condition(part: str, whole: str, base: int, wanted: Reading) -> str:
    """`part * 100 >= whole * 30`; a fraction of a per cent widens both sides."""
    scale = scale_of(wanted.threshold, wanted.high)
    low = f"{part} * {base * scale} {{}} {whole} * {int(wanted.threshold * scale)}"
    if wanted.high is None:
        return low.format(wanted.op)
    return f"{low.format('>=')} AND {part} * {base * scale} <= {whole} * {int(wanted.high * scale)}"


def scale_of(*numbers: Decimal | None) -> int:
    """1 where all are whole, otherwise FINE; thresholds have at most three decimals."""
    return 1 if all(number is None or number == int(number) for number in numbers) else FINE


def _written_amount(tree: Node, wanted: Reading) -> str | None:
    factor = FEN.get(wanted.unit, 1)
    low, high = wanted.threshold * factor, None if wanted.high is None else wanted.high * factor
    if low != int(low) or (high is not None and high != int(high)):
        return None
    parts = tree.parts if isinstance(tree, And) else (tree,)
    return " AND ".join(amount_condition(_written(_measured(part)), wanted.op, int(low), high) for part in parts)


def amount_condition(measured: str, op: str, low: int, high: Decimal | int | None) -> str:
    return f"{measured} {op} {low}" if high is None else f"{measured} BETWEEN {low} AND {int(high)}"


def _measured(part: Node) -> Node:
    match part:
        case Comparison(_, left, _):
            return left
        case Between(value, _, _):
            return value
        case _:
            return part


def _first_fact(tree: Node) -> str:
    match tree:
        case Comparison(_, Fact(name), _) | Comparison(_, Arithmetic(_, Fact(name), _), _):
            return name
        case _:
            raise ValueError(f"no fact on the left of {tree}")


def _written(node: Node) -> str:
    """An expression in the rule language."""
    match node:
        case Fact():
            return node.key
        case Number(value):
            return str(value)
        case Arithmetic(op, left, right):
            return (
                f"({_written(left)} {op} {_written(right)})"
                if op == "*"
                else f"{_written(left)} {op} {_written(right)}"
            )
        case _:
            raise ValueError(f"not an expression: {node}")
