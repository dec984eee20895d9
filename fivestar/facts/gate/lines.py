"""What the gate's pages show, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from fivestar.facts.gate.forms import FORM_WORDS, LEVEL_WORDS, POPULATION_WORDS
from fivestar.facts.judging import PERIOD_WORDS
from fivestar.foundation.outcome import N_, in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fivestar.facts.limits import Limit
    from fivestar.facts.models import QuestionProposal

STATE_WORDS = {
    "refused": N_("系统退回"),
    "waiting": N_("待组织部门审定"),
    "approved": N_("已同意"),
    "rejected": N_("未同意"),
    "withdrawn": N_("已撤回"),
}
KIND_WORDS = {
    "held": N_("已有"),
    "derivable": N_("可推算"),
    "unneeded": N_("没有依据"),
    "over_budget": N_("超过用时上限"),
}


@dataclass(frozen=True, slots=True)
class FindingLine:
    """Why it came back; `slug` leads to the fact that is held, `question` to the same question proposed before."""

    kind: str
    words: str
    slug: str
    question: str


@dataclass(frozen=True, slots=True)
class NearLine:
    slug: str
    label: str
    similarity: int
    reason: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question as everybody may see it: no person."""

    public_id: str
    label: str
    form: str
    unit: str
    population: str
    period: str
    supplier: str
    department: str
    times_a_year: int
    minutes: int
    criteria: tuple[str, ...]
    document: str
    state: str
    state_words: str
    decision: str
    is_withdrawn_for_asker: bool
    proposed_at: datetime
    decided_at: datetime | None
    findings: tuple[FindingLine, ...]
    near: tuple[NearLine, ...]

    @property
    def minutes_a_year(self) -> int:
        return self.times_a_year * self.minutes


@dataclass(frozen=True, slots=True)
class LimitLine:
    level: str
    minutes: int
    source: str
    from_day: object


def question_line(row: QuestionProposal) -> QuestionLine:
    return QuestionLine(
        public_id=row.public_id,
        label=row.label,
        form=gettext(FORM_WORDS[row.form]),
        unit=row.unit,
        population=gettext(POPULATION_WORDS[row.population]),
        period=gettext(PERIOD_WORDS[row.period]),
        supplier=row.supplier or gettext(LEVEL_WORDS[row.supplied_by]),
        department=row.department,
        times_a_year=row.times_a_year,
        minutes=row.minutes,
        criteria=tuple(row.criteria),
        document=row.document,
        state=row.state,
        state_words=gettext(STATE_WORDS[row.state]),
        decision=row.decision,
        is_withdrawn_for_asker=row.is_withdrawn_for_asker,
        proposed_at=row.proposed_at,
        decided_at=row.decided_at,
        findings=tuple(_finding_line(one) for one in row.findings),
        near=tuple(NearLine(one["slug"], one["label"], one["similarity"], one["rejected_because"]) for one in row.near),
    )


def limit_lines(limits: Mapping[str, Limit]) -> list[LimitLine]:
    return [
        LimitLine(gettext(LEVEL_WORDS[level]), limit.number, limit.source, limit.from_day)
        for level, limit in limits.items()
    ]


def _finding_line(finding: Mapping[str, object]) -> FindingLine:
    values = finding["values"]
    assert isinstance(values, dict)
    return FindingLine(
        gettext(KIND_WORDS[str(finding["kind"])]),
        in_words(str(finding["message_id"]), values),
        str(values.get("slug", "")),
        str(values.get("question", "")),
    )
