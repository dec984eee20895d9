"""Bodies of the cast's district, made by the ordinary acts."""

from __future__ import annotations

from datetime import date

from fivestar.foundation.access import SYSTEM, Duty
from fivestar.responsibility import actions
from fivestar.responsibility.models import Department, Dispatch, Person, Post, Seat
from tests.cast import NOW, SINCE, Cast


def post(cast: Cast, duty: Duty, title: str, holder: str | None = None, **more: object) -> Post:
    made = actions.create_post(
        actor=SYSTEM,
        **{"duty": duty, "unit": cast.district, "title": title, "valid_from": SINCE, "at": NOW, **more},  # type: ignore[arg-type]
    )
    if holder is not None:
        person = cast.persons.get(holder) or Person.objects.create(name=holder)
        actions.appoint(actor=SYSTEM, post=made, person=person, from_day=SINCE, at=NOW)
    return made


def task_force(cast: Cast) -> Department:
    """产业兴旺工作专班, headed by a deputy head of the district; the cast's TASKFORCE post keeps its office."""
    force = Department.objects.get(name="产业兴旺工作专班")
    head = post(cast, Duty.MEMBER, "副区长(农业农村)", "高远")
    office = Post.objects.get(duty=Duty.TASKFORCE)
    for seat, role in ((head, Seat.Role.HEAD), (office, Seat.Role.OFFICE)):
        actions.give_seat(actor=SYSTEM, body=force, post=seat, role=role, from_day=SINCE, at=NOW)
    return force


def work_group(cast: Cast, *, headed_by: str | None = "高山") -> Department:
    group = actions.create_department(
        actor=SYSTEM, district=cast.district, name="第一专项工作组", kind=Department.Kind.WORKGROUP, at=NOW
    )
    head = post(cast, Duty.WORKGROUP, "第一专项工作组组长", headed_by, department=group)
    actions.give_seat(actor=SYSTEM, body=group, post=head, role=Seat.Role.HEAD, from_day=SINCE, at=NOW)
    return group


def sent(cast: Cast, group: Department, from_day: date = SINCE) -> Dispatch:
    return actions.send_group(actor=SYSTEM, group=group, branch=cast.dongliu, from_day=from_day, at=NOW)
