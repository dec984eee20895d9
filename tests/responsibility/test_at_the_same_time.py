"""Two at once: one code opens one device, one person fills a post, nothing lands in an empty one, one chain is left."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from fivestar.foundation import audit
from fivestar.foundation.access import SYSTEM, Duty
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.clock import machine_now
from fivestar.responsibility import actions
from fivestar.responsibility.models import DeviceKey, GroupFinding, Holding, Person, Post
from tests.cast import NOW, TODAY, make_cast
from tests.responsibility.stories import sent, work_group

AT_ONCE = 4


def at_once(act: Callable[[], bool]) -> list[bool]:
    """Runs `act` in several threads that start together; what each gave back."""
    barrier = Barrier(AT_ONCE)

    def run() -> bool:
        barrier.wait(10)
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [future.result(60) for future in [pool.submit(run) for _ in range(AT_ONCE)]]


@pytest.mark.django_db(transaction=True)
def test_of_several_devices_with_one_code_exactly_one_gets_in() -> None:
    cast = make_cast()
    post = Holding.objects.get(person=cast.persons["OWN"]).post
    code = actions.issue_entry_code(actor=cast.clerk, post=post, at=machine_now()).code

    def enter() -> bool:
        try:
            actions.enter_with_code(text=code, origin="here", at=machine_now())
        except actions.UnableToEnter:
            return False
        return True

    assert sorted(at_once(enter)) == [False, False, False, True]
    assert DeviceKey.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_several_who_fill_an_empty_post_exactly_one_does() -> None:
    cast = make_cast()
    post = actions.create_post(
        actor=SYSTEM, duty=Duty.MEMBER, unit=cast.district, title="区长", valid_from=TODAY, at=NOW
    )

    def take() -> bool:
        person = Person.objects.create(name="某人")
        try:
            actions.appoint(actor=SYSTEM, post=post, person=person, from_day=TODAY, at=NOW)
        except actions.UnableToAppoint:
            return False
        return True

    assert sorted(at_once(take)) == [False, False, False, True]
    assert Holding.objects.filter(post=post).count() == 1


@pytest.mark.django_db(transaction=True)
def test_while_somebody_leaves_nothing_new_lands_in_his_empty_post() -> None:
    """Findings are noted while the group's head is moved away: each has an owner, or was refused."""
    cast = make_cast()
    dispatch = sent(cast, work_group(cast))
    head = Post.objects.get(duty=Duty.WORKGROUP)
    person = head.holdings.get().person
    turn = iter(range(AT_ONCE))

    def act() -> bool:
        try:
            if next(turn) == 0:
                move = actions.Move({head: None}, TODAY)
                actions.move_person(actor=SYSTEM, person=person, district=cast.district, move=move, at=NOW)
            else:
                actions.note_finding(actor=SYSTEM, dispatch=dispatch, text="甲", due_on=TODAY, at=NOW)
        except (actions.UnableToMove, actions.UnableToOwn):
            return False
        return True

    at_once(act)

    left = head.holdings.get().to_day is not None
    assert GroupFinding.objects.count() == (0 if left else AT_ONCE - 1)


@pytest.mark.django_db(transaction=True)
def test_several_sealers_leave_one_whole_chain() -> None:
    for number in range(20):
        with transaction.atomic():
            audit.record(actor=SYSTEM, act="test.act", subject=None, changes={"n": [None, number]}, at=machine_now())

    def seal() -> bool:
        try:
            return audit.seal_pending(at=machine_now()) > 0
        except (IntegrityError, OperationalError):
            return False  # the other one was first; the next beat seals what is left

    at_once(seal)

    audit.seal_pending(at=machine_now())
    found = audit.verify(at=machine_now())
    assert (found.sealed, found.waiting, found.broken) == (20, 0, None)
    assert AuditEntry.objects.count() == 20
