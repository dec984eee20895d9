"""The supervision committee says what it thinks of a notice; the village answers; the township settles with a reason.

A member speaks by a one-time link, signed in, or on a signed paper list that the township types. The village does none
of it, and whoever posted a notice types no list for it, hands out no link to it and settles nothing of it.

Refused
├── UnableToCheck    the notice stands no more, no words, a seat of another village, or nobody in it
├── UnableToAnswer   no words, or there is nothing to answer
└── UnableToSettle   no reason, nothing open, or by whoever answered
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from fivestar.facts.actions import UnableToState
from fivestar.facts.counting import recount
from fivestar.foundation import audit
from fivestar.foundation.access import SYSTEM, Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.privacy import refuse_personal
from fivestar.notices import checking
from fivestar.notices.actions.posting import line
from fivestar.notices.decisions import LEAST_WORDS
from fivestar.notices.judging import MAX_PLACE, MAX_WORDS
from fivestar.notices.kinds import BY_ID
from fivestar.notices.models import Check, HungSeen, Notice
from fivestar.responsibility.supervision import Member
from fivestar.territory import queries as territory


class UnableToCheck(Refused):
    """Nothing was said."""


class UnableToAnswer(Refused):
    """The objection has no answer by this."""


class UnableToSettle(Refused):
    """The objection stands."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What somebody says of a notice; without words he has nothing against it.

    seen_on: the day on which he saw it hang, to be written under it with his name; None: he says nothing of that.
    """

    notice: Notice
    words: str = ""
    objects: bool = False
    seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """A line of a signed paper list: which seat, and what its holder signed."""

    post_public_id: str
    words: str = ""
    objects: bool = False
    seen_on: date | None = None


@transaction.atomic
def check_notice(*, actor: Actor, spoken: Spoken, at: datetime) -> Check:
    """By a member who is signed in. Raises UnableToCheck."""
    notice = spoken.notice
    require(actor, "notices.check", notice)
    day = legal_day(at)
    member = next((one for one in checking.committee(notice.branch, day) if one.person_ref == actor.person_ref), None)
    if member is None:
        raise UnableToCheck(N_("您不在这个村的监督委员会里"))
    return say(actor, member, [spoken], channel=Check.Channel.ACCOUNT, said_on=day, at=at)[0]


@transaction.atomic
def enter_paper(
    *, actor: Actor, notice: Notice, lines: Sequence[Signed], signed_on: date, kept_at: str, at: datetime
) -> list[Check]:
    """Types a signed list. kept_at: where the paper lies, for whoever wants to see it. Raises UnableToCheck."""
    require(actor, "notices.enter_paper", notice)
    today, kept = legal_day(at), line(kept_at)[:MAX_PLACE]
    if not lines:
        raise UnableToCheck(N_("请至少录入一个人的意见"))
    if not kept:
        raise UnableToCheck(N_("请写明签字纸单存在哪里"))
    if not notice.from_day <= signed_on <= today:
        raise UnableToCheck(
            N_("签字日期应在 {first} 和 {last} 之间"), first=notice.from_day.isoformat(), last=today.isoformat()
        )
    seats = {one.post_public_id: one for one in checking.committee(notice.branch, today)}
    made = []
    for one in lines:
        member = seats.get(one.post_public_id)
        if member is None:
            raise UnableToCheck(N_("这个席位不在这个村的监督委员会里，或者现在没有人"))
        if member.person_ref == actor.person_ref:
            raise UnableToCheck(N_("自己的意见不能由自己录入纸单"))
        spoken = Spoken(notice, one.words, one.objects, one.seen_on)
        made += say(actor, member, [spoken], channel=Check.Channel.PAPER, said_on=signed_on, at=at, kept_at=kept)
    return made


@transaction.atomic
def answer_objection(*, actor: Actor, notice: Notice, check: Check, answer: str, at: datetime) -> Check:
    """By the village, or whoever posts for it. The member agrees by his next word. Raises UnableToAnswer."""
    require(actor, "notices.answer", notice)
    told = line(answer)
    if len(told) < LEAST_WORDS or len(told) > MAX_WORDS:
        raise UnableToAnswer(N_("答复写 {least} 到 {most} 个字"), least=LEAST_WORDS, most=MAX_WORDS)
    refuse_personal(UnableToAnswer, told)
    locked = _open(notice, check, UnableToAnswer)
    before = locked.answer
    locked.answer, locked.answered_by, locked.answered_at = told, actor.person_ref, at
    locked.save(update_fields=["answer", "answered_by", "answered_at"])
    changes = {"objection": locked.public_id, "answered": [bool(before), True]}
    audit.record(actor=actor, act="notices.answer", subject=notice, changes=changes, at=at)
    return locked


@transaction.atomic
def settle_objection(*, actor: Actor, notice: Notice, check: Check, because: str, at: datetime) -> Check:
    """The township ends an objection that was answered and to which its member does not agree, with a public reason."""
    require(actor, "notices.settle", notice)
    reason = line(because)
    if len(reason) < LEAST_WORDS or len(reason) > MAX_WORDS:
        raise UnableToSettle(N_("理由写 {least} 到 {most} 个字，公开给人看"), least=LEAST_WORDS, most=MAX_WORDS)
    refuse_personal(UnableToSettle, reason)
    locked = _open(notice, check, UnableToSettle)
    if not locked.answer:
        raise UnableToSettle(N_("村里还没有答复，先请村里答复"))
    if actor.person_ref in {locked.answered_by, locked.member} | checking.posters_of_line(notice):
        raise UnableToSettle(N_("自己办的事须由他人来定"))
    _end(locked, actor, "settled", at, because=reason)
    changes = {"objection": locked.public_id, "settled": [False, True]}
    audit.record(actor=actor, act="notices.settle", subject=notice, changes=changes, at=at)
    _count_again(notice, at)
    return locked


def say(
    actor: Actor,
    member: Member,
    spoken: Sequence[Spoken],
    *,
    channel: str,
    said_on: date,
    at: datetime,
    kept_at: str = "",
) -> list[Check]:
    """Keeps what a member says of each; the caller asked whether it may be done, inside its transaction."""
    made = []
    for one in spoken:
        notice = one.notice
        if notice.branch.path != member.path:
            raise UnableToCheck(N_("这个席位不在这个村的监督委员会里，或者现在没有人"))
        words = line(one.words) if one.objects else ""
        if one.objects and not LEAST_WORDS <= len(words) <= MAX_WORDS:
            raise UnableToCheck(N_("有异议的，请写 {least} 到 {most} 个字"), least=LEAST_WORDS, most=MAX_WORDS)
        refuse_personal(UnableToCheck, words)
        if one.seen_on is not None and not notice.from_day <= one.seen_on <= said_on:
            raise UnableToCheck(
                N_("看到它贴着的日期应在 {first} 和 {last} 之间"),
                first=notice.from_day.isoformat(),
                last=said_on.isoformat(),
            )
        territory.lock_branches([notice.branch_id])
        if not checking.standing_notices(Notice.objects.filter(pk=notice.pk)).exists():
            raise UnableToCheck(N_("这份公示已经撤回或更正，请看新的那一份"))
        kept = _keep(actor, member, notice, words, channel, said_on, at, kept_at, one.seen_on)
        made.append(kept)
    return made


def _keep(
    actor: Actor,
    member: Member,
    notice: Notice,
    words: str,
    channel: str,
    said_on: date,
    at: datetime,
    kept_at: str,
    seen_on: date | None,
) -> Check:
    before = Check.objects.filter(notice=notice, post=member.post_id, superseded_at=None).first()
    carried = list(checking.carried_over(notice).filter(post=member.post_id))
    for one in [*([before] if before is not None else []), *carried]:
        if not words and one.verdict == Check.Verdict.OBJECT and one.ended_at is None:
            _end(one, actor, "agreed", at)
        one.superseded_at = at
        one.save(update_fields=["superseded_at"])
    made = Check.objects.create(
        notice=notice,
        post_id=member.post_id,
        member=member.person_ref,
        verdict=Check.Verdict.OBJECT if words else Check.Verdict.CONFIRM,
        words=words,
        channel=channel,
        said_on=said_on,
        kept_at=kept_at,
        entered_by=actor.person_ref,
        entered_at=at,
    )
    # The seat is told, not the person: whoever reads the audit for the village learns no name from it.
    changes: dict[str, Any] = {
        "check": made.public_id,
        "verdict": [before.verdict if before else None, made.verdict],
        "by": channel,
    }
    if seen_on is not None:
        HungSeen.objects.create(check_said=made, name=member.name, day=seen_on)
        changes["seen_on"] = seen_on.isoformat()
    audit.record(actor=actor, act="notices.check", subject=notice, changes=changes, at=at)
    if words or carried or (before is not None and before.verdict == Check.Verdict.OBJECT):
        _count_again(notice, at)
    return made


def _open(notice: Notice, check: Check, refused: type[Refused]) -> Check:
    territory.lock_branches([notice.branch_id])
    locked = Check.objects.select_for_update(no_key=True).get(pk=check.pk)
    is_open = locked.verdict == Check.Verdict.OBJECT and locked.superseded_at is None and locked.ended_at is None
    if locked.notice_id not in checking.line_back([notice])[notice.pk] or not is_open:
        raise refused(N_("这条异议已经了结"))
    return locked


def _end(check: Check, actor: Actor, how: str, at: datetime, because: str = "") -> None:
    check.ended_how, check.ended_by, check.ended_at, check.ended_because = how, actor.person_ref, at, because
    check.save(update_fields=["ended_how", "ended_by", "ended_at", "ended_because"])


def _count_again(notice: Notice, at: datetime) -> None:
    """By the program: a check is no statement of whoever checks, and confirming it stays everybody's who may."""
    if BY_ID[notice.kind].fact is None:
        return
    first = notice
    while first.corrects is not None:
        first = first.corrects
    try:
        recount(actor=SYSTEM, branch_ids=[notice.branch_id], years=[first.from_day.year], at=at)
    except UnableToState as refused:
        raise UnableToCheck(refused.message_id, **refused.values) from refused
