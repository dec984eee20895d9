"""The checked tree of a condition: what every executor, the explanation and the words are made from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from fivestar.engine.facts import PREVIOUS

ComparisonOp = Literal["=", "<>", "<", "<=", ">", ">="]
ArithmeticOp = Literal["+", "-", "*"]


@dataclass(frozen=True, slots=True)
class Fact:
    """The value of a fact, this year's or last year's."""

    name: str
    previous: bool = False

    @property
    def key(self) -> str:
        return PREVIOUS + self.name if self.previous else self.name


@dataclass(frozen=True, slots=True)
class Number:
    value: int


@dataclass(frozen=True, slots=True)
class Truth:
    value: bool


@dataclass(frozen=True, slots=True)
class Text:
    value: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    op: ArithmeticOp
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Negative:
    part: "Node"


@dataclass(frozen=True, slots=True)
class Comparison:
    op: ComparisonOp
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Between:
    value: "Node"
    low: "Node"
    high: "Node"


@dataclass(frozen=True, slots=True)
class Among:
    """`value IN (…)`: the choices are literals of one type."""

    value: "Node"
    choices: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple["Node", ...]


Node = Fact | Number | Truth | Text | Arithmetic | Negative | Comparison | Between | Among | Not | And | Or


def parts_of(node: Node) -> tuple[Node, ...]:
    """The direct parts of a node, left to right."""
    match node:
        case Arithmetic(_, left, right) | Comparison(_, left, right):
            return (left, right)
        case Between(value, low, high):
            return (value, low, high)
        case Among(value, _):
            return (value,)
        case Negative(part) | Not(part):
            return (part,)
        case And(parts) | Or(parts):
            return parts
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything beneath it, outermost first."""
    yield node
    for part in parts_of(node):
        yield from walk(part)


def keys_in(node: Node) -> tuple[str, ...]:
    """The facts a condition needs (`name` or `previous.name`), each once, in order of appearance."""
    return tuple(dict.fromkeys(part.key for part in walk(node) if isinstance(part, Fact)))


def depth_of(node: Node) -> int:
    return 1 + max((depth_of(part) for part in parts_of(node)), default=0)


def size_of(node: Node) -> int:
    """Number of nodes; every choice of an IN list counts as one."""
    return sum(1 + (len(part.choices) if isinstance(part, Among) else 0) for part in walk(node))
