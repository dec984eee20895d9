"""Answers given in the village: taken once, never over a value the person has not seen; undone and settled."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from fivestar.engine import Value, canon
from fivestar.facts import periods
from fivestar.facts.actions import UnableToState, act_for, state_observation
from fivestar.facts.asking.decisions import is_conflict, observed_day
from fivestar.facts.asking.errors import UnableToAnswer, UnableToSettle, UnableToUndo
from fivestar.facts.asking.queries import standing_for
from fivestar.facts.models import AnswerReceipt, Basis, Observation
from fivestar.facts.registers import tell
from fivestar.facts.superseding import supersede
from fivestar.facts.values import Problem, parse_value, stored_of, value_of
from fivestar.foundation import audit
from fivestar.foundation.access import Actor, Duty, require
from fivestar.foundation.outcome import N_
from fivestar.standards.queries import fact_definition
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.standards.models import Fact
    from fivestar.territory.models import Branch

MAX_REASON = 200
OWN_WORD = "本村填报"
FOR_ANOTHER = "本村填报(代填)"
"""The source of an answer: who is told by the record of answers, a source names no person."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer stands. `again`: it had arrived before."""

    receipt: AnswerReceipt
    again: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody stated `found` since the question was shown; the answer is kept and waits for a choice."""

    receipt: AnswerReceipt
    found: int | None
    again: bool = False


@transaction.atomic
def answer(  # noqa: PLR0913 -- every part of an answer is named
    *,
    actor: Actor,
    branch: Branch,
    fact: Fact,
    period: str,
    value: Value,
    seen: int | None,
    answered_at: datetime,
    client_id: UUID,
    at: datetime,
    reason: str = "",
) -> Answered | Conflict:
    """One answer, taken once however often it is sent. Another value than the standing one needs a reason.

    value: as the engine judges it. seen: the stored integer shown with the question, None where none stood.
    Raises UnableToAnswer, UnableToState. Who is not the secretary answers for him (代填).
    """
    require(actor, "facts.state_local", branch)
    definition = fact_definition(fact)
    require(actor, act_for(definition, Basis.STATED), branch)  # also where nothing would be stated
    about = periods.parse(period)
    stored = stored_of(definition, value)
    if isinstance(stored, Problem):
        raise UnableToState(stored.message_id, **stored.values)
    if about is None:
        raise UnableToAnswer(N_("“{found}”不是期间"), found=period)
    reason = _plain(reason)
    digest = canon.digest([actor.person_ref, branch.public_id, fact.slug, about.text, stored, seen, reason])
    territory.lock_branches([branch.pk])
    before = AnswerReceipt.objects.filter(client_id=client_id).first()
    if before is not None:
        return _again(before, digest)
    standing = standing_for(branch, fact, about.text)
    found = None if standing is None else standing.value
    receipt = AnswerReceipt(
        client_id=client_id,
        digest=digest,
        branch=branch,
        fact=fact,
        period=about.text,
        value=stored,
        seen=seen,
        found=found,
        reason=reason,
        on_behalf=not is_own(actor, branch),
        answered_by=actor.person_ref,
        answered_at=min(answered_at, at),
        received_at=at,
    )
    if is_conflict(seen=seen, found=found, value=stored):
        receipt.outcome = AnswerReceipt.Outcome.CONFLICT
        receipt.save()
        return Conflict(receipt, found)
    _take(actor, receipt, standing, at)
    return Answered(receipt)


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as a form or a device sends it: `value` is what the person wrote, with or without a unit."""

    client_id: UUID
    period: str
    value: str
    seen: int | None
    answered_at: datetime
    reason: str = ""


def answer_written(*, actor: Actor, branch: Branch, fact: Fact, written: Written, at: datetime) -> Answered | Conflict:
    """`answer` for text. Raises UnableToState where it cannot be read."""
    definition = fact_definition(fact)
    stored = parse_value(definition, written.value)
    if isinstance(stored, Problem):
        raise UnableToState(stored.message_id, **stored.values)
    return answer(
        actor=actor,
        branch=branch,
        fact=fact,
        period=written.period,
        value=value_of(definition, stored),
        seen=written.seen,
        answered_at=written.answered_at,
        client_id=written.client_id,
        at=at,
        reason=written.reason,
    )


@transaction.atomic
def settle(
    *, actor: Actor, receipt: AnswerReceipt, take_mine: bool, seen: int | None, reason: str, at: datetime
) -> bool:
    """The choice between two values of a conflict; False when the standing value has changed once more."""
    require(actor, "facts.state_local", receipt.branch)
    territory.lock_branches([receipt.branch_id])
    receipt = AnswerReceipt.objects.select_related("branch", "fact").get(pk=receipt.pk)
    if receipt.outcome != AnswerReceipt.Outcome.CONFLICT:
        raise UnableToSettle(N_("这一条已经处理过了"))
    if not take_mine:
        receipt.outcome = AnswerReceipt.Outcome.DROPPED
        receipt.settled_by, receipt.settled_at = actor.person_ref, at
        receipt.save()
        return True
    standing = standing_for(receipt.branch, receipt.fact, receipt.period)
    receipt.found = None if standing is None else standing.value
    if is_conflict(seen=seen, found=receipt.found, value=receipt.value):
        receipt.save()
        return False
    receipt.reason, receipt.seen = _plain(reason), seen
    _take(actor, receipt, standing, at)
    return True


@transaction.atomic
def undo(*, actor: Actor, receipt: AnswerReceipt, at: datetime) -> None:
    """The secretary takes back what was answered for him; what stood before stands again."""
    require(actor, "facts.undo_answer", receipt.branch)
    territory.lock_branches([receipt.branch_id])
    receipt = AnswerReceipt.objects.select_related("branch", "fact", "observation", "replaced").get(pk=receipt.pk)
    made = receipt.observation
    if not receipt.on_behalf or receipt.outcome != AnswerReceipt.Outcome.ANSWERED or made is None:
        raise UnableToUndo(N_("只有别人代填的才能撤回"))
    if made.superseded_at is not None:
        raise UnableToUndo(N_("后来又报过新数,这一条不用撤回"))
    supersede([made.pk], at)
    earlier = receipt.replaced
    if earlier is not None:
        earlier.pk, earlier.superseded_at, earlier.recorded_at = None, None, max(at, made.recorded_at)
        earlier.save(force_insert=True)
    receipt.outcome = AnswerReceipt.Outcome.UNDONE
    receipt.settled_by, receipt.settled_at = actor.person_ref, at
    receipt.save()
    audit.record(
        actor=actor,
        act="facts.undo_answer",
        subject=receipt.branch,
        changes={
            "fact": receipt.fact.slug,
            "period": receipt.period,
            "value": [made.value, None if earlier is None else earlier.value],
        },
        at=at,
    )
    tell([receipt.branch_id], at=at)


def is_own(actor: Actor, branch: Branch) -> bool:
    """Does the secretary himself answer?"""
    return any(grant.duty == Duty.OWN and branch.path.startswith(grant.path) for grant in actor.posts)


def _again(receipt: AnswerReceipt, digest: str) -> Answered | Conflict:
    if receipt.digest != digest:
        raise UnableToAnswer(N_("这个编号已经用在另一条答复上"))
    if receipt.outcome == AnswerReceipt.Outcome.CONFLICT:
        return Conflict(receipt, receipt.found, again=True)
    return Answered(receipt, again=True)


def _plain(reason: str) -> str:
    return unicodedata.normalize("NFC", reason).strip()[:MAX_REASON]


def _take(actor: Actor, receipt: AnswerReceipt, standing: Observation | None, at: datetime) -> None:
    """The answer becomes the standing value; where the same value stands already nothing moves."""
    receipt.outcome = AnswerReceipt.Outcome.ANSWERED
    if standing is not None and standing.value == receipt.value:
        # Nothing was filled in for anybody: there is nothing to take back.
        receipt.observation, receipt.on_behalf = standing, False
        receipt.save()
        return
    if standing is not None and not receipt.reason:
        raise UnableToAnswer(N_("这个数已经报过,改正要写明原因"))
    about = periods.parse(receipt.period)
    assert about is not None
    receipt.replaced = Observation.objects.filter(
        branch=receipt.branch, fact=receipt.fact, period=receipt.period, basis=Basis.STATED, superseded_at=None
    ).first()
    receipt.observation = state_observation(
        actor=actor,
        branch=receipt.branch,
        fact=receipt.fact,
        period=receipt.period,
        value=value_of(fact_definition(receipt.fact), receipt.value),
        basis=Basis.STATED,
        source=FOR_ANOTHER if receipt.on_behalf else OWN_WORD,
        observed_on=observed_day(about, receipt.answered_at, at),
        at=at,
    )
    receipt.save()
    audit.record(
        actor=actor,
        act="facts.answer",
        subject=receipt.branch,
        changes={"answer": receipt.public_id, "on_behalf": receipt.on_behalf, "is_correction": standing is not None},
        at=at,
    )
