"""`python -m tests.foundation.publiclog.killing FOLDER`: records and seals in processes that are killed, and looks.

Workers are forked from one process that has loaded the program once: a kill costs moments, not a start. Status 1 and
a line when the log is not whole.
"""

import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from secrets import token_hex

import click

from fivestar.cli.main import set_up_django

set_up_django()

from django.core.management import call_command  # noqa: E402 -- Django must be set up first
from django.db import connections, transaction  # noqa: E402 -- Django must be set up first

from fivestar.foundation import publiclog  # noqa: E402 -- needs Django
from fivestar.foundation.clock import machine_now  # noqa: E402 -- needs Django
from fivestar.foundation.logtree.checking import check_copy, keys_of  # noqa: E402 -- beside the others
from fivestar.foundation.logtree.given import read_given  # noqa: E402 -- beside the others
from fivestar.foundation.publiclog import sealing  # noqa: E402 -- needs Django
from fivestar.foundation.publiclog.exporting import export_copy  # noqa: E402 -- needs Django
from fivestar.foundation.publiclog.models import LogEntry, LogHead  # noqa: E402 -- needs Django

ROUNDS = (1, 2, 3, 5, 8, 13, 21, 34, 5, 8, 13, 21)
"""Entries acknowledged before everything is killed."""


def main(folder: Path) -> None:
    sealing.ENTRIES_A_SEALING = 7
    call_command("migrate", "foundation", verbosity=0)
    acknowledged, unsealed = 0, 0
    kept: list[Path] = []
    for number, lines in enumerate(ROUNDS):
        connections.close_all()  # a worker opens its own
        _work_and_kill(lines)
        acknowledged += lines
        unsealed += LogEntry.objects.filter(number__isnull=True).exists()
        _look(acknowledged)
        publiclog.seal_pending(at=machine_now())
        _check(folder / "copy", kept, acknowledged)
        kept.append(folder / f"heads-{number}")
        kept[-1].write_bytes((folder / "copy" / "heads.jsonl").read_bytes())
    click.echo(f"{len(ROUNDS)} kills, {unsealed} with entries waiting, {LogEntry.objects.count()} entries")


def record(out: int) -> None:
    for number in count():
        with transaction.atomic():
            told = {"id": token_hex(8), "commitment": "sha256:00"}
            publiclog.record(kind="recheck.void", subject=told["id"], unit="990099", canonical=told, at=machine_now())
        os.write(out, b"%d\n" % number)


def seal(_out: int) -> None:
    while True:
        publiclog.seal_pending(at=machine_now())


def _work_and_kill(lines: int) -> None:
    reading, writing = os.pipe()
    workers = [_forked(work, writing) for work in (record, seal, seal)]
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        for _ in range(lines):
            if not told.readline():
                raise SystemExit("the recording process ended by itself")
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        ended = [os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0 for _, status in map(_waited, workers)]
    if ended != [signal.SIGKILL] * len(workers):
        raise SystemExit(f"a worker ended by itself: {ended}")


def _waited(worker: int) -> tuple[int, int]:
    return os.waitpid(worker, 0)


def _forked(work: Callable[[int], None], out: int) -> int:
    worker = os.fork()
    if worker:
        return worker
    try:
        work(out)
    finally:
        os._exit(1)  # never back into the loop of whoever forked


def _look(acknowledged: int) -> None:
    numbers = sorted(LogEntry.objects.filter(number__isnull=False).values_list("number", flat=True))
    last = LogHead.objects.order_by("-size").first()
    if numbers != list(range(len(numbers))) or (last.size if last else 0) != len(numbers):
        raise SystemExit(f"{len(numbers)} places under a head of {last}")
    if LogEntry.objects.count() < acknowledged:
        raise SystemExit(f"{acknowledged} were acknowledged, fewer are there")


def _check(copy: Path, kept: list[Path], acknowledged: int) -> None:
    """Of what is sealed: a server may still keep what a killed client had sent it, a moment after the sealing."""
    export_copy(copy)
    found = check_copy(copy, [one for file in kept for one in read_given(file, keys_of(copy))])
    sealed = LogEntry.objects.filter(number__isnull=False).count()
    if found.faults or found.size != sealed or found.size < acknowledged:
        raise SystemExit(f"the copy of {found.size} is not whole: {sealed} sealed, {found.faults[:3]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
