"""Pages of bodies, posts and moves cost the same queries with one row of everything and with three."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from fivestar.foundation.access import SYSTEM, Duty
from fivestar.responsibility import actions
from fivestar.responsibility.models import Department, Dispatch, Handover, Person, Post, Seat
from fivestar.shortfalls.models import Shortfall
from fivestar.standards.models import PlanLine
from fivestar.standards.plan.actions import take_over_drafts
from fivestar.territory.models import Branch
from tests.cast import NOW, SINCE, TODAY, Cast
from tests.factories import small_standards
from tests.fieldwork.stories import decided, held
from tests.pages import browser_of, queries_of
from tests.responsibility.stories import post, task_force, work_group
from tests.shortfalls.stories import of, taken_up

pytestmark = pytest.mark.django_db
NUMBERS = (1, 2, 3)


@pytest.fixture
def office(cast: Cast) -> Client:
    small_standards(cast)
    return browser_of(cast, "ORGANISE")


def costs(office: Client, addresses: tuple[str, ...], one_more: Callable[[int], None]) -> list[list[int]]:
    """What each page costs with one row and with three."""
    found = []
    for number in NUMBERS:
        one_more(number)
        if number in (1, 3):
            found.append([queries_of(office, address) for address in addresses])
    return found


def branches(cast: Cast) -> dict[int, Branch]:
    return dict(zip(NUMBERS, (cast.dongliu, cast.xiliu, cast.shiqiao), strict=True))


def seated(cast: Cast, body: Department, role: Seat.Role, title: str) -> Post:
    """A post of the body's own, held, in a seat."""
    duty = Duty.WORKGROUP if body.kind == Department.Kind.WORKGROUP else Duty.MEMBER
    made = post(cast, duty, title, f"{title}甲", department=body)
    actions.give_seat(actor=SYSTEM, body=body, post=made, role=role, from_day=SINCE, at=NOW)
    return made


def met(body: Department, day: date) -> None:
    meeting = actions.call_meeting(actor=SYSTEM, body=body, planned_on=day, topic="推进会", at=NOW)
    actions.hold_meeting(actor=SYSTEM, meeting=meeting, held_on=day, outcome="", at=NOW)


def noted(dispatch: Dispatch, text: str) -> None:
    actions.note_finding(actor=SYSTEM, dispatch=dispatch, text=text, due_on=TODAY, at=NOW)


def test_the_list_of_bodies_of_every_kind(cast: Cast, office: Client) -> None:
    leading = Department.objects.create(district=cast.district, name="领导小组", kind="leading")
    seated(cast, leading, Seat.Role.HEAD, "区委书记")

    def one_more(number: int) -> None:
        seated(cast, leading, Seat.Role.MEMBER, f"区委常委{number}")
        Department.objects.create(district=cast.district, name=f"第{number}局")
        for kind in ("taskforce", "workgroup"):
            body = Department.objects.create(district=cast.district, name=f"{kind}{number}", kind=kind)
            seated(cast, body, Seat.Role.HEAD, f"{kind}{number}组长")
            actions.set_rhythm(actor=SYSTEM, body=body, every_days=30, from_day=SINCE, source="方案", at=NOW)
            met(body, TODAY - timedelta(days=number))

    one, three = costs(office, (f"/d/{cast.district.code}/bodies/", f"/bodies/{leading.public_id}/"), one_more)

    assert three == one


def test_a_task_forces_page_with_all_that_stands_on_it(cast: Cast, office: Client) -> None:
    force, meeting = task_force(cast), held(cast)
    actions.set_rhythm(actor=SYSTEM, body=force, every_days=30, from_day=SINCE, source="方案", at=NOW)
    take_over_drafts(actor=cast.organiser, district=cast.district, category="rural", at=NOW)
    office_post = Post.objects.get(duty=Duty.ORGANISE)
    planned = list(PlanLine.objects.order_by("pk").values_list("pk", flat=True))[:3]
    PlanLine.objects.update(task_force=None)

    def one_more(number: int) -> None:
        seated(cast, force, Seat.Role.MEMBER, f"成员{number}")
        met(force, TODAY - timedelta(days=number))
        PlanLine.objects.filter(pk=planned[number - 1]).update(task_force=force)
        row = taken_up(cast, of(branches(cast)[number], "T3"), actor=cast.organiser, owner=office_post)
        Shortfall.objects.filter(pk=row.pk).update(due_on=TODAY - timedelta(days=3))
        decided(cast, meeting, who="TASKFORCE")

    one, three = costs(office, (f"/bodies/{force.public_id}/",), one_more)

    assert three == one


def test_a_work_groups_page_and_a_dispatch(cast: Cast, office: Client) -> None:
    group = work_group(cast)
    first = actions.send_group(actor=SYSTEM, group=group, branch=cast.nanmen, from_day=SINCE, at=NOW)

    def one_more(number: int) -> None:
        seated(cast, group, Seat.Role.MEMBER, f"组员{number}")
        there = actions.send_group(actor=SYSTEM, group=group, branch=branches(cast)[number], from_day=SINCE, at=NOW)
        for dispatch in (first, there):
            noted(dispatch, f"问题{number}")
            noted(dispatch, f"已办{number}")
            settled = dispatch.findings.get(text=f"已办{number}")
            actions.settle_finding(actor=cast.organiser, finding=settled, result="办了", at=NOW)

    pages = (f"/bodies/{group.public_id}/", f"/dispatches/{first.public_id}/")
    one, three = costs(office, pages, one_more)

    assert three == one


def test_the_register_of_posts(cast: Cast, office: Client) -> None:
    def one_more(number: int) -> None:
        post(cast, Duty.MEMBER, f"成员{number}", f"成员{number}甲")
        post(cast, Duty.MEMBER, f"空着的成员{number}")

    one, three = costs(office, (f"/d/{cast.district.code}/posts/?q=成员",), one_more)

    assert three == one


def test_moving_somebody_who_has_several_posts_and_much_open(cast: Cast, office: Client) -> None:
    group = work_group(cast)
    head = Post.objects.get(duty=Duty.WORKGROUP)
    person = head.holdings.get().person

    def one_more(number: int) -> None:
        there = actions.send_group(actor=SYSTEM, group=group, branch=branches(cast)[number], from_day=SINCE, at=NOW)
        noted(there, f"问题{number}")
        made = post(cast, Duty.SUPPORT, f"帮建{number}", unit=branches(cast)[number].village, department=group)
        actions.appoint(actor=SYSTEM, post=made, person=person, from_day=SINCE, at=NOW)
        row = of(branches(cast)[number], "T3")
        taken_up(cast, row, actor=cast.organiser, owner=made)

    one, three = costs(office, (f"/people/{person.public_id}/move/",), one_more)

    assert three == one


def test_handovers_and_a_capsule(cast: Cast, office: Client) -> None:
    """A capsule has a line for each body the leaver headed."""

    def leaves(number: int, posts: int) -> Handover:
        person, successor = (Person.objects.create(name=f"{name}{number}") for name in ("移交", "接任"))
        left = [post(cast, Duty.MEMBER, f"班子{number}{one}") for one in range(posts)]
        for one in left:
            actions.appoint(actor=SYSTEM, post=one, person=person, from_day=SINCE, at=NOW)
            body = Department.objects.create(district=cast.district, name=f"{one.title}专班", kind="taskforce")
            actions.give_seat(actor=SYSTEM, body=body, post=one, role="head", from_day=SINCE, at=NOW)
            actions.set_rhythm(actor=SYSTEM, body=body, every_days=30, from_day=SINCE, source="方案", at=NOW)
        move = actions.Move(dict.fromkeys(left, successor), TODAY)
        return actions.move_person(actor=SYSTEM, person=person, district=cast.district, move=move, at=NOW)

    register = f"/d/{cast.district.code}/handovers/"
    first = leaves(1, posts=1)
    one = [queries_of(office, address) for address in (register, f"/handovers/{first.public_id}/")]
    leaves(2, posts=1)
    third = leaves(3, posts=3)

    assert [queries_of(office, address) for address in (register, f"/handovers/{third.public_id}/")] == one
    assert (first.items.count(), third.items.count()) == (1, 3)
