"""Small counts of people left out of what everybody reads: village page, dossier, hover card and receipt alike.

Which they are is decided over all tasks of a scorecard together, for the day it was made: a count that one task may not
show exactly stands exactly nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from fivestar.disclosure.dated import limit_on
from fivestar.disclosure.decisions import Count, Limit, Shown, shown_together
from fivestar.engine import keys_of, receipt_digest, withhold
from fivestar.engine.facts import base_name
from fivestar.foundation.outcome import N_
from fivestar.scorecards.shapes import ToldReceipt

if TYPE_CHECKING:
    from fivestar.engine import Rulebook
    from fivestar.foundation.access import Actor
    from fivestar.scorecards.shapes import Dossier, FactLine, StarView, TaskView

# SECURITY: where a value is withheld the plain digest of the whole receipt stays secret: the value is found by trying.
_KEY = "fivestar.disclosure.receipt"
_SMALL: dict[Shown, str] = {"below": N_("少于 {least} {unit}"), "near": N_("与总数相差不到 {least} {unit}")}


def masked(tasks: Iterable[TaskView], limit: Limit) -> dict[str, TaskView]:
    """All tasks of a scorecard as everybody may read them, by id."""
    rows = list(tasks)
    how = shown_together(
        ((Count(line.id, line.slug, line.amount, line.unit) for line in task.facts) for task in rows), limit
    )
    return {task.id: _masked(task, how, limit) for task in rows}


def _masked(task: TaskView, how: Mapping[str, Shown], limit: Limit) -> TaskView:
    """What is lacking would tell a count that is not shown: it goes with it."""
    if all(how[line.id] == "exact" for line in task.facts):
        return task
    facts = tuple(_line(line, how, limit) for line in task.facts)
    said = [f"{line.label} {line.value_words}" for line in facts if line.value_words is not None]
    return replace(
        task,
        value_words=gettext("；").join(said),
        gap_words=None,
        meter=None,
        steps=tuple(replace(step, gap_words=None) for step in task.steps),
        facts=facts,
    )


def reads_exactly(actor: Actor) -> bool:
    """Whoever holds a post needs the figures for his work."""
    return bool(actor.posts) or actor.is_system


def receipt_for_readers(actor: Actor, rulebook: Rulebook, document: dict[str, Any]) -> ToldReceipt:
    """The receipt without the values of small counts; who reads exactly has the whole one, and the key with it."""
    hidden = hidden_in(rulebook, document)
    if not hidden:
        return ToldReceipt(document)
    key = salted_hmac(_KEY, receipt_digest(document), algorithm="sha256").hexdigest()
    if reads_exactly(actor):
        return ToldReceipt(document, key)
    return ToldReceipt(withhold(document, hidden, key=key))


def hidden_in(rulebook: Rulebook, document: Mapping[str, Any]) -> frozenset[str]:
    """Facts of a receipt that some task may not show exactly on the day the receipt is for."""
    limit = limit_on(date.fromisoformat(document["as_at"]))
    values = {row["fact"]: row["value"] for row in document["facts"]}
    how = shown_together(
        (
            [_count(rulebook, key, values.get(key)) for key in keys_of(rulebook, criterion)]
            for criterion in rulebook.criteria
        ),
        limit,
    )
    return frozenset(key for key, one in how.items() if one != "exact")


def _count(rulebook: Rulebook, key: str, value: object) -> Count:
    fact = rulebook.facts[base_name(key)]
    amount = value if isinstance(value, int) and not isinstance(value, bool) else None
    return Count(key, fact.id, amount, fact.unit or "")


def for_readers_without_post(actor: Actor, dossier: Dossier) -> Dossier:
    """The dossier as everybody reads it."""
    if reads_exactly(actor):
        return dossier
    as_at = dossier.confirmed.as_at if dossier.confirmed else dossier.on
    tasks = masked((task for star in dossier.stars for task in star.tasks), limit_on(as_at))
    stars = tuple(_star(star, tasks) for star in dossier.stars)
    nearest = dossier.next_star
    if nearest is not None:
        star = next(one for one in stars if one.id == nearest.star.id)
        nearest = replace(nearest, star=star, missing=star.missing, open=star.open)
    return replace(dossier, stars=stars, next_star=nearest)


def tasks_for_readers(actor: Actor, tasks: Sequence[TaskView], as_at: date) -> tuple[TaskView, ...]:
    """All tasks of a scorecard of that day, in their order."""
    return tuple(tasks) if reads_exactly(actor) else tuple(masked(tasks, limit_on(as_at)).values())


def _star(star: StarView, tasks: Mapping[str, TaskView]) -> StarView:
    return replace(
        star,
        tasks=tuple(tasks[task.id] for task in star.tasks),
        missing=tuple(tasks[task.id] for task in star.missing),
        open=tuple(tasks[task.id] for task in star.open),
        pending=tuple(tasks[task.id] for task in star.pending),
    )


def _line(line: FactLine, how: Mapping[str, Shown], limit: Limit) -> FactLine:
    if line.value_words is None or how[line.id] == "exact":
        return line
    words = gettext(_SMALL[how[line.id]]).format(least=limit.least, unit=line.unit)
    return replace(line, value_words=words, amount=None)
