"""A file of facts whose taking in is killed with -9 leaves nothing half-written, and can be brought again."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest

SLUGS = ("vacant_days", "has_plan", "households", "bound_households", "collective_income")
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


def figures() -> str:
    lines = ["branch,fact,period,value"]
    lines += [f"990099003{number:03d},{slug},2023,1" for number in range(999) for slug in SLUGS]
    return "\n".join(lines) + "\n"


@pytest.mark.soak
def test_a_killed_import_leaves_nothing_and_is_simply_brought_again(tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text(figures())
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


RECEIVE = """
from pathlib import Path
from fivestar.facts.actions import bring, receive_file
from fivestar.foundation.access import SYSTEM
from fivestar.territory.queries import district_by_code, now_in
bring.LONG_FILE_BYTES = 10
district = district_by_code("990099")
data = Path("{file}").read_bytes()
receive_file(actor=SYSTEM, district=district, basis="C", name="facts.csv", data=data, at=now_in(district))
"""


@contextmanager
def server(folder: Path) -> Iterator[None]:
    """The process that reads long files; killed with -9 at the end, whatever it is doing."""
    running = subprocess.Popen(
        [sys.executable, "-m", "fivestar", "run-jobs"],
        env=environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
        assert running.poll() is None
    finally:
        running.kill()
        running.wait()


def until(folder: Path, question: str) -> None:
    """Asks again and again until the batch is such."""
    end = monotonic() + PATIENCE
    while True:
        with sqlite3.connect(f"file:{folder / 'fivestar.sqlite3'}?mode=ro", uri=True) as database:
            (found,) = database.execute(f"SELECT count(*) FROM facts_importbatch WHERE {question}").fetchone()
        if found:
            return
        assert monotonic() < end, question


@pytest.mark.soak
def test_a_server_killed_while_it_reads_a_file_reads_it_from_the_beginning(tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text(figures())
    run(tmp_path, "manage", "migrate", "--verbosity", "0")
    run(tmp_path, "manage", "shell", given=SET_UP)
    run(tmp_path, "manage", "shell", given=RECEIVE.format(file=file))

    with server(tmp_path):
        until(tmp_path, "rows_read > 0")
    assert counts(tmp_path) == (0, [("staging", 1)])
    with server(tmp_path):
        until(tmp_path, "state = 'staged'")

    assert counts(tmp_path) == (0, [("staged", 1)])
    with sqlite3.connect(tmp_path / "fivestar.sqlite3") as database:
        rows = database.execute("SELECT count(*), count(DISTINCT row), sum(fault IS NOT NULL) FROM facts_stagedrow")
        assert rows.fetchone() == (4_995, 4_995, 0)
