"""Why: the conditions of a branch as values (left, operator, right, what is missing). Words are made further up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fivestar.engine.closures import rate
from fivestar.engine.conditions import Get, closure
from fivestar.engine.facts import FactDef, Value
from fivestar.engine.pace import Clock, accruing_parts, clock
from fivestar.engine.rated import Rated
from fivestar.engine.rulebook import Criterion, Rulebook, Star
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
    keys_in,
)
from fivestar.engine.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a condition: what it is (`op`) and what it came to (`value`, None = unknown).

    `op` is fact, number, truth, text, +, -, *, negative, =, <>, <, <=, >, >=, in, and, or, not; BETWEEN is its two
    comparisons. `fact` is the fact it is, or the fact whose amount `gap` counts, in `unit`: what must be added (taken
    away, for < and <=) before a comparison that does not hold would hold. None where there is no such number.
    """

    op: str
    value: int | bool | str | None
    left: "Step | None" = None
    right: "Step | None" = None
    unit: str | None = None
    gap: int | None = None
    fact: str | None = None
    choices: tuple[int | str, ...] = ()


@dataclass(frozen=True, slots=True)
class WhyCriterion:
    """`due`: what an accruing count should have reached by now, in the unit of `met`; None when it has no such pace."""

    id: str
    verdict: Verdict
    on_pace: bool | None
    applies: Step | None
    met: Step
    due: int | None


@dataclass(frozen=True, slots=True)
class WhyStar:
    """The criteria in the way, by verdict, and the prerequisite stars that are not held."""

    id: str
    verdict: Verdict
    missing: tuple[str, ...]
    open: tuple[str, ...]
    pending: tuple[str, ...]
    requires: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    rated: Rated
    criteria: dict[str, WhyCriterion]
    stars: dict[str, WhyStar]


def explain(rulebook: Rulebook, facts: Mapping[str, Value], as_at: date) -> Explanation:
    """`rate`, with the reasons."""
    rated = rate(rulebook, facts, as_at)
    now = clock(rulebook.edition, as_at)
    criteria = {criterion.id: _why_criterion(rulebook, criterion, facts, rated, now) for criterion in rulebook.criteria}
    return Explanation(rated, criteria, {star.id: _why_star(star, rated) for star in rulebook.stars})


def steps(tree: Node, facts: Mapping[str, Value], definitions: Mapping[str, FactDef]) -> Step:
    """A condition over these facts, step by step."""
    return _Steps(facts.get, definitions).of(tree)


def _why_criterion(
    rulebook: Rulebook, criterion: Criterion, facts: Mapping[str, Value], rated: Rated, now: Clock
) -> WhyCriterion:
    met = rulebook.trees[criterion.met_when]
    applies = rulebook.trees[criterion.applies_when] if criterion.applies_when is not None else None
    outcome = rated.outcomes[criterion.id]
    return WhyCriterion(
        id=criterion.id,
        verdict=outcome.verdict,
        on_pace=outcome.on_pace,
        applies=steps(applies, facts, rulebook.facts) if applies is not None else None,
        met=steps(met, facts, rulebook.facts),
        due=_due(met, facts, now) if outcome.verdict is Verdict.PENDING else None,
    )


def _due(tree: Node, facts: Mapping[str, Value], now: Clock) -> int | None:
    """Only of a single comparison: several counts have several paces."""
    parts = accruing_parts(tree) or ()
    threshold = closure(parts[0].right)(facts.get) if len(parts) == 1 else None
    if threshold is None:
        return None
    return _in_fact_units(now.due(threshold), parts[0].left)


def _why_star(star: Star, rated: Rated) -> WhyStar:
    def with_verdict(verdict: Verdict) -> tuple[str, ...]:
        return tuple(criterion.id for criterion in star.criteria if rated.outcomes[criterion.id].verdict is verdict)

    return WhyStar(
        id=star.id,
        verdict=rated.stars[star.id],
        missing=with_verdict(Verdict.UNMET),
        open=with_verdict(Verdict.UNKNOWN),
        pending=with_verdict(Verdict.PENDING),
        requires=tuple(required for required in star.requires if rated.stars[required] is not Verdict.MET),
    )


class _Steps:
    def __init__(self, get: Get, definitions: Mapping[str, FactDef]) -> None:
        self.get = get
        self.definitions = definitions

    def of(self, node: Node) -> Step:  # noqa: PLR0911 -- one case for each node
        value = closure(node)(self.get)
        match node:
            case Fact(name):
                return Step("fact", value, unit=self.definitions[name].unit, fact=node.key)
            case Number() | Truth() | Text():
                return Step(type(node).__name__.lower(), value)
            case Arithmetic(op, left, right):
                return Step(op, value, self.of(left), self.of(right))
            case Comparison():
                return self._comparison(node, value)
            case Between(middle, low, high):
                return self.of(And((Comparison(">=", middle, low), Comparison("<=", middle, high))))
            case Among(part, choices):
                return Step("in", value, self.of(part), choices=choices)
            case Negative(part):
                return Step("negative", value, self.of(part))
            case Not(part):
                return Step("not", value, self.of(part))
            case And(parts) | Or(parts):
                return self._joined(type(node), parts)

    def _joined(self, kind: type[And] | type[Or], parts: tuple[Node, ...]) -> Step:
        """`a AND b AND c` as ((a AND b) AND c)."""
        if len(parts) == 1:
            return self.of(parts[0])
        value = closure(kind(parts))(self.get)
        return Step(kind.__name__.lower(), value, self._joined(kind, parts[:-1]), self.of(parts[-1]))

    def _comparison(self, node: Comparison, value: bool | None) -> Step:  # noqa: FBT001 -- a value, not a switch
        left, right = self.of(node.left), self.of(node.right)
        keys = keys_in(node.left) or keys_in(node.right)
        fact = keys[0] if keys else None
        unit = self.definitions[fact.removeprefix("previous.")].unit if fact else None
        gap = _gap(node, left.value, right.value) if value is False else None
        return Step(node.op, value, left, right, unit=unit, gap=gap, fact=fact)


def _gap(node: Comparison, left: Value, right: Value) -> int | None:
    if node.op == "<>" or not isinstance(left, int) or not isinstance(right, int) or isinstance(left, bool):
        return None
    missing = abs(right - left) + (1 if node.op in {"<", ">"} else 0)
    return _in_fact_units(missing, node.left if keys_in(node.left) else node.right)


def _in_fact_units(amount: int, side: Node) -> int:
    """How much of the fact makes `amount` on a side like `fact * 100`: rounded up, for less would not do."""
    if isinstance(side, Arithmetic) and side.op == "*":
        for factor in (side.left, side.right):
            if isinstance(factor, Number) and factor.value:
                return -(-amount // abs(factor.value))
    return amount
