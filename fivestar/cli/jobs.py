"""`fivestar run-jobs`: the one process that does what nobody waits for.

The main thread takes handed-over jobs from the database (django-tasks' worker, which also minds the signals); beside
it a thread does what is due again and again, and each job that may not wait for the others has a thread of its own.
When one of them ends, so does the process: its supervisor then ends the web server too, rather than serve on without
seals and rescores.
"""

import logging
import os
import signal
from collections.abc import Iterable
from threading import Event, Thread

import click
from django.core.management import call_command
from django.db import close_old_connections, connections
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from fivestar.config.start import refuse_demonstration_data
from fivestar.foundation.clock import machine_now
from fivestar.foundation.jobs import Clockwork, Periodic, periodic

BEAT_SECONDS = 1.0

logger = logging.getLogger(__name__)


def _keep_time(clockwork: Clockwork, stopped: Event) -> None:
    try:
        while not stopped.is_set():
            clockwork.run_due(machine_now())
            close_old_connections()
            stopped.wait(BEAT_SECONDS)
    except BaseException:
        logger.critical("the clockwork stopped; ending the worker", exc_info=True)
        os.kill(os.getpid(), signal.SIGTERM)
    finally:
        connections.close_all()  # this thread's own: nobody else can close them


def _timekeepers(entries: Iterable[Periodic], stopped: Event) -> list[Thread]:
    """A thread for the many, and one for each entry that waits for none."""
    entries = tuple(entries)
    groups = {"clockwork": [entry for entry in entries if not entry.waits_for_none]}
    groups.update((entry.name, [entry]) for entry in entries if entry.waits_for_none)
    return [
        Thread(target=_keep_time, args=(Clockwork(group), stopped), name=name)
        for name, group in groups.items()
        if group
    ]


def take_up_interrupted() -> int:
    """Jobs that a worker had begun when it was killed are ready again; how many.

    Only right at the start of the one worker, when nothing else can be running; a job must be harmless to do twice.
    """
    return DBTaskResult.objects.running().update(status=TaskResultStatus.READY, started_at=None)


@click.command("run-jobs")
def run_jobs() -> None:
    """执行后台任务,直到被停止。"""
    refuse_demonstration_data()
    take_up_interrupted()
    stopped = Event()
    timekeepers = _timekeepers(periodic, stopped)
    for timekeeper in timekeepers:
        timekeeper.start()
    try:
        call_command("db_worker", queue_name="*", reload=False, startup_delay=False)
    finally:
        stopped.set()
        for timekeeper in timekeepers:
            timekeeper.join()
