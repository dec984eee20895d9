"""Two at once: one code opens one device, and two sealers leave one chain."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from fivestar.foundation import audit
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.clock import machine_now
from fivestar.responsibility import actions
from fivestar.responsibility.models import DeviceKey, Holding
from tests.cast import make_cast

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
