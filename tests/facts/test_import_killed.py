"""A file of facts whose taking in is killed with -9 leaves nothing half-written, and can be brought again."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

PATIENCE = 240  # seconds until the machine is called broken

SET_UP = """
from django.db import transaction
from tests.cast import make_cast
from tests.factories import small_standards
from tests.scorecards.stories import many
with transaction.atomic():
    cast = make_cast()
    small_standards(cast)
    many(cast, 999)
"""


def environment(folder: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("FIVESTAR_", "DJANGO_"))}
    return {**kept, "FIVESTAR_VAR": str(folder), "PYTHONPATH": str(Path(__file__).parents[2])}


def run(folder: Path, *arguments: str, given: str | None = None) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "fivestar", *arguments],
        env=environment(folder),
        input=given,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    return done.stdout


def counts(folder: Path) -> tuple[int, list[tuple[str, int]]]:
    """Observations, and batches by state."""
    with sqlite3.connect(folder / "fivestar.sqlite3") as database:
        (observations,) = database.execute("SELECT count(*) FROM facts_observation").fetchone()
        states = database.execute("SELECT state, count(*) FROM facts_importbatch GROUP BY state ORDER BY state")
        return observations, list(states)


@pytest.mark.soak
def test_a_killed_import_leaves_nothing_and_is_simply_brought_again(tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    slugs = ("vacant_days", "has_plan", "households", "bound_households", "collective_income")
    lines = ["branch,fact,period,value"]
    lines += [f"990099003{number:03d},{slug},2023,1" for number in range(999) for slug in slugs]
    file.write_text("\n".join(lines) + "\n")
    run(tmp_path, "manage", "migrate", "--verbosity", "0")
    run(tmp_path, "manage", "shell", given=SET_UP)
    command = ["import-facts", str(file), "--district", "990099", "--basis", "confirmed"]

    for chunk in ("已核对 2,000 个数据\n", "已核对 4,995 个数据\n"):
        doomed = subprocess.Popen(
            [sys.executable, "-m", "fivestar", *command],
            env=environment(tmp_path),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert doomed.stderr is not None
        while doomed.stderr.readline() != chunk:
            assert doomed.poll() is None
        doomed.kill()
        doomed.wait()
        doomed.stderr.close()
        observations, _ = counts(tmp_path)
        assert observations == 0

    assert "入库 4,995 个,与已有的相同 0 个,略过 0 个;999 个支部重新评星" in run(tmp_path, *command)
    observations, states = counts(tmp_path)
    assert observations == 4_995
    assert dict(states)["confirmed"] == 1
