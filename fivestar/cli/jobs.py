"""`fivestar run-jobs`: the one process that does what nobody waits for.

The main thread takes handed-over jobs from the database (django-tasks' worker, which also minds the signals); beside
it a thread does what is due again and again. When one of the two ends, so does the process: its supervisor then ends
the web server too, rather than serve on without seals and rescores.
"""

import logging
import os
import signal
from threading import Event, Thread

import click
from django.core.management import call_command
from django.db import close_old_connections
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from fivestar.config.start import refuse_demonstration_data
from fivestar.foundation.clock import machine_now
from fivestar.foundation.jobs import Clockwork, periodic

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
    timekeeper = Thread(target=_keep_time, args=(Clockwork(periodic), stopped), name="clockwork")
    timekeeper.start()
    try:
        call_command("db_worker", queue_name="*", reload=False, startup_delay=False)
    finally:
        stopped.set()
        timekeeper.join()
