"""A joint meeting from its call to the last of its decisions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from fivestar.fieldwork.actions.errors import UnableToClose, UnableToDecide, UnableToMeet
from fivestar.fieldwork.models import Attendance, Decision, JointMeeting, Request
from fivestar.fieldwork.models.joint import MAX_REASON, MAX_TEXT, MAX_TOPIC
from fivestar.fieldwork.pack import frozen, pack_of
from fivestar.fieldwork.queries import may_close, task_forces
from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.privacy import refuse_personal
from fivestar.responsibility.actions import take_owner
from fivestar.responsibility.queries import posts_held_by
from fivestar.territory.queries import lock_region

if TYPE_CHECKING:
    from fivestar.responsibility.models import Post
    from fivestar.territory.models import Region

FIRST_LOOKS_BACK = timedelta(days=30)
"""What the first meeting's pack looks back on; every later one looks back to the meeting before."""
LONGEST = timedelta(days=366)


@transaction.atomic
def call_joint_meeting(*, actor: Actor, district: Region, planned_on: date, topic: str, at: datetime) -> JointMeeting:
    """One waits at a time: what is asked of the next meeting must know which it is."""
    require(actor, "fieldwork.call", district)
    lock_region(district)
    today = legal_day(at)
    if not topic.strip() or len(topic.strip()) > MAX_TOPIC:
        raise UnableToMeet(N_("请写会议的题目，不超过 {most} 字"), most=MAX_TOPIC)
    refuse_personal(UnableToMeet, topic)
    if not today <= planned_on <= today + LONGEST:
        raise UnableToMeet(N_("会期应在今天以后、一年以内"))
    there = JointMeeting.objects.filter(district=district)
    if there.filter(held_on=None, called_off_at=None).exists():
        raise UnableToMeet(N_("已有一次联席会等着开，先开完或取消它"))
    last = there.aggregate(day=Max("held_on"))["day"]
    meeting = JointMeeting.objects.create(
        district=district,
        topic=topic.strip(),
        planned_on=planned_on,
        since=last or today - FIRST_LOOKS_BACK,
        called_by=actor.person_ref,
        called_at=at,
    )
    _record(actor, "fieldwork.call", meeting, {"planned_on": planned_on.isoformat()}, at)
    return meeting


@transaction.atomic
def call_off_joint_meeting(*, actor: Actor, meeting: JointMeeting, because: str, at: datetime) -> None:
    """What was asked of it waits for the next one."""
    locked = _waiting(actor, meeting)
    locked.called_off_at, locked.called_off_because = at, _words(because, MAX_REASON, UnableToMeet)
    locked.save(update_fields=["called_off_at", "called_off_because"])
    _record(actor, "fieldwork.call_off", locked, {}, at)
    meeting.refresh_from_db()


@transaction.atomic
def ask_decision(*, actor: Actor, district: Region, text: str, at: datetime) -> Request:
    """Asked of the next meeting, whether or not it is called yet, in the name of a post."""
    require(actor, "fieldwork.ask", district)
    words = _words(text, MAX_TEXT, UnableToDecide)
    posts = posts_held_by(actor, legal_day(at))
    made = Request.objects.create(
        district=district,
        text=words,
        office=posts[0].title if posts else actor.name,
        asked_by=actor.person_ref,
        asked_at=at,
    )
    _record(actor, "fieldwork.ask", made, {}, at)
    return made


@transaction.atomic
def hold_joint_meeting(
    *, actor: Actor, meeting: JointMeeting, held_on: date, present: Collection[str], at: datetime
) -> JointMeeting:
    """Held: its pack is frozen as it lay before it, and which task forces were there. present: their public ids."""
    locked = _waiting(actor, meeting)
    today = legal_day(at)
    if not legal_day(locked.called_at) <= held_on <= today:
        raise UnableToMeet(N_("开会的日子应在召集以后、今天以前"))
    forces = task_forces(actor, locked.district, held_on)
    if unknown := set(present) - {body.public_id for body in forces}:
        raise UnableToMeet(N_("没有这个专班：{found}"), found=" ".join(sorted(unknown)))
    if not present:
        raise UnableToMeet(N_("没有一个专班到会，不算开过"))
    locked.held_on, locked.recorded_by, locked.recorded_at = held_on, actor.person_ref, at
    locked.pack = frozen(pack_of(actor, locked.district, locked.since, at))
    locked.save(update_fields=["held_on", "recorded_by", "recorded_at", "pack"])
    Attendance.objects.bulk_create(
        Attendance(meeting=locked, body=body, is_present=body.public_id in present) for body in forces
    )
    changes = {"held_on": held_on.isoformat(), "present": len(present), "of": len(forces)}
    _record(actor, "fieldwork.hold", locked, changes, at)
    meeting.refresh_from_db()
    return meeting


@transaction.atomic
def decide_duty(
    *,
    actor: Actor,
    meeting: JointMeeting,
    text: str,
    owner: Post,
    due_on: date,
    at: datetime,
    answers: Request | None = None,
) -> Decision:
    """A decision is a duty: words, the post that answers for it, a day. answers: what had been asked."""
    locked = _held(actor, meeting)
    words = _words(text, MAX_TEXT, UnableToDecide)
    today = legal_day(at)
    if not today <= due_on <= today + LONGEST:
        raise UnableToDecide(N_("办结的日子应在今天以后、一年以内"))
    if not owner.path.startswith(locked.district.path):
        raise UnableToDecide(N_("“{title}”不是本区的岗位"), title=owner.title)
    asked = None if answers is None else _open_request(locked.district, answers)
    owner = take_owner(owner, on=today)
    made = Decision.objects.create(
        meeting=locked,
        answers=asked,
        text=words,
        owner=owner,
        due_on=due_on,
        decided_by=actor.person_ref,
        decided_at=at,
    )
    changes = {"owner": owner.public_id, "due_on": due_on.isoformat()}
    _record(actor, "fieldwork.decide", made, changes, at)
    return made


@transaction.atomic
def decline_request(*, actor: Actor, meeting: JointMeeting, request: Request, because: str, at: datetime) -> None:
    """The meeting looked at it and decided nothing; whoever asked reads why."""
    locked = _open_request(_held(actor, meeting).district, request)
    locked.declined_at, locked.declined_because = at, _words(because, MAX_REASON, UnableToDecide)
    locked.save(update_fields=["declined_at", "declined_because"])
    _record(actor, "fieldwork.decline", locked, {}, at)


@transaction.atomic
def close_decision(*, actor: Actor, decision: Decision, result: str, at: datetime) -> Decision:
    """Done, and with what result: said by a holder of the post that owns it or by the office that keeps the record."""
    locked = Decision.objects.select_for_update(no_key=True, of=("self",)).get(pk=decision.pk)
    require(actor, "fieldwork.close", locked)
    if locked.closed_at is not None:
        raise UnableToClose(N_("这一项已经办结了"))
    if not may_close(actor, locked, legal_day(at)):
        raise UnableToClose(N_("只有负责的岗位或组织部门能报办结"))
    locked.result = _words(result, MAX_TEXT, UnableToClose)
    locked.closed_by, locked.closed_at = actor.person_ref, at
    locked.save(update_fields=["result", "closed_by", "closed_at"])
    _record(actor, "fieldwork.close", locked, {}, at)
    return locked


def hand_over_decisions(*, actor: Actor, subject_ids: Sequence[str], to: Post, at: datetime) -> None:
    """Another post answers for exactly these; the caller has asked and holds the transaction."""
    rows = Decision.objects.select_for_update(no_key=True, of=("self",)).filter(public_id__in=subject_ids)
    for row in rows.select_related("owner").order_by("pk"):
        changes = {"owner": [row.owner.public_id, to.public_id]}
        row.owner = to
        row.save(update_fields=["owner"])
        _record(actor, "fieldwork.hand_over", row, changes, at)


def _waiting(actor: Actor, meeting: JointMeeting) -> JointMeeting:
    locked = JointMeeting.objects.select_for_update(no_key=True, of=("self",)).get(pk=meeting.pk)
    require(actor, "fieldwork.carry", locked)
    if not locked.is_waiting:
        raise UnableToMeet(N_("这次联席会已经开过或取消了"))
    return locked


def _held(actor: Actor, meeting: JointMeeting) -> JointMeeting:
    locked = JointMeeting.objects.select_for_update(no_key=True, of=("self",)).get(pk=meeting.pk)
    require(actor, "fieldwork.carry", locked)
    if locked.held_on is None:
        raise UnableToDecide(N_("会还没有开，不能记决定"))
    return locked


def _open_request(district: Region, request: Request) -> Request:
    locked = Request.objects.select_for_update(no_key=True).get(pk=request.pk)
    is_answered = Decision.objects.filter(answers=locked).exists()
    if locked.district_id != district.pk or locked.declined_at is not None or is_answered:
        raise UnableToDecide(N_("这件提请已经答复过了"))
    return locked


def _words(text: str, most: int, refused: type[UnableToMeet] | type[UnableToDecide] | type[UnableToClose]) -> str:
    words = text.strip()
    if not words or len(words) > most:
        raise refused(N_("请用文字写明，不超过 {most} 字"), most=most)
    refuse_personal(refused, words)
    return words


def _record(
    actor: Actor, act: str, subject: JointMeeting | Request | Decision, changes: Mapping[str, object], at: datetime
) -> None:
    audit.record(actor=actor, act=act, subject=subject, changes=dict(changes), at=at)
