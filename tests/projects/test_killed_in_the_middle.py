"""Killed with -9 in the middle of an act, nothing of it is written; done again, all of it is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PATIENCE = 120  # seconds until the machine is called broken

SET_UP = """
from datetime import timedelta
from django.db import transaction
from fivestar.scorecards.actions import set_target
from tests.cast import NOW, make_cast
from tests.factories import small_standards
from tests.projects.stories import started
from tests.shortfalls.stories import have_income, lack_income, taken_up
with transaction.atomic():
    cast = make_cast()
    small_standards(cast)
    taken_up(cast, lack_income(cast))
    have_income(cast)
    for branch in (cast.xiliu, cast.shiqiao):
        set_target(actor=cast.organiser, branch=branch, level=2, stars=[], reason="x", at=NOW)
    started(cast)
"""
ACTORS = """
from fivestar.projects import actions as projects
from fivestar.projects.models import Deliberation, Project
from fivestar.responsibility.models import Person
from fivestar.responsibility.queries import actor_as
from fivestar.shortfalls import actions as shortfalls
from fivestar.shortfalls.models import ScreenedBranch, ScreenedTask, Screening, Shortfall
from tests.cast import NOW, TODAY
from tests.projects.stories import PROPOSED
from fivestar.territory.models import Region
def as_(name):
    return actor_as(Person.objects.get(name=name), TODAY)
"""
ACTS = {
    "strike_off": (
        "shortfalls.strike_off(actor=as_('唐敏'), shortfall=Shortfall.objects.get(criterion='T3',"
        " branch__village__name__startswith='东柳'), note='看过', at=NOW)"
    ),
    "deliberate": ("projects.record_meeting(actor=as_('柳青'), project=Project.objects.get(), held=PROPOSED, at=NOW)"),
    "screen": ("shortfalls.screen(actor=as_('宋岩'), district=Region.objects.get(code='990099'), levels=(2,), at=NOW)"),
}
"""Each is one transaction; it dies at its audit row, when everything else of it has been written."""

DYING = """
import os, signal
from fivestar.foundation import audit
def die(**_):
    print("dies", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
audit.record = die
"""
WHOLE = """
from fivestar.foundation.audit.models import AuditEntry
print(
    Shortfall.objects.exclude(struck_off_at=None).count(),
    Deliberation.objects.count(), Project.objects.get().version,
    Screening.objects.count(), ScreenedBranch.objects.count(), ScreenedTask.objects.count(),
    *(AuditEntry.objects.filter(act=act).count()
      for act in ("shortfalls.strike_off", "projects.deliberate", "shortfalls.screen")),
)
"""


def shell(folder: Path, program: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("FIVESTAR_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "fivestar", "manage", "shell", "-v", "0", "-c", program],
        env={**kept, "FIVESTAR_VAR": str(folder), "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def done(folder: Path, program: str) -> str:
    answer = shell(folder, program)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


@pytest.mark.soak
def test_striking_off_a_deliberation_and_a_screening_stand_wholly_or_not_at_all(tmp_path: Path) -> None:
    migrate = "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"
    before = done(tmp_path, migrate + SET_UP + ACTORS + WHOLE)
    assert before == "0 0 1 0 0 0 0 0 0"

    for act in ACTS.values():
        killed = shell(tmp_path, ACTORS + DYING + act)
        assert (killed.returncode, killed.stdout) == (-9, "dies\n"), killed.stderr

    again = done(tmp_path, ACTORS + WHOLE + "\n".join(ACTS.values()) + WHOLE)
    assert again.splitlines() == [before, "1 1 2 1 2 10 1 1 1"]
