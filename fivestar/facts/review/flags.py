"""Why an item comes first: what the record around a stated value says, in words.

`record_around` reads all of it at once, in a number of queries that does not grow; `flags_of` asks the pure decisions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from fivestar.engine import Criterion, FactDef, Rulebook
from fivestar.engine.facts import base_name
from fivestar.engine.tree import Node, keys_in
from fivestar.facts import queries
from fivestar.facts.models import Basis, Observation, Return
from fivestar.facts.review.decisions import Jump, is_on_threshold, jump_of
from fivestar.facts.values import value_of
from fivestar.foundation.outcome import N_, in_words
from fivestar.standards import queries as standards
from fivestar.standards import words

if TYPE_CHECKING:
    from fivestar.territory.models import Region

_JUMP_WORDS = {
    ("history", True): N_("比本支部以往高出很多：前 {count} 期通常是 {usual}"),
    ("history", False): N_("比本支部以往低很多：前 {count} 期通常是 {usual}"),
    ("township", True): N_("比同乡镇高出很多：另外 {count} 个支部通常是 {usual}"),
    ("township", False): N_("比同乡镇低很多：另外 {count} 个支部通常是 {usual}"),
    ("district", True): N_("比全区高出很多：另外 {count} 个支部通常是 {usual}"),
    ("district", False): N_("比全区低很多：另外 {count} 个支部通常是 {usual}"),
}

Key = tuple[int, int]  # branch, fact


@dataclass(frozen=True, slots=True)
class Flag:
    """A reason in words. kind: jump, contradicts, threshold, stood_by."""

    kind: str
    message_id: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return in_words(self.message_id, self.values)


@dataclass(frozen=True, slots=True)
class Standing:
    """A value of a branch's fact that stands beside the one in question."""

    period: str
    value: int
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class Known:
    """The record around the rows of a queue."""

    own: Mapping[Key, Sequence[Standing]]
    peers: Mapping[tuple[int, str], Mapping[int, tuple[int, int]]]  # fact, period → branch → township, value
    readings: Mapping[int, Mapping[str, queries.Reading]]
    rulebooks: Mapping[str, Rulebook]  # by category
    stood_by: Mapping[int, str]

    def history(self, row: Observation) -> list[int]:
        """What stood for earlier periods, the oldest first; confirmed before stated."""
        earlier = {}
        for one in sorted(self.own.get((row.branch_id, row.fact_id), ()), key=lambda one: one.basis, reverse=True):
            if one.period < row.period:
                earlier[one.period] = one.value  # C comes after S and stays
        return [value for _, value in sorted(earlier.items())]

    def before(self, row: Observation) -> int | None:
        return next(reversed(self.history(row)), None)

    def confirmed(self, row: Observation) -> Standing | None:
        of_branch = self.own.get((row.branch_id, row.fact_id), ())
        return next((one for one in of_branch if one.period == row.period and one.basis == Basis.CONFIRMED), None)


def record_around(rows: Sequence[Observation], *, district: Region, on: date) -> Known:
    """Six queries at most."""
    branches, facts = {row.branch_id for row in rows}, {row.fact_id for row in rows}
    current = Observation.objects.filter(superseded_at=None, fact__in=facts, observed_on__lte=on)
    own: dict[Key, list[Standing]] = defaultdict(list)
    for branch, fact, period, value, basis, source in current.filter(branch__in=branches).values_list(
        "branch_id", "fact_id", "period", "value", "basis", "source"
    ):
        own[branch, fact].append(Standing(period, value, basis, source))
    peers: dict[tuple[int, str], dict[int, tuple[int, int]]] = defaultdict(dict)
    of_district = current.filter(branch__district=district, period__in={row.period for row in rows})
    # Stated first: a confirmed value of the same branch then takes its place.
    for branch, township, fact, period, value in of_district.order_by("-basis").values_list(
        "branch_id", "branch__township_id", "fact_id", "period", "value"
    ):
        peers[fact, period][branch] = (township, value)
    answered = Return.objects.filter(observation__in=[row.pk for row in rows], answered_at__isnull=False)
    editions = standards.editions_in_force([district.pk], on) if rows else {}
    rulebooks = {category: standards.rulebook_of(edition) for (_, category), edition in editions.items()}
    return Known(
        own,
        peers,
        _readings(rows, rulebooks, on),
        rulebooks,
        dict(answered.order_by("id").values_list("observation", "answer")),
    )


def _readings(
    rows: Sequence[Observation], rulebooks: Mapping[str, Rulebook], on: date
) -> dict[int, dict[str, queries.Reading]]:
    categories = {row.branch_id: row.branch.category for row in rows}
    years = {rulebook.edition.year for rulebook in rulebooks.values()}
    seen = queries.observed(categories, years={year - back for year in years for back in (0, 1)})
    return {
        branch: queries.readings_of(
            seen.get(branch, ()),
            facts=rulebooks[category].facts,
            year=rulebooks[category].edition.year,
            basis=Basis.STATED,
            as_at=on,
        )
        for branch, category in categories.items()
        if category in rulebooks
    }


def flags_of(row: Observation, fact: FactDef, known: Known) -> list[Flag]:
    """All that stands out about a stated value."""
    return [
        flag
        for flag in (
            _contradiction(row, fact, known),
            _jump(row, fact, known),
            _threshold(row, fact, known),
            _stood_by(row, known),
        )
        if flag is not None
    ]


def _contradiction(row: Observation, fact: FactDef, known: Known) -> Flag | None:
    confirmed = known.confirmed(row)
    if confirmed is None or confirmed.value == row.value:
        return None
    amount = words.value_in_words(fact, value_of(fact, confirmed.value))
    return Flag(
        "contradicts",
        N_("与已核实的 {amount} 不一致（来源：{source}）"),
        {"amount": amount, "source": confirmed.source},
    )


def _jump(row: Observation, fact: FactDef, known: Known) -> Flag | None:
    if fact.type != "integer":
        return None
    others = [
        other for branch, other in known.peers.get((row.fact_id, row.period), {}).items() if branch != row.branch_id
    ]
    jump = jump_of(
        row.value,
        history=known.history(row),
        township=[value for township, value in others if township == row.branch.township_id],
        district=[value for _, value in others],
    )
    return None if jump is None else _jump_flag(jump, fact)


def _jump_flag(jump: Jump, fact: FactDef) -> Flag:
    usual = words.value_in_words(fact, jump.usual)
    return Flag("jump", _JUMP_WORDS[jump.against, jump.is_higher], {"count": jump.count, "usual": usual})


def _threshold(row: Observation, fact: FactDef, known: Known) -> Flag | None:
    rulebook = known.rulebooks.get(row.branch.category)
    reading = known.readings.get(row.branch_id, {}).get(fact.id)
    if rulebook is None or reading is None or row.year != rulebook.edition.year:
        return None
    if fact.adds != "sum" and reading.period != row.period:
        return None  # an earlier or later period carries the year
    values = queries.values_of(known.readings[row.branch_id], rulebook.facts)
    for criterion, tree in _criteria_of(rulebook, fact.id):
        if is_on_threshold(tree, fact, values):
            condition = words.condition_in_words(criterion, rulebook.facts)
            return Flag(
                "threshold",
                N_("正好卡在“{task}”的标准上：{condition}"),
                {"task": criterion.name, "condition": condition},
            )
    return None


def _stood_by(row: Observation, known: Known) -> Flag | None:
    answer = known.stood_by.get(row.pk)
    return None if answer is None else Flag("stood_by", N_("退回后坚持原数：{answer}"), {"answer": answer})


@lru_cache(maxsize=2048)
def _criteria_of(rulebook: Rulebook, slug: str) -> tuple[tuple[Criterion, Node], ...]:
    """The criteria whose condition speaks of this year's value of a fact."""
    return tuple(
        (criterion, rulebook.trees[criterion.met_when])
        for criterion in rulebook.criteria
        if slug in keys_in(rulebook.trees[criterion.met_when])
    )


@lru_cache(maxsize=64)
def leading_departments(rulebook: Rulebook) -> Mapping[str, frozenset[str]]:
    """Fact → the departments that lead the tasks which need it."""
    led_by: dict[str, set[str]] = defaultdict(set)
    for criterion in rulebook.criteria:
        for text in criterion.conditions():
            for key in keys_in(rulebook.trees[text]):
                led_by[base_name(key)].add(criterion.lead_dept)
    return {slug: frozenset(departments) for slug, departments in led_by.items()}
