"""What the pages of contests show: who was asked, branch, township or department, and never the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from fivestar.foundation.outcome import N_
from fivestar.standards.queries import fact_definition
from fivestar.standards.words import label_of

if TYPE_CHECKING:
    from fivestar.facts.models import Contest

KIND_WORDS = {"already_reported": N_("已报过"), "not_mine": N_("不归我报"), "unnecessary": N_("没必要")}
OUTCOME_WORDS = {"": N_("等待答复"), "upheld": N_("说得对，不用报"), "rejected": N_("仍要报")}


@dataclass(frozen=True, slots=True)
class ContestLine:
    """who: the branch with its township, the township, or the department.

    late: days past the day promised, 0 while there is time or once answered.
    """

    public_id: str
    who: str
    slug: str
    label: str
    period: str
    kind: str
    at: datetime
    due_on: date
    late: int
    outcome: str
    outcome_words: str
    answer: str
    answered_at: datetime | None


def who_of(row: Contest) -> str:
    if row.branch is not None:
        return f"{row.branch.township.name} {row.branch.name}"
    return row.department or row.unit.name


def contest_line(row: Contest, today: date) -> ContestLine:
    is_open = not row.outcome
    return ContestLine(
        public_id=row.public_id,
        who=who_of(row),
        slug=row.fact.slug,
        label=label_of(fact_definition(row.fact)),
        period=row.period,
        kind=gettext(KIND_WORDS[row.kind]),
        at=row.at,
        due_on=row.due_on,
        late=max(0, (today - row.due_on).days) if is_open else 0,
        outcome=row.outcome,
        outcome_words=gettext(OUTCOME_WORDS[row.outcome]),
        answer=row.answer,
        answered_at=row.answered_at,
    )
