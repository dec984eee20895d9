"""Money of a project in words: what was planned, what was spent, and what was spent before anybody had decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from fivestar.projects.planning import yuan
from fivestar.projects.words import SOURCE_WORDS

if TYPE_CHECKING:
    from fivestar.projects.models import Deliberation, Project, Spending


@dataclass(frozen=True, slots=True)
class Early:
    """Spent before the decision, in 分; from the first to the last day on which it was; decided: the decision's own."""

    amount: int
    first: date
    last: date
    decided: date

    @property
    def words(self) -> str:
        return yuan(self.amount)


@dataclass(frozen=True, slots=True)
class Money:
    """In words, and as a bar of 400."""

    budget: str
    spent: str
    left: str
    over: str
    width: int
    sources: tuple[tuple[str, str], ...]
    early: Early | None


def money_of(project: Project, spendings: Sequence[Spending], decided: date | None) -> Money:
    spent = sum(one.amount for one in spendings if one.withdrawn_at is None)
    left = project.budget - spent
    return Money(
        budget=yuan(project.budget),
        spent=yuan(spent),
        left=yuan(max(left, 0)),
        over=yuan(-left) if left < 0 else "",
        width=min(400, spent * 400 // project.budget) if project.budget else 0,
        sources=tuple((gettext(SOURCE_WORDS[one.kind]), yuan(one.amount)) for one in project.sources.all()),
        early=early_of(spendings, decided),
    )


def money_as_it_stands(project: Project) -> Money:
    """Of a list of projects with `sources`, `spendings` and `deliberations` fetched beforehand: no query."""
    return money_of(project, list(project.spendings.all()), decided_on(list(project.deliberations.all())))


def decided_on(meetings: Sequence[Deliberation]) -> date | None:
    """The day of the meeting that resolved it; None while none has."""
    days = [
        one.held_on
        for one in meetings
        if one.step == "resolve" and one.outcome == "carried" and one.withdrawn_at is None
    ]
    return days[-1] if days else None


def is_early(spending: Spending, decided: date | None) -> bool:
    """On the day itself the meeting may have come first: only days before are told."""
    return decided is not None and spending.day < decided


def early_of(spendings: Sequence[Spending], decided: date | None) -> Early | None:
    """None where nothing that stands was spent before the decision. Recorded and said, not refused: it has happened."""
    rows = [one for one in spendings if one.withdrawn_at is None and is_early(one, decided)]
    if not rows or decided is None:
        return None
    days = [one.day for one in rows]
    return Early(sum(one.amount for one in rows), min(days), max(days), decided)
