"""What was said of one fact of one branch, the newest period first: the same few queries however much there is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext

from fivestar.facts.counting import SOURCE
from fivestar.facts.history.decisions import is_older_than_its_frequency
from fivestar.facts.models import AnswerReceipt, Basis, Observation, Return, ReviewedRow
from fivestar.facts.values import value_of
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.clock import legal_day
from fivestar.responsibility.in_charge import offices_of
from fivestar.standards import queries as standards
from fivestar.standards import words

if TYPE_CHECKING:
    from fivestar.engine import FactDef
    from fivestar.standards.models import Fact
    from fivestar.territory.models import Branch


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was said about a value: a correction's reason, a return, the answer to it."""

    day: date
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """One value as it was recorded. `until`: the day another took its place; None while it stands."""

    value: str
    is_confirmed: bool
    source: str
    observed_on: date
    recorded_on: date
    by: str
    way: str
    until: date | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class _Around:
    """What else is on record about one observation."""

    answer: AnswerReceipt | None
    returns: Iterable[Return]
    is_reviewed: bool


@dataclass(frozen=True, slots=True)
class PeriodHistory:
    """Everything said for one period, the newest first. `is_old`: older than the fact's frequency, shown grey."""

    period: str
    said: tuple[Said, ...]
    is_old: bool


def fact_by_slug(slug: str) -> Fact | None:
    return standards.catalogue().get(slug)


def has_spoken(person_ref: str, branch_id: int, facts: Collection[tuple[str, int]], *, on: datetime) -> bool:
    """Did this person state or confirm a value that stood at that moment for one of the facts ((slug, year))?"""
    rows = Observation.objects.filter(
        Q(superseded_at=None) | Q(superseded_at__gt=on),
        branch=branch_id,
        fact__slug__in={slug for slug, _ in facts},
        recorded_by=person_ref,
        recorded_at__lte=on,
    )
    return not set(facts).isdisjoint(rows.values_list("fact__slug", "year"))


def history_of(branch: Branch, fact: Fact, today: date) -> list[PeriodHistory]:
    """Five queries and those of the offices. Only the newest period can be old: the others are over."""
    definition = standards.fact_definition(fact)
    rows = list(Observation.objects.filter(branch=branch, fact=fact).select_related("batch").order_by("-period", "-id"))
    answers = {one.observation_id: one for one in AnswerReceipt.objects.filter(observation__in=rows)}
    returns = _by_observation(Return.objects.filter(observation__in=rows).order_by("id"))
    reviewed = set(ReviewedRow.objects.filter(confirmed__in=rows).values_list("confirmed", flat=True))
    offices = offices_of(_refs(rows, answers.values(), returns), branch.path)
    found: list[PeriodHistory] = []
    for period, of_period in groupby(rows, key=lambda row: row.period):
        group = list(of_period)
        standing = [row.observed_on for row in group if row.superseded_at is None]
        is_newest = not found
        found.append(
            PeriodHistory(
                period=period,
                said=tuple(
                    _said(
                        row,
                        definition,
                        _Around(answers.get(row.pk), returns.get(row.pk, []), row.pk in reviewed),
                        offices,
                    )
                    for row in group
                ),
                is_old=is_newest
                and bool(standing)
                and is_older_than_its_frequency(definition.frequency, max(standing), today),
            )
        )
    return found


def _said(row: Observation, fact: FactDef, around: _Around, offices: Mapping[str, str]) -> Said:
    answer, notes = around.answer, []
    if answer is not None and answer.reason:
        notes.append(Note(legal_day(answer.received_at), _by(answer.answered_by, offices), answer.reason))
    if answer is not None and answer.outcome == AnswerReceipt.Outcome.UNDONE and answer.settled_at is not None:
        notes.append(Note(legal_day(answer.settled_at), _by(answer.settled_by, offices), gettext("撤回了代填的数")))
    for one in around.returns:
        text = gettext("退回：{reason}").format(reason=one.reason)
        notes.append(Note(legal_day(one.at), _by(one.returned_by, offices), text))
        if one.answered_at is not None:
            text = gettext("坚持原数：{answer}").format(answer=one.answer)
            notes.append(Note(legal_day(one.answered_at), _by(one.answered_by, offices), text))
    return Said(
        value=words.value_in_words(fact, value_of(fact, row.value)),
        is_confirmed=row.basis == Basis.CONFIRMED,
        source=row.source,
        observed_on=row.observed_on,
        recorded_on=legal_day(row.recorded_at),
        by=_by(row.recorded_by, offices),
        way=_way(row, around),
        until=None if row.superseded_at is None else legal_day(row.superseded_at),
        notes=tuple(notes),
    )


def _way(row: Observation, around: _Around) -> str:
    if around.is_reviewed:
        return gettext("核实上报的数")
    if row.batch is not None:
        return gettext("表格 {name}").format(name=row.batch.file_name)
    if row.source.startswith(SOURCE):
        return gettext("工作记录自动计数")
    if row.recorded_by == SYSTEM.person_ref:
        return gettext("从已有台账转入")
    if around.answer is not None and around.answer.on_behalf:
        return gettext("代填")
    return gettext("逐条填报")


def _by(ref: str, offices: Mapping[str, str]) -> str:
    return offices.get(ref) or gettext("系统")


def _refs(
    rows: Iterable[Observation], answers: Iterable[AnswerReceipt], returns: Mapping[int, Iterable[Return]]
) -> set[str]:
    found = {row.recorded_by for row in rows}
    for answer in answers:
        found |= {answer.answered_by, answer.settled_by}
    for of_row in returns.values():
        for one in of_row:
            found |= {one.returned_by, one.answered_by}
    return found - {"", SYSTEM.person_ref}


def _by_observation(returns: Iterable[Return]) -> dict[int, list[Return]]:
    found: dict[int, list[Return]] = {}
    for one in returns:
        found.setdefault(one.observation_id, []).append(one)
    return found
