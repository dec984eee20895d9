"""Work that need not be done while somebody waits.

`job` marks a function that a page hands over (`rescore_all.enqueue(...)`, in the act's transaction: the job exists
only if the act does). `Periodic` is work done again and again; it must be harmless to do twice, because nothing is
kept about when it was last done but in the memory of the one process that does it (`fivestar run-jobs`).
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django_tasks import task as job
from django_tasks_db.models import DBTaskResult

from fivestar.foundation.registers import Register

__all__ = ["Clockwork", "Periodic", "forget_results", "job", "periodic"]

RESULTS_KEPT = timedelta(days=14)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Periodic:
    """Work to be done every so often. `run` is told the machine's time.

    `waits_for_none`: has a thread of its own, so that no long work of others holds it up.
    """

    name: str
    every: timedelta
    run: Callable[[datetime], object]
    waits_for_none: bool = False


periodic: Register[Periodic] = Register("jobs.periodic")


class Clockwork:
    """Does what is due: everything once at the start, then each in its own rhythm.

    A job that fails is logged and tried again when it is next due; the others are done all the same.
    """

    def __init__(self, entries: Iterable[Periodic]) -> None:
        self._entries = tuple(entries)
        self._due: dict[str, datetime] = {}

    def run_due(self, now: datetime) -> tuple[str, ...]:
        """Names of what was done, in the order of the wiring."""
        done: list[str] = []
        for entry in self._entries:
            if now < self._due.get(entry.name, now):
                continue
            self._due[entry.name] = now + entry.every
            try:
                entry.run(now)
            except Exception:
                logger.exception("periodic job %s failed; next try in %s", entry.name, entry.every)
            else:
                done.append(entry.name)
        return tuple(done)


def forget_results(now: datetime) -> int:
    """Results of jobs that ended two weeks ago; nobody looks at them any more."""
    forgotten, _ = DBTaskResult.objects.finished().filter(finished_at__lt=now - RESULTS_KEPT).delete()
    return int(forgotten)
