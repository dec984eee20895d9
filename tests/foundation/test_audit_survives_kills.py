"""Killed at any moment, the database holds an audit row for every act that was done and for no other."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ACTING = """
from django.db import transaction
from fivestar.foundation import audit
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.clock import machine_now
from fivestar.responsibility.models import FailedEntry
while True:
    with transaction.atomic():
        done = FailedEntry.objects.create(origin="here", at=machine_now())
        audit.record(actor=SYSTEM, act="test.act", subject=None, changes={"row": [None, done.pk]}, at=machine_now())
    print(done.pk, flush=True)
"""
SEALING = """
from fivestar.foundation import audit
from fivestar.foundation.clock import machine_now
while True:
    audit.seal_pending(at=machine_now())
    print("sealed", flush=True)
"""
COUNTING = """
from fivestar.foundation.audit.models import AuditEntry
from fivestar.responsibility.models import FailedEntry
acts = sorted(FailedEntry.objects.values_list("pk", flat=True))
rows = sorted(entry.changes["row"][1] for entry in AuditEntry.objects.all())
print(len(acts), acts == rows)
"""


def environment(place: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FIVESTAR_", "DJANGO_"))}
    return {**kept, "FIVESTAR_VAR": str(place), "FIVESTAR_LOG_LEVEL": "ERROR"}


def run(place: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "fivestar", *arguments]
    return subprocess.run(command, env=environment(place), check=True, capture_output=True, text=True).stdout.strip()


def start(place: Path, program: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "fivestar", "manage", "shell", "-v", "0", "-c", program],
        env=environment(place),
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.soak
def test_acts_and_rows_stand_or_fall_together_when_everything_is_killed(tmp_path: Path) -> None:
    run(tmp_path, "manage", "migrate", "-v", "0")
    total = 0

    for lines in (1, 7, 40, 200):
        acting, sealing = start(tmp_path, ACTING), start(tmp_path, SEALING)
        assert acting.stdout is not None
        for _ in range(lines):
            acting.stdout.readline()
        for process in (acting, sealing):
            process.send_signal(signal.SIGKILL)
            process.communicate()
        acts, agree = run(tmp_path, "manage", "shell", "-v", "0", "-c", COUNTING).split()
        total += lines

        assert int(acts) >= total
        assert agree == "True"
        run(tmp_path, "audit", "seal")
        assert run(tmp_path, "audit", "verify").startswith(f"已封存 {acts} 条,待封存 0 条\n完好。")
