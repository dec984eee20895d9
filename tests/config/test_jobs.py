"""The job worker does what is due and what was handed over, and takes up what a killed one had begun."""

import os
import signal
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from click.testing import CliRunner
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from fivestar.cli import jobs as worker
from fivestar.cli.main import main
from fivestar.foundation.jobs import Clockwork, Periodic, periodic

PATIENCE_SECONDS = 60.0  # only for a test that fails
BEGUN = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@task()
def add(left: int, right: int) -> int:
    return left + right


@pytest.mark.django_db
def test_what_a_killed_worker_had_begun_is_done_again() -> None:
    begun = add.enqueue(1, 2)
    ended = add.enqueue(3, 4)
    DBTaskResult.objects.filter(pk=begun.id).update(status=TaskResultStatus.RUNNING, started_at=BEGUN)
    DBTaskResult.objects.filter(pk=ended.id).update(status=TaskResultStatus.SUCCESSFUL, started_at=BEGUN)

    assert worker.take_up_interrupted() == 1

    assert set(DBTaskResult.objects.values_list("pk", "status", "started_at")) == {
        (DBTaskResult.objects.get(pk=begun.id).pk, TaskResultStatus.READY, None),
        (DBTaskResult.objects.get(pk=ended.id).pk, TaskResultStatus.SUCCESSFUL, BEGUN),
    }


@pytest.mark.django_db(transaction=True)
def test_a_job_handed_over_is_done() -> None:
    handed_over = add.enqueue(1, 2)

    result = CliRunner().invoke(main, ["manage", "db_worker", "--batch", "--no-startup-delay"])

    assert result.exit_code == 0
    handed_over.refresh()
    assert (handed_over.status, handed_over.return_value) == (TaskResultStatus.SUCCESSFUL, 3)


def test_when_the_clockwork_breaks_the_worker_is_told_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr(os, "kill", lambda _pid, number: told.append(number))

    def breaks(_now: datetime) -> None:
        raise SystemExit

    worker._keep_time(Clockwork([Periodic("breaks", timedelta(days=1), breaks)]), Event())

    assert told == [signal.SIGTERM]


def test_the_clockwork_stops_when_the_worker_does() -> None:
    stopped = Event()
    done: list[str] = []

    def last_deed(_now: datetime) -> None:
        done.append("once")
        stopped.set()

    # In a thread of its own, as it lives: the tests' connection may carry an error, and looking at it is refused here.
    (thread,) = worker._timekeepers([Periodic("last", timedelta(0), last_deed)], stopped)
    thread.start()
    thread.join(PATIENCE_SECONDS)

    assert (done, thread.is_alive()) == (["once"], False)


def test_sealing_does_not_wait_for_a_long_rescore() -> None:
    stopped, sealed = Event(), Event()
    sealed_meanwhile: list[bool] = []

    def rescore(_now: datetime) -> None:
        sealed_meanwhile.append(sealed.wait(PATIENCE_SECONDS))
        stopped.set()

    entries = [
        Periodic("rescore", timedelta(days=1), rescore),
        Periodic("seal", timedelta(days=1), lambda _now: sealed.set(), waits_for_none=True),
    ]
    threads = worker._timekeepers(entries, stopped)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)

    assert sealed_meanwhile == [True]
    assert [(thread.name, thread.is_alive()) for thread in threads] == [("clockwork", False), ("seal", False)]


def test_of_all_that_is_wired_sealing_and_what_waits_for_a_network_have_threads_of_their_own() -> None:
    threads = worker._timekeepers(periodic, Event())

    assert [thread.name for thread in threads] == [
        "clockwork",
        "audit.seal",
        "publiclog.seal",
        "shortfalls.send_digests",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_thread_that_ends_closes_its_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "kill", lambda _pid, _number: None)
    opened: list[tuple[BaseDatabaseWrapper, bool]] = []

    def breaks(_now: datetime) -> None:
        DBTaskResult.objects.count()
        connection = connections["default"]
        opened.append((connection, connection.connection is not None))
        raise SystemExit

    (thread,) = worker._timekeepers([Periodic("breaks", timedelta(days=1), breaks)], Event())
    thread.start()
    thread.join(PATIENCE_SECONDS)

    ((connection, was_open),) = opened
    assert was_open
    assert connection.connection is None
    assert connection is not connections["default"]
