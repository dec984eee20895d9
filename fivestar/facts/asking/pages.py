"""A question as its screen shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from fivestar.engine.facts import integer_range
from fivestar.facts.asking.queries import Ask
from fivestar.facts.values import scale_of, value_of
from fivestar.foundation.outcome import N_
from fivestar.standards.words import amount_in_words, frequency_word, label_of, value_in_words

if TYPE_CHECKING:
    from fivestar.engine import FactDef
    from fivestar.facts.contests.queries import Standing
    from fivestar.facts.models import AnswerReceipt, Observation
    from fivestar.territory.models import Branch

WHY_CHANGED = (N_("填错了"), N_("情况变了"), N_("上级核对后更正"))
_PERIOD_WORDS = {"H1": N_("{year} 年上半年"), "H2": N_("{year} 年下半年")} | {
    f"Q{number}": N_("{year} 年第 {number} 季度") for number in range(1, 5)
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One button: `value` is what is sent."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """One screen. `anchor` is its id on the page, `client_id` the number of the answer to be."""

    anchor: str
    url: str
    client_id: UUID
    slug: str
    period: str
    period_words: str
    words: str
    label: str
    unit: str
    choices: tuple[Choice, ...]
    range_words: str
    low: str
    high: str
    last_words: str
    last_on: date | None
    last_period: str
    standing: int | None
    standing_words: str
    reasons: tuple[str, ...]
    departments: tuple[str, ...]
    frequency: str
    minutes: int
    due_on: date
    is_late: bool
    contest: Standing | None


def question_of(ask: Ask) -> Question:
    fact, turn = ask.fact, ask.turn
    low, high = integer_range(fact) if fact.type == "integer" else (0, 0)
    scale = scale_of(fact)
    return Question(
        anchor=f"q-{fact.id}-{turn.period}",
        url=f"{reverse('ask', args=[ask.branch.public_id, fact.id])}?period={turn.period}",
        client_id=uuid4(),
        slug=fact.id,
        period=turn.period,
        period_words=period_words(turn.period),
        words=fact.question or gettext("{label}是多少?").format(label=label_of(fact)),
        label=label_of(fact),
        unit=fact.shown_as or fact.unit or "",
        choices=_choices(fact),
        range_words=_range_words(fact, low, high),
        low=str(low // scale),
        high=str(high // scale),
        last_words=_stored_in_words(fact, ask.last.value) if ask.last else "",
        last_on=ask.last.observed_on if ask.last else None,
        last_period=period_words(ask.last.period) if ask.last else "",
        standing=ask.standing,
        standing_words="" if ask.standing is None else _stored_in_words(fact, ask.standing),
        reasons=tuple(f"{reason.name}({reason.star})" for reason in ask.reasons),
        departments=ask.seen_by,
        frequency=frequency_word(fact.frequency),
        minutes=ceil(ask.seconds / 60),
        due_on=turn.due_on,
        is_late=turn.is_late,
        contest=ask.contest,
    )


def period_words(period: str) -> str:
    """`2023-Q3` → 2023 年第 3 季度."""
    year, _, rest = period.partition("-")
    if rest in _PERIOD_WORDS:
        return gettext(_PERIOD_WORDS[rest]).format(year=year, number=rest[1:])
    if rest.startswith("T"):
        term = gettext("{year} 年春季学期") if rest == "T1" else gettext("{year} 年秋季学期")
        return term.format(year=year)
    if len(rest) == 2:
        return gettext("{year} 年 {month} 月").format(year=year, month=int(rest))
    return period if rest else gettext("{year} 年").format(year=year)


@dataclass(frozen=True, slots=True)
class Change:
    """A value that stood or stands for a period."""

    words: str
    at: object
    is_standing: bool
    is_confirmed: bool
    source: str
    reason: str


def changes_of(fact: FactDef, rows: list[Observation], answers: dict[int, AnswerReceipt]) -> list[Change]:
    return [
        Change(
            words=_stored_in_words(fact, row.value),
            at=row.recorded_at,
            is_standing=row.superseded_at is None,
            is_confirmed=row.basis == "C",
            source=row.source,
            reason=answers[row.pk].reason if row.pk in answers else "",
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class StatedLine:
    """What was reported last of a fact, with the address where it is corrected."""

    label: str
    words: str
    period_words: str
    is_confirmed: bool
    url: str


def stated_line(branch: Branch, fact: FactDef, row: Observation) -> StatedLine:
    return StatedLine(
        label=label_of(fact),
        words=_stored_in_words(fact, row.value),
        period_words=period_words(row.period),
        is_confirmed=row.basis == "C",
        url=f"{reverse('ask', args=[branch.public_id, fact.id])}?period={row.period}",
    )


@dataclass(frozen=True, slots=True)
class Filled:
    """An answer somebody gave for the secretary, or two values to choose from."""

    public_id: str
    label: str
    period_words: str
    mine: str
    found: str
    found_value: int | None
    at: object
    outcome: str
    can_undo: bool


def filled_of(fact: FactDef, row: AnswerReceipt, *, may_undo: bool = False) -> Filled:
    stands = row.observation is not None and row.observation.superseded_at is None
    return Filled(
        public_id=row.public_id,
        label=label_of(fact),
        period_words=period_words(row.period),
        mine=_stored_in_words(fact, row.value),
        found="" if row.found is None else _stored_in_words(fact, row.found),
        found_value=row.found,
        at=row.received_at,
        outcome=row.outcome,
        can_undo=may_undo and row.on_behalf and stands and row.outcome == "answered",
    )


def _stored_in_words(fact: FactDef, stored: int) -> str:
    return value_in_words(fact, value_of(fact, stored))


def _choices(fact: FactDef) -> tuple[Choice, ...]:
    if fact.type == "boolean":
        return (Choice("是", pgettext("answer", "是")), Choice("否", pgettext("answer", "否")))
    return tuple(Choice(one, one) for one in fact.choices or ())


def _range_words(fact: FactDef, low: int, high: int) -> str:
    if fact.type != "integer" or fact.range is None:
        return ""
    return f"{amount_in_words(low, fact.unit, fact.shown_as)} – {amount_in_words(high, fact.unit, fact.shown_as)}"
