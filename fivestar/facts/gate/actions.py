"""Acts at the gate: propose, decide, withdraw, and set the minutes.

Refused
├── UnableToPropose     what was written cannot be a question
│   └── NamesAlike      names that sound alike are still to be rejected with a reason; carries them
├── UnableToDecide      no reason given, or the machine would refuse the question now
└── UnableToSetLimit    no source, or from a day that has been
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.facts.gate import decisions, queries
from fivestar.facts.gate.shapes import Asked, Finding, Near
from fivestar.facts.limits import LEVELS
from fivestar.facts.models import MinuteBudget, QuestionProposal
from fivestar.foundation import audit
from fivestar.foundation.access import Actor, Duty, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Refused, in_words
from fivestar.foundation.privacy import refuse_personal
from fivestar.territory.queries import lock_region

if TYPE_CHECKING:
    from fivestar.territory.models import Region

State = QuestionProposal.State
MOST_TIMES = 366
MOST_MINUTES = 600


class UnableToPropose(Refused):
    """What was written cannot be a question."""


class NamesAlike(UnableToPropose):
    """`near` lists every name that sounds alike; `missing` those still without a reason."""

    def __init__(self, near: Sequence[Near], missing: Sequence[Near]) -> None:
        super().__init__(N_("有 {count} 个名称相近的指标,请逐个写明为什么不能用它"), count=len(missing))
        self.near = tuple(near)
        self.missing = tuple(missing)


class UnableToDecide(Refused):
    """No reason given, or the machine would refuse the question now."""


class UnableToSetLimit(Refused):
    """No source, or from a day that has been."""


@transaction.atomic
def propose_question(
    *,
    actor: Actor,
    district: Region,
    asked: Asked,
    department: str,
    rejections: Mapping[str, str] | None = None,
    at: datetime,
) -> QuestionProposal:
    """A question recorded with what the machine finds: refused with its reasons, or waiting for the department.

    department: who asks; a post limited to one department asks for that one. rejections: slug of a name that sounds
    alike → why it is something else; asked for only when nothing else is in the way.
    """
    require(actor, "facts.propose_question", district)
    if not asked.label.strip() or not department.strip():
        raise UnableToPropose(N_("要写明问什么、哪个部门要"))
    if not (1 <= asked.times_a_year <= MOST_TIMES and 1 <= asked.minutes <= MOST_MINUTES):
        raise UnableToPropose(
            N_("一年 1 到 {times} 次,每次 1 到 {minutes} 分钟"), times=MOST_TIMES, minutes=MOST_MINUTES
        )
    if asked.supplied_by == "department" and not asked.supplier:
        raise UnableToPropose(N_("要写明由哪个部门提供"))
    own = own_department(actor)
    if own and department != own:
        raise UnableToPropose(N_("只能替本部门({department})申请"), department=own)
    # Everybody reads a question with all that was said of it.
    written = (asked.label, asked.measure, asked.unit, asked.document, *(rejections or {}).values())
    refuse_personal(UnableToPropose, *written)
    # Two who propose the same at once: the second must see the first.
    lock_region(district)
    known = queries.known(district, asked, legal_day(at))
    findings = decisions.findings(asked, known)
    near = () if findings else decisions.near_names(asked, known)
    reasons = {slug: text.strip() for slug, text in (rejections or {}).items()}
    missing = [one for one in near if not decisions.is_reason(reasons.get(one.slug, ""))]
    if missing:
        raise NamesAlike(near, missing)
    made = QuestionProposal.objects.create(
        district=district,
        form=asked.form,
        label=asked.label.strip(),
        measure=asked.measure.strip(),
        unit=asked.unit.strip(),
        population=asked.population,
        period=asked.period,
        supplied_by=asked.supplied_by,
        supplier=asked.supplier,
        department=department,
        times_a_year=asked.times_a_year,
        minutes=asked.minutes,
        criteria=list(asked.criteria),
        document=asked.document.strip(),
        expression=_expression_in(findings),
        state=State.REFUSED if findings else State.WAITING,
        findings=[one.as_json() for one in findings],
        near=[_rejected(one, reasons[one.slug]) for one in near],
        proposed_by=actor.person_ref,
        proposed_at=at,
    )
    audit.record(
        actor=actor,
        act="facts.propose_question",
        subject=made,
        changes={"state": [None, made.state], "findings": [one.kind for one in findings]},
        at=at,
    )
    return made


@transaction.atomic
def decide_question(
    *, actor: Actor, proposal: QuestionProposal, is_approved: bool, reason: str, at: datetime
) -> QuestionProposal:
    """The organisation department's word, with its reason; never the proposer's own. The machine is asked once more."""
    lock_region(proposal.district)
    locked = QuestionProposal.objects.select_related("district").get(pk=proposal.pk)
    require(actor, "facts.decide_question", locked)
    if not decisions.is_reason(reason):
        raise UnableToDecide(N_("请写明理由"))
    refuse_personal(UnableToDecide, reason)
    if is_approved:
        asked = queries.asked_in(locked)
        known = queries.known(locked.district, asked, legal_day(at), besides=locked)
        for finding in decisions.findings(asked, known):
            raise UnableToDecide(N_("情况变了,系统现在会退回:{why}"), why=in_words(finding.message_id, finding.values))
    return _close(actor, locked, State.APPROVED if is_approved else State.REJECTED, reason.strip(), at)


@transaction.atomic
def withdraw_question(*, actor: Actor, proposal: QuestionProposal, at: datetime) -> QuestionProposal:
    """Whoever asks needs it no more, or the organisation department takes it out for him; only while it waits."""
    lock_region(proposal.district)
    locked = QuestionProposal.objects.select_related("district").get(pk=proposal.pk)
    require(actor, "facts.withdraw_question", locked)
    locked.is_withdrawn_for_asker = not actor.is_system and own_department(actor) != locked.department
    return _close(actor, locked, State.WITHDRAWN, "", at)


@transaction.atomic
def set_minutes(
    *, actor: Actor, district: Region, level: str, minutes_a_month: int, from_day: date, source: str, at: datetime
) -> MinuteBudget:
    """From a day on; what held before stays on record. The same day again is put right, also on record in the audit."""
    require(actor, "facts.set_limits", district)
    if level not in LEVELS or minutes_a_month < 0:
        raise UnableToSetLimit(N_("分钟数不对"))
    if not source.strip():
        raise UnableToSetLimit(N_("要写明依据"))
    if from_day < legal_day(at):
        raise UnableToSetLimit(N_("不能从过去的日子起改"))
    before = MinuteBudget.objects.filter(district=district, level=level, from_day=from_day).first()
    made, _ = MinuteBudget.objects.update_or_create(
        district=district,
        level=level,
        from_day=from_day,
        defaults={
            "minutes_a_month": minutes_a_month,
            "source": source.strip(),
            "set_by": actor.person_ref,
            "set_at": at,
        },
    )
    audit.record(
        actor=actor,
        act="facts.set_minutes",
        subject=district,
        changes={
            "level": level,
            "from_day": from_day,
            "minutes_a_month": [before.minutes_a_month if before else None, minutes_a_month],
        },
        at=at,
    )
    return made


def own_department(actor: Actor) -> str:
    """The department an actor asks for when his post is limited to one; empty when it is not."""
    if any(grant.duty is Duty.ORGANISE for grant in actor.posts):
        return ""
    return next((grant.facts_department or "" for grant in actor.posts if grant.duty is Duty.SUPPLY), "")


def _close(actor: Actor, row: QuestionProposal, state: str, reason: str, at: datetime) -> QuestionProposal:
    before = row.state
    row.state, row.decision, row.decided_by, row.decided_at = state, reason, actor.person_ref, at
    row.save(update_fields=["state", "decision", "decided_by", "decided_at", "is_withdrawn_for_asker"])
    audit.record(actor=actor, act="facts.close_question", subject=row, changes={"state": [before, str(state)]}, at=at)
    return row


def _expression_in(findings: Sequence[Finding]) -> str:
    return next((str(one.values["expression"]) for one in findings if one.kind == "derivable"), "")


def _rejected(near: Near, reason: str) -> dict[str, object]:
    return {"slug": near.slug, "label": near.label, "similarity": near.similarity, "rejected_because": reason}
