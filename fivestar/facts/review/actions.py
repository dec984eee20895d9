"""Confirming one item, the unflagged rest together, returning one with a reason, and standing by a returned value.

Refused
├── UnableToReview      the item was changed, confirmed or returned meanwhile; the rest is not what was shown
├── UnableToReturn      no reason was given
└── UnableToStandBy     the return is answered already, or no words were given
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.facts.judging import act_of_stating
from fivestar.facts.models import Basis, Observation, Return, ReviewAct, ReviewedRow
from fivestar.facts.registers import tell
from fivestar.facts.review import queue
from fivestar.facts.superseding import supersede
from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, NotAllowed, NotSeen, Refused, in_words
from fivestar.standards.queries import fact_definition
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Region

ROWS_A_STATEMENT = 2_000
LONGEST_WORDS = 300


class UnableToReview(Refused):
    """The item was changed, confirmed or returned meanwhile, or the rest is not what was shown."""


class UnableToReturn(Refused):
    """No reason was given."""


class UnableToStandBy(Refused):
    """The return is answered already, or no words were given."""


@transaction.atomic
def confirm_item(*, actor: Actor, observation: Observation, at: datetime) -> ReviewAct:
    """The stated value becomes a confirmed one; scorecards change in the same transaction."""
    row, of = _item(actor, observation, at)
    digest = queue.digest_of([row], of.slugs)
    return _confirm(actor, row.branch.district, [row], scope=ReviewAct.Scope.ITEM, digest=digest, at=at)


@transaction.atomic
def confirm_rest(*, actor: Actor, district: Region, signed: str, at: datetime) -> ReviewAct:
    """All unflagged items of the actor's queue in one act. `signed` is the digest of what he was shown: nothing else is
    confirmed under his name.
    """
    require(actor, "facts.review", district)
    on = legal_day(at)
    waiting = queue.waiting_for(actor, district, queue.suppliers(district, on), on)
    territory.lock_branches({row.branch_id for row in waiting})
    found = queue.queue(actor, district, at=at)
    if not found.rest:
        raise UnableToReview(N_("没有可以一并确认的数据"))
    if found.digest != signed:
        raise UnableToReview(N_("您看的时候又有数据变了，请再看一遍，再一并确认"))
    return _confirm(actor, district, found.rest_rows, scope=ReviewAct.Scope.REST, digest=signed, at=at)


@transaction.atomic
def return_item(*, actor: Actor, observation: Observation, reason: str, at: datetime) -> Return:
    """The supplier is asked again, with the reason. What he stated goes on standing as stated."""
    row, of = _item(actor, observation, at)
    if not reason.strip():
        raise UnableToReturn(N_("请写明退回的原因"))
    made = Return.objects.create(
        observation=row, reason=reason.strip()[:LONGEST_WORDS], returned_by=actor.person_ref, at=at
    )
    # The reason is people's own words and stays out of the audit.
    changes = {"fact": of.slugs[row.fact_id], "period": row.period, "value": row.value, "return": made.public_id}
    audit.record(actor=actor, act="facts.return_item", subject=row.branch, changes=changes, at=at)
    return made


def return_reopened(observations: Sequence[Observation], *, reason: str, by: str, at: datetime) -> None:
    """What a re-check did not find to hold goes back to its supplier, with the re-check's words; a listener."""
    words = in_words(N_("抽查没有通过：{reason}"), {"reason": reason})[:LONGEST_WORDS]
    Return.objects.bulk_create([Return(observation=row, reason=words, returned_by=by, at=at) for row in observations])


@transaction.atomic
def stand_by(*, actor: Actor, returned: Return, answer: str, at: datetime) -> Return:
    """The supplier holds his value to be right and says why; it goes back to the queue, marked so."""
    there = Return.objects.select_for_update(of=("self",))
    locked = there.select_related("observation__branch", "observation__fact").get(pk=returned.pk)
    branch = locked.observation.branch
    require(actor, act_of_stating(fact_definition(locked.observation.fact)), branch)
    if locked.answered_at is not None or locked.observation.superseded_at is not None:
        raise UnableToStandBy(N_("这一条已经答复过了"))
    if not answer.strip():
        raise UnableToStandBy(N_("请写明为什么原来的数是对的"))
    locked.answer, locked.answered_by, locked.answered_at = answer.strip()[:LONGEST_WORDS], actor.person_ref, at
    locked.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record(
        actor=actor, act="facts.stand_by", subject=branch, changes={"return": locked.public_id, "answered": True}, at=at
    )
    return locked


def _item(actor: Actor, observation: Observation, at: datetime) -> tuple[Observation, queue.Suppliers]:
    """The statement, its branch locked, still waiting and this actor's to judge."""
    territory.lock_branches([observation.branch_id])
    district = observation.branch.district
    on = legal_day(at)
    of = queue.suppliers(district, on)
    answer = queue.may_confirm(actor, observation, of)
    if not answer:
        raise NotAllowed(answer) if answer.reached else NotSeen(N_("没有找到"))
    there = queue.waiting(district, on).filter(pk=observation.pk)
    row = there.select_related("branch__district").first()
    if row is None:
        raise UnableToReview(N_("这一条已经核实、退回或者改报过了"))
    if there.filter(batch__uploaded_by=actor.person_ref).exists():
        raise UnableToReview(N_("自己办的事须由他人来定"))
    return row, of


def _confirm(
    actor: Actor, district: Region, rows: Sequence[Observation], *, scope: str, digest: str, at: datetime
) -> ReviewAct:
    _supersede(rows, at)
    confirmed = Observation.objects.bulk_create(
        [
            Observation(
                branch_id=row.branch_id,
                fact_id=row.fact_id,
                period=row.period,
                year=row.year,
                value=row.value,
                basis=Basis.CONFIRMED,
                source=row.source,
                observed_on=row.observed_on,
                recorded_at=max(at, row.recorded_at),
                recorded_by=actor.person_ref,
            )
            for row in rows
        ],
        batch_size=ROWS_A_STATEMENT,
    )
    act = ReviewAct.objects.create(
        district=district, scope=scope, count=len(rows), digest=digest, reviewer_ref=actor.person_ref, at=at
    )
    ReviewedRow.objects.bulk_create(
        [ReviewedRow(act=act, stated=row, confirmed=made) for row, made in zip(rows, confirmed, strict=True)],
        batch_size=ROWS_A_STATEMENT,
    )
    changes = {"act": act.public_id, "scope": scope, "count": act.count, "digest": digest}
    audit.record(actor=actor, act="facts.confirm_stated", subject=district, changes=changes, at=at)
    tell(sorted({row.branch_id for row in rows}), at=at)
    return act


def _supersede(rows: Sequence[Observation], at: datetime) -> None:
    """Confirmed values that stand for the same branch, fact and period."""
    wanted = {(row.branch_id, row.fact_id, row.period) for row in rows}
    standing = Observation.objects.filter(
        superseded_at=None,
        basis=Basis.CONFIRMED,
        branch__in={row.branch_id for row in rows},
        fact__in={row.fact_id for row in rows},
    )
    keys = standing.values_list("pk", "branch_id", "fact_id", "period")
    old = [key for key, *of in keys if tuple(of) in wanted]
    supersede(old, at)
