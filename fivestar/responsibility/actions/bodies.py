"""Bodies: who sits in them, how often they meet, that they met.

Refused
├── UnableToSeat        a second head, a post that sits already or has ended, a day that does not fit
├── UnableToSetRhythm   not between a week and a year, no source, or one from that day is there
└── UnableToMeet        two on a day, a day that has not come, closed already, not of this body
"""

from datetime import date, datetime

from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, Duty, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Refused
from fivestar.responsibility.actions.days import refuse_days
from fivestar.responsibility.models import BodyMeeting, Department, Post, Rhythm, Seat
from fivestar.responsibility.owners import posts_held_by

LEAST_DAYS, MOST_DAYS = 7, 366


class UnableToSeat(Refused):
    """The post cannot sit there."""


class UnableToSetRhythm(Refused):
    """No such rhythm."""


class UnableToMeet(Refused):
    """The meeting cannot be kept like this."""


@transaction.atomic
def give_seat(*, actor: Actor, body: Department, post: Post, role: str, from_day: date, at: datetime) -> Seat:
    """The post sits in the body from that day, whoever holds it."""
    require(actor, "responsibility.arrange_body", body)
    refuse_days(UnableToSeat, at, from_day)
    _lock(body)
    if post.district_id != body.district_id or (post.valid_to and post.valid_to < from_day):
        raise UnableToSeat(N_("“{title}”不是本区现有的岗位"), title=post.title)
    there = body.seats.filter(to_day__isnull=True)
    if there.filter(post=post).exists():
        raise UnableToSeat(N_("“{title}”已经在{body}里"), title=post.title, body=body.name)
    if role == Seat.Role.HEAD and (head := there.filter(role=role).select_related("post").first()):
        raise UnableToSeat(N_("{body}已有组长“{title}”,一个班子只有一位组长"), body=body.name, title=head.post.title)
    seat = Seat.objects.create(body=body, post=post, role=role, from_day=from_day)
    _record(actor, "give_seat", seat, {"body": body.public_id, "post": post.public_id, "role": [None, role]}, at)
    return seat


@transaction.atomic
def end_seat(*, actor: Actor, seat: Seat, to_day: date, at: datetime) -> Seat:
    """The last day of a post in a body. A seat whose first day has not come is taken back; only the audit keeps it."""
    require(actor, "responsibility.arrange_body", seat.body)
    locked = Seat.objects.select_for_update(no_key=True).filter(pk=seat.pk).first()
    if locked is None:
        raise UnableToSeat(N_("不能在 {day} 结束:已经结束,或者早于开始"), day=to_day.isoformat())
    if locked.to_day is None and legal_day(at) < locked.from_day:
        _record(actor, "take_seat_back", locked, {"from_day": [locked.from_day, None]}, at)
        locked.delete()
        return seat
    if locked.to_day is not None or to_day < locked.from_day:
        raise UnableToSeat(N_("不能在 {day} 结束:已经结束,或者早于开始"), day=to_day.isoformat())
    locked.to_day = to_day
    locked.save(update_fields=["to_day"])
    _record(actor, "end_seat", locked, {"to_day": [None, to_day]}, at)
    return locked


@transaction.atomic
def set_rhythm(*, actor: Actor, body: Department, every_days: int, from_day: date, source: str, at: datetime) -> Rhythm:
    """The body meets at least every so many days, from that day on; says who decided it."""
    require(actor, "responsibility.arrange_body", body)
    refuse_days(UnableToSetRhythm, at, from_day)
    _lock(body)
    if not LEAST_DAYS <= every_days <= MOST_DAYS:
        raise UnableToSetRhythm(N_("间隔应在 {least} 到 {most} 天之间"), least=LEAST_DAYS, most=MOST_DAYS)
    if not source.strip():
        raise UnableToSetRhythm(N_("请写明依据"))
    if body.rhythms.filter(from_day=from_day).exists():
        raise UnableToSetRhythm(N_("{day} 起的间隔已经定过"), day=from_day.isoformat())
    rhythm = Rhythm.objects.create(
        body=body,
        every_days=every_days,
        from_day=from_day,
        source=source.strip()[:200],
        set_by=actor.person_ref,
        set_at=at,
    )
    _record(actor, "set_rhythm", rhythm, {"every_days": [None, every_days], "from_day": from_day}, at)
    return rhythm


@transaction.atomic
def call_meeting(*, actor: Actor, body: Department, planned_on: date, topic: str, at: datetime) -> BodyMeeting:
    """The next meeting has a day and a topic. A day that is past is for a meeting that was held: then close it too."""
    _require_of(actor, body, at)
    refuse_days(UnableToMeet, at, planned_on)
    _lock(body)
    if not topic.strip():
        raise UnableToMeet(N_("没有填议题"))
    if body.meetings.filter(planned_on=planned_on, called_off_because="").exists():
        raise UnableToMeet(N_("{day} 已经有一次会"), day=planned_on.isoformat())
    meeting = BodyMeeting.objects.create(
        body=body, planned_on=planned_on, topic=topic.strip()[:120], called_by=actor.person_ref, called_at=at
    )
    _record(actor, "call_meeting", meeting, {"planned_on": [None, planned_on]}, at)
    return meeting


@transaction.atomic
def hold_meeting(*, actor: Actor, meeting: BodyMeeting, held_on: date, outcome: str, at: datetime) -> BodyMeeting:
    """It was held, and what came of it in a sentence."""
    _require_of(actor, meeting.body, at)
    locked = _open(meeting)
    refuse_days(UnableToMeet, at, held_on)
    if held_on > legal_day(at):
        raise UnableToMeet(N_("日期 {day} 还没有到"), day=held_on.isoformat())
    locked.held_on, locked.outcome = held_on, outcome.strip()[:500]
    return _close(actor, locked, {"held_on": [None, held_on]}, at)


@transaction.atomic
def call_off_meeting(*, actor: Actor, meeting: BodyMeeting, because: str, at: datetime) -> BodyMeeting:
    """It will not be held, and why; the rhythm goes on running."""
    _require_of(actor, meeting.body, at)
    locked = _open(meeting)
    if not because.strip():
        raise UnableToMeet(N_("请写明为什么不开"))
    locked.called_off_because = because.strip()[:200]
    return _close(actor, locked, {"called_off": [False, True]}, at)


def _open(meeting: BodyMeeting) -> BodyMeeting:
    locked = BodyMeeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    if locked.closed_at is not None:
        raise UnableToMeet(N_("这次会已经开过或取消了"))
    return locked


def _close(actor: Actor, meeting: BodyMeeting, changes: audit.Changes, at: datetime) -> BodyMeeting:
    meeting.closed_by, meeting.closed_at = actor.person_ref, at
    meeting.save()
    _record(actor, "close_meeting", meeting, changes, at)
    return meeting


def _require_of(actor: Actor, body: Department, at: datetime) -> None:
    """The organisation department runs every body, whoever sits in one runs that."""
    require(actor, "responsibility.run_body", body)
    if actor.is_system or any(
        grant.duty is Duty.ORGANISE and body.district.path.startswith(grant.path) for grant in actor.posts
    ):
        return
    held = {post.pk for post in posts_held_by(actor, legal_day(at))}
    if not body.seats.filter(to_day__isnull=True, post__in=held).exists():
        raise UnableToMeet(N_("您不在{body}里"), body=body.name)


def _lock(body: Department) -> None:
    Department.objects.select_for_update(no_key=True).get(pk=body.pk)


def _record(actor: Actor, act: str, subject: Seat | Rhythm | BodyMeeting, changes: audit.Changes, at: datetime) -> None:
    audit.record(actor=actor, act=f"responsibility.{act}", subject=subject, changes=changes, at=at)
