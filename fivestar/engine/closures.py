"""One branch, fast: a rulebook compiled once into Python closures. Polars has the many (`frames`)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from fivestar.engine.conditions import Get, Run, closure
from fivestar.engine.facts import Value
from fivestar.engine.pace import Clock, accruing_parts, clock, falls_behind_on
from fivestar.engine.rated import OUTCOME, Rated
from fivestar.engine.rulebook import Criterion, Rulebook
from fivestar.engine.star_rules import CountPoints, Decide, certain_and_possible, points_of, rule_of, together
from fivestar.engine.tree import Node
from fivestar.engine.verdicts import BEHIND, MET, NOT_APPLICABLE, ON_PACE, UNKNOWN, UNMET, WORD

Judge = Callable[[Get, Clock], int]
_KEPT_COMPILED = 32  # editions of a district, their predecessors and a few rehearsals


@dataclass(frozen=True, slots=True)
class _StarRule:
    start: int
    end: int
    decide: Decide
    requires: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Compiled:
    criteria: tuple[str, ...]
    judges: tuple[Judge, ...]
    paces: dict[int, tuple[tuple[Run, Run], ...]]
    stars: dict[str, _StarRule]
    order: tuple[str, ...]
    points: dict[str, CountPoints]
    caps: tuple[tuple[Run, int], ...]


def rate(rulebook: Rulebook, facts: Mapping[str, Value], as_at: date) -> Rated:
    """What `facts` carry on that day. A fact that is missing or None is unknown; keys nobody asks for are ignored.

    The facts' types and ranges are the caller's to check (`facts.value_problem`): the bounds are proven for those only.
    """
    compiled = _compile(rulebook)
    get = facts.get
    now = clock(rulebook.edition, as_at)
    codes = [judge(get, now) for judge in compiled.judges]
    stars = _star_codes(compiled, codes, get)
    level, at_most = _level(compiled, stars, get)
    change = _next_change(rulebook, compiled, codes, get) if ON_PACE in codes or BEHIND in codes else None
    return Rated(
        level=level,
        at_most=at_most,
        stars={star: WORD[stars[star]] for star in compiled.stars},
        outcomes=dict(zip(compiled.criteria, [OUTCOME[code] for code in codes], strict=True)),
        points={
            star: certain_and_possible(count, codes[compiled.stars[star].start : compiled.stars[star].end], get)
            for star, count in compiled.points.items()
        },
        next_change_at=change,
    )


def decided(
    rulebook: Rulebook, codes: Sequence[int], facts: Mapping[str, Value], as_stated: Mapping[str, int]
) -> tuple[dict[str, str], int, int]:
    """Stars, level and most possible level from the codes of the criteria; those of `as_stated` as they are there."""
    compiled = _compile(rulebook)
    stars = _star_codes(compiled, list(codes), facts.get, as_stated)
    level, at_most = _level(compiled, stars, facts.get)
    return {star: str(WORD[stars[star]]) for star in compiled.stars}, level, at_most


def _star_codes(
    compiled: _Compiled, codes: list[int], get: Get, as_stated: Mapping[str, int] | None = None
) -> dict[str, int]:
    found: dict[str, int] = dict(as_stated or {})
    for star in compiled.order:
        if star in found:
            continue
        rule = compiled.stars[star]
        code = rule.decide(codes[rule.start : rule.end], get)
        found[star] = together([code, *(found[name] for name in rule.requires)]) if rule.requires else code
    return found


def _level(compiled: _Compiled, stars: Mapping[str, int], get: Get) -> tuple[int, int]:
    level = sum(code == MET for code in stars.values())
    at_most = sum(code != UNMET for code in stars.values())
    for when, most in compiled.caps:
        answer = when(get)
        if answer is not False:
            level = min(level, most)
        if answer is True:
            at_most = min(at_most, most)
    return level, at_most


def _next_change(rulebook: Rulebook, compiled: _Compiled, codes: Sequence[int], get: Get) -> date:
    days = [rulebook.edition.valid_to]
    for index, code in enumerate(codes):
        if code == ON_PACE:
            pairs = [(left(get), right(get)) for left, right in compiled.paces[index]]
            days += [day for pair in pairs if (day := falls_behind_on(rulebook.edition, *pair))]
    return min(days)


@lru_cache(maxsize=_KEPT_COMPILED)
def _compile(rulebook: Rulebook) -> _Compiled:
    starts = [0]
    for star in rulebook.stars:
        starts.append(starts[-1] + len(star.criteria))
    paces = {
        index: _paces(rulebook.trees[criterion.met_when])
        for index, criterion in enumerate(rulebook.criteria)
        if criterion.accrues
    }
    return _Compiled(
        criteria=tuple(criterion.id for criterion in rulebook.criteria),
        judges=tuple(_judge(rulebook, criterion, paces.get(i)) for i, criterion in enumerate(rulebook.criteria)),
        paces=paces,
        stars={
            star.id: _StarRule(start, end, rule_of(rulebook, star), star.requires)
            for star, (start, end) in zip(rulebook.stars, pairwise(starts), strict=True)
        },
        order=required_first(rulebook),
        points={star.id: points_of(rulebook, star) for star in rulebook.stars if star.way.points is not None},
        caps=tuple((closure(rulebook.trees[cap.when]), cap.at_most) for cap in rulebook.edition.caps),
    )


def _paces(tree: Node) -> tuple[tuple[Run, Run], ...]:
    """Count and threshold of each comparison of a condition that has a pace."""
    return tuple((closure(part.left), closure(part.right)) for part in accruing_parts(tree) or ())


def required_first(rulebook: Rulebook) -> tuple[str, ...]:
    """The stars, each after those it presupposes."""
    order: dict[str, None] = {}

    def place(star_id: str) -> None:
        for required in rulebook.star(star_id).requires:
            place(required)
        order.setdefault(star_id)

    for star in rulebook.stars:
        place(star.id)
    return tuple(order)


def _judge(rulebook: Rulebook, criterion: Criterion, pace: tuple[tuple[Run, Run], ...] | None) -> Judge:
    if criterion.is_off:
        return lambda get, now: NOT_APPLICABLE
    met = closure(rulebook.trees[criterion.met_when])
    judge = _by_condition(met) if pace is None else _by_pace(met, pace)
    if criterion.applies_when is None:
        return judge
    return _where_it_applies(closure(rulebook.trees[criterion.applies_when]), judge)


def _by_condition(met: Run) -> Judge:
    def judge(get: Get, _now: Clock) -> int:
        answer = met(get)
        return UNKNOWN if answer is None else MET if answer else UNMET

    return judge


def _by_pace(met: Run, pace: tuple[tuple[Run, Run], ...]) -> Judge:
    def judge(get: Get, now: Clock) -> int:
        answer = met(get)
        if answer is None:
            return UNKNOWN
        if answer:
            return MET
        if now.is_over:
            return UNMET
        for left, right in pace:
            count, threshold = left(get), right(get)
            if count is None or threshold is None or count < now.due(threshold):
                return BEHIND
        return ON_PACE

    return judge


def _where_it_applies(applies: Run, judge: Judge) -> Judge:
    def where(get: Get, now: Clock) -> int:
        answer = applies(get)
        if answer is None:
            return UNKNOWN
        return judge(get, now) if answer else NOT_APPLICABLE

    return where
