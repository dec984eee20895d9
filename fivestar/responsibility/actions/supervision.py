"""The township enters whom the villagers elected into the supervision committee, and who left it.

Refused
└── UnableToSeatMember   no name, no title, a seat that is not one of the committee, or one who runs the branch
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, Duty, require
from fivestar.foundation.outcome import N_, Refused
from fivestar.responsibility.actions.naming import split_name
from fivestar.responsibility.decisions import MAX_NAME, NEW
from fivestar.responsibility.models import DeviceKey, Holding, Person, Post

if TYPE_CHECKING:
    from fivestar.territory.models import Village

_MAX_TITLE = 60
_RUNS_THE_BRANCH = (Duty.OWN.value, Duty.HELPER.value)


class UnableToSeatMember(Refused):
    """Nobody was seated or unseated."""


@transaction.atomic
def seat_supervisor(*, actor: Actor, village: Village, name: str, title: str, from_day: date, at: datetime) -> Holding:
    """A new seat with the person in it. Whoever runs the branch cannot check it: he is refused.

    name: as `naming.named_person` reads it (“周明”, “周明 编号”, “周明 新”).
    """
    require(actor, "responsibility.seat_supervisor", village)
    title = " ".join(title.split())
    if not title or len(title) > _MAX_TITLE:
        raise UnableToSeatMember(N_("请写岗位名称,最多 {most} 个字"), most=_MAX_TITLE)
    person = _person(village, name)
    if _runs(person, village, from_day):
        raise UnableToSeatMember(N_("{name}是本支部的书记或代填人，不能监督自己"), name=person.name)
    seated = Holding.objects.filter(
        post__duty=Duty.SUPERVISE.value, post__path=village.path, person=person, to_day__isnull=True
    )
    if seated.exists():
        raise UnableToSeatMember(N_("{name}已经在监督委员会里"), name=person.name)
    post = Post.objects.create(
        duty=Duty.SUPERVISE.value,
        title=title,
        district=village.district,
        village=village,
        path=village.path,
        valid_from=from_day,
    )
    holding = Holding.objects.create(post=post, person=person, from_day=from_day)
    changes = {"holder": [None, person.ref], "from_day": [None, from_day], "path": [None, village.path]}
    audit.record(actor=actor, act="responsibility.seat_supervisor", subject=post, changes=changes, at=at)
    return holding


@transaction.atomic
def unseat_supervisor(*, actor: Actor, post: Post, last_day: date, at: datetime) -> Post:
    """The last day of a seat, and of whoever has it. What he said stays said."""
    require(actor, "responsibility.unseat_supervisor", post)
    locked = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    if locked.valid_to is not None:
        raise UnableToSeatMember(N_("这个席位已于 {day} 结束"), day=locked.valid_to.isoformat())
    holding = locked.holdings.filter(to_day__isnull=True).first()
    if last_day < locked.valid_from or (holding is not None and last_day < holding.from_day):
        raise UnableToSeatMember(N_("离任日期不能早于任职日期 {day}"), day=locked.valid_from.isoformat())
    if holding is not None:
        Holding.objects.filter(pk=holding.pk).update(to_day=last_day)
        devices = DeviceKey.objects.filter(post=locked, revoked_at__isnull=True)
        devices.update(revoked_at=at)
    locked.valid_to = last_day
    locked.save(update_fields=["valid_to"])
    changes = {"holder": [holding.person.ref if holding else None, None], "to_day": [None, last_day]}
    audit.record(actor=actor, act="responsibility.unseat_supervisor", subject=locked, changes=changes, at=at)
    return locked


def _person(village: Village, text: str) -> Person:
    """Who is meant. A township makes no persons elsewhere, so it asks for its own right only."""
    name, mark = split_name(text)
    if not name or len(name) > MAX_NAME:
        raise UnableToSeatMember(N_("请写姓名,最多 {most} 个字"), most=MAX_NAME)
    there = Person.objects.filter(name=name, holdings__post__path=village.path).distinct().order_by("pk")
    if mark in NEW or (not mark and not there.exists()):
        return Person.objects.create(name=name)
    if not mark and there.count() > 1:
        raise UnableToSeatMember(N_("村里有几个人叫{name}，请写“{name} 编号”，另一个人请写“{name} 新”"), name=name)
    found = there.filter(public_id=mark).first() if mark else there.first()
    if found is None:
        raise UnableToSeatMember(N_("没有编号为“{mark}”的{name}"), mark=mark, name=name)
    return found


def _runs(person: Person, village: Village, day: date) -> bool:
    held = Holding.objects.filter(person=person, post__path=village.path, post__duty__in=_RUNS_THE_BRANCH)
    return held.filter(Q(to_day__isnull=True) | Q(to_day__gte=day)).exists()
