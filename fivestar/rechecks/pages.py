"""Re-checks as the pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.utils.translation import gettext

from fivestar.foundation.access import Actor
from fivestar.rechecks import queries
from fivestar.rechecks.models import Finding, Pair, Plan
from fivestar.rechecks.reckoning import Result
from fivestar.responsibility import queries as responsibility
from fivestar.standards import queries as standards
from fivestar.standards.words import condition_in_words

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

LARGE_SEVERITY = 0.1
"""From a tenth more or less than others found with the same things, a reader is told."""


@dataclass(frozen=True, slots=True)
class PairLine:
    """A pair with its words. `verdict` as it counts, empty while nobody looked; notes only where they may be read."""

    position: int
    branch: Branch
    star: str
    task: str
    text: str
    condition: str
    verdict: str
    word: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToDo:
    """A pair on somebody's list: what he found himself so far, and the id his next finding will carry."""

    line: PairLine
    own: Finding | None
    client_id: UUID


@dataclass(frozen=True, slots=True)
class Place:
    """A village on the list."""

    branch: Branch
    todos: tuple[ToDo, ...]

    @property
    def left(self) -> int:
        return sum(todo.own is None for todo in self.todos)


@dataclass(frozen=True, slots=True)
class StarLine:
    """One star's part of the result."""

    name: str
    category: str
    taken: int
    looked: int
    does_not: int
    could_not: int


@dataclass(frozen=True, slots=True)
class Caution:
    """Somebody who finds markedly more (or less) fault than others with the same things, in whole percent."""

    name: str
    more: int
    less: int
    shared: int


def list_lines(actor: Actor, plan: Plan) -> list[PairLine]:
    """The list in its order, for the public."""
    verdicts = {line.pair: line.verdict for line in queries.lines_of(plan)}
    notes = queries.notes_of(actor, plan)
    return [_line(pair, verdicts.get(pair.pk), notes.get(pair.pk, ())) for pair in queries.pairs(plan)]


def places(actor: Actor, plan: Plan) -> list[Place]:
    """What this actor may look at, village by village."""
    own = queries.own_findings(actor, plan)
    todos = (ToDo(_line(pair, None, ()), own.get(pair.pk), uuid4()) for pair in queries.findable(actor, plan))
    return [
        Place(group[0].line.branch, tuple(group))
        for group in (list(members) for _, members in groupby(todos, key=lambda todo: todo.line.branch.pk))
    ]


def star_lines(plan: Plan, result: Result) -> list[StarLine]:
    names = {
        (category, star.id): star.name
        for category, digest in plan.frame["editions"].items()
        for star in standards.rulebook_by_digest(digest).stars
    }
    words = {"rural": gettext("农村"), "urban": gettext("城市社区")}
    return [
        StarLine(names[one.category, one.star], words[one.category], one.taken, one.looked, one.does_not, one.could_not)
        for one in result.strata
    ]


def cautions(actor: Actor, district: Region) -> list[Caution]:
    """By name, never by value."""
    found = []
    for one in queries.severity_of_reviewers(actor, district):
        if abs(one.value) < LARGE_SEVERITY:
            continue
        person = responsibility.person_by_ref(one.person)
        percent = round(100 * abs(one.value))
        more, less = (percent, 0) if one.value > 0 else (0, percent)
        found.append(Caution(person.name if person else one.person, more, less, one.shared))
    return sorted(found, key=lambda caution: caution.name)


def percent(tenths: int) -> str:
    """Tenths of a percent: 13 → 1.3 %, never broken over two lines."""
    return f"{tenths // 10}.{tenths % 10}\N{NO-BREAK SPACE}%"


def _line(pair: Pair, verdict: str | None, notes: Iterable[str]) -> PairLine:
    rulebook = standards.rulebook_by_digest(pair.edition.digest)
    criterion = next(one for one in rulebook.criteria if one.id == pair.criterion)
    return PairLine(
        position=pair.position,
        branch=pair.branch,
        star=rulebook.star(pair.star).name,
        task=criterion.name,
        text=criterion.text,
        condition=condition_in_words(criterion, rulebook.facts),
        verdict=verdict or "",
        word=gettext(str(Finding.Verdict(verdict).label)) if verdict else "",
        notes=tuple(notes),
    )
