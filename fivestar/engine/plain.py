"""The referee: the rules of rating written as plainly as they can be, for the two fast executors to agree with.

A star is decided by trying: its open criteria are all filled with unmet, then all with met. Nothing is shared with the
executors but the tree and the codes.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from fivestar.engine import tree as t
from fivestar.engine.facts import Value
from fivestar.engine.pace import accruing_parts, clock
from fivestar.engine.rated import OUTCOME, Points, Rated
from fivestar.engine.rulebook import Criterion, Rulebook, Star
from fivestar.engine.verdicts import BEHIND, MET, NOT_APPLICABLE, ON_PACE, OUT, UNKNOWN, UNMET, Verdict

Facts = Mapping[str, Value]


def rate(rulebook: Rulebook, facts: Facts, as_at: date) -> Rated:
    """As `closures.rate`, slowly."""
    codes, stars, points, level, at_most = _answers(rulebook, facts, as_at)
    change = None
    if {ON_PACE, BEHIND} & set(codes.values()):
        change = as_at + timedelta(days=1)
        while change < rulebook.edition.valid_to and _answers(rulebook, facts, change)[0] == codes:
            change += timedelta(days=1)
    outcomes = {name: OUTCOME[code] for name, code in codes.items()}
    return Rated(level, at_most, stars, outcomes, points, change)


def _answers(rulebook: Rulebook, facts: Facts, as_at: date) -> Any:
    codes = {criterion.id: _code(rulebook, criterion, facts, as_at) for criterion in rulebook.criteria}
    own = {star.id: _star(rulebook, star, codes, facts) for star in rulebook.stars}
    stars = {star.id: _with_required(rulebook, star.id, own) for star in rulebook.stars}
    level = sum(verdict is Verdict.MET for verdict in stars.values())
    at_most = sum(verdict is not Verdict.UNMET for verdict in stars.values())
    for cap in rulebook.edition.caps:
        answer = _value(rulebook.trees[cap.when], facts)
        if answer is not False:
            level = min(level, cap.at_most)
        if answer is True:
            at_most = min(at_most, cap.at_most)
    points = {
        star.id: Points(*(sum(_points(rulebook, star, codes, facts, fill)) for fill in (UNMET, MET)))
        for star in rulebook.stars
        if star.way.points is not None
    }
    return codes, stars, points, level, at_most


def _code(rulebook: Rulebook, criterion: Criterion, facts: Facts, as_at: date) -> int:
    applies = True if criterion.applies_when is None else _value(rulebook.trees[criterion.applies_when], facts)
    if criterion.is_off or applies is False:
        return NOT_APPLICABLE
    tree = rulebook.trees[criterion.met_when]
    met = _value(tree, facts)
    if applies is None or met is None:
        return UNKNOWN
    now = clock(rulebook.edition, as_at)
    if met or not criterion.accrues or now.is_over:
        return MET if met else UNMET
    pairs = [(_value(part.left, facts), _value(part.right, facts)) for part in accruing_parts(tree) or ()]
    is_on_pace = all(None not in pair and pair[0] >= now.due(pair[1]) for pair in pairs)
    return ON_PACE if is_on_pace else BEHIND


def _star(rulebook: Rulebook, star: Star, codes: dict[str, int], facts: Facts) -> Verdict:
    own = [codes[criterion.id] for criterion in star.criteria]
    if all(code in OUT for code in own):
        return Verdict.PENDING if ON_PACE in own else Verdict.UNKNOWN
    if _is_held(rulebook, star, codes, facts, unknown=UNMET, behind=UNMET):
        return Verdict.MET
    if not _is_held(rulebook, star, codes, facts, unknown=MET, behind=MET):
        return Verdict.UNMET
    is_only_behind = _is_held(rulebook, star, codes, facts, unknown=UNMET, behind=MET)
    return Verdict.PENDING if is_only_behind else Verdict.UNKNOWN


def _is_held(rulebook: Rulebook, star: Star, codes: dict[str, int], facts: Facts, *, unknown: int, behind: int) -> bool:
    filled = {name: {UNKNOWN: unknown, BEHIND: behind}.get(code, code) for name, code in codes.items()}
    counted = [criterion for criterion in star.criteria if filled[criterion.id] not in OUT]
    met = [criterion for criterion in counted if filled[criterion.id] == MET]
    if star.won_by == "all":
        return met == counted
    if any(criterion.decides_alone for criterion in counted if criterion not in met):
        return False
    if star.way.share:
        numerator, denominator = star.way.share
        return len(met) * denominator >= numerator * len(counted)
    return sum(_points(rulebook, star, filled, facts, unknown)) >= (star.way.points or 0)


def _points(rulebook: Rulebook, star: Star, codes: dict[str, int], facts: Facts, fill: int) -> list[int]:
    """Points of each criterion, with everything open filled one way."""
    return [
        _tier_points(rulebook, criterion, facts, fill)
        for criterion in star.criteria
        if ({UNKNOWN: fill, BEHIND: fill}.get(codes[criterion.id], codes[criterion.id])) == MET
    ]


def _tier_points(rulebook: Rulebook, criterion: Criterion, facts: Facts, fill: int) -> int:
    if not isinstance(criterion.points, tuple):
        return criterion.points or 0
    possible = []
    for tier in criterion.points:
        answer = _value(rulebook.trees[tier.when], facts)
        if answer is not False:
            possible.append(tier.points)
        if answer is True:
            break
    else:
        possible.append(0)
    return max(possible) if fill == MET else min(possible)


def _with_required(rulebook: Rulebook, star_id: str, own: dict[str, Verdict]) -> Verdict:
    needed = [own[star_id], *(_with_required(rulebook, star, own) for star in rulebook.star(star_id).requires)]
    return next((v for v in (Verdict.UNMET, Verdict.UNKNOWN, Verdict.PENDING) if v in needed), Verdict.MET)


def _value(node: t.Node, facts: Facts) -> Any:  # noqa: PLR0911 -- one case for each node, each plain
    match node:
        case t.Fact():
            return facts.get(node.key)
        case t.Number(value) | t.Truth(value) | t.Text(value):
            return value
        case t.Negative(part):
            return None if (value := _value(part, facts)) is None else -value
        case t.Arithmetic(op, left, right) | t.Comparison(op, left, right):
            sides = (_value(left, facts), _value(right, facts))
            return None if None in sides else _OPERATIONS[op](*sides)
        case t.Between(value, low, high):
            return _value(t.And((t.Comparison(">=", value, low), t.Comparison("<=", value, high))), facts)
        case t.Among(value, choices):
            return None if (found := _value(value, facts)) is None else found in choices
        case t.Not(part):
            return None if (value := _value(part, facts)) is None else not value
        case t.And(parts):
            answers = [_value(part, facts) for part in parts]
            return False if False in answers else None if None in answers else True
        case t.Or(parts):
            answers = [_value(part, facts) for part in parts]
            return True if True in answers else None if None in answers else False


_OPERATIONS: dict[str, Any] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
