"""Killed at any moment, the log is whole: places without gaps, every entry under a head that holds, old heads kept."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

RECORDING = """
from itertools import count
from secrets import token_hex
from django.db import transaction
from fivestar.foundation import publiclog
from fivestar.foundation.clock import machine_now
for number in count():
    with transaction.atomic():
        told = {"id": token_hex(8), "commitment": "sha256:00"}
        publiclog.record(kind="recheck.void", subject=told["id"], unit="990099", canonical=told, at=machine_now())
    print(number, flush=True)
"""
SEALING = """
from fivestar.foundation import publiclog
from fivestar.foundation.clock import machine_now
from fivestar.foundation.publiclog import sealing
sealing.ENTRIES_A_SEALING = 7
while True:
    publiclog.seal_pending(at=machine_now())
    print("sealed", flush=True)
"""
COUNTING = """
from fivestar.foundation.publiclog.models import LogEntry, LogHead
numbers = sorted(LogEntry.objects.filter(number__isnull=False).values_list("number", flat=True))
last = LogHead.objects.order_by("-size").first()
print(LogEntry.objects.count(), numbers == list(range(len(numbers))), (last.size if last else 0) == len(numbers))
"""


def environment(place: Path, database: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FIVESTAR_", "DJANGO_"))}
    return {**kept, "FIVESTAR_VAR": str(place), "FIVESTAR_DATABASE": database, "FIVESTAR_LOG_LEVEL": "ERROR"}


def databases(place: Path) -> list[str]:
    """SQLite, and an empty one beside the PostgreSQL of this run where there is one."""
    found = [f"sqlite:///{place / 'log.sqlite3'}"]
    address = os.environ.get("FIVESTAR_DATABASE", "")
    if address.startswith("postgresql:"):
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS soak_log WITH (FORCE)")
            connection.execute("CREATE DATABASE soak_log")
        before, _, after = address.partition("?")
        found.append(f"{before.rpartition('/')[0]}/soak_log?{after}")
    return found


@pytest.mark.soak
def test_a_killed_sealer_leaves_the_log_whole(tmp_path: Path) -> None:
    for number, database in enumerate(databases(tmp_path)):
        place = tmp_path / str(number)
        place.mkdir()
        _kill_and_look(place, environment(place, database))


def _kill_and_look(place: Path, around: dict[str, str]) -> None:
    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "fivestar", *arguments]
        return subprocess.run(command, env=around, check=True, capture_output=True, text=True).stdout.strip()

    def start(program: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "fivestar", "manage", "shell", "-v", "0", "-c", program]
        return subprocess.Popen(command, env=around, stdout=subprocess.PIPE, text=True)

    run("manage", "migrate", "-v", "0")
    kept: list[Path] = []
    total = 0
    for lines in (1, 9, 60, 200):
        working = [start(program) for program in (RECORDING, SEALING, SEALING)]
        recording = working[0].stdout
        assert recording is not None
        for _ in range(lines):
            recording.readline()
        for process in working:
            process.send_signal(signal.SIGKILL)
            process.communicate()
        total += lines
        count, has_no_gap, is_covered = run("manage", "shell", "-v", "0", "-c", COUNTING).split()
        assert (has_no_gap, is_covered) == ("True", "True")
        assert int(count) >= total
        run("log", "seal")
        run("log", "export", str(place / "copy"))
        told = run("log", "verify", str(place / "copy"), *(part for head in kept for part in ("--head", str(head))))
        assert f" 共 {count} 条" in told.splitlines()[0]
        kept.append(place / f"head-{lines}")
        kept[-1].write_text((place / "copy" / "heads.jsonl").read_text("utf-8"), encoding="utf-8")
