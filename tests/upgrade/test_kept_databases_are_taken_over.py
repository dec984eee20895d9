"""A database that an earlier program left is migrated and answers as it did, to the same digests; nothing is lost."""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from tests.upgrade.make import beside

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KEPT = sorted(HERE.glob("district-*.sqlite3.gz"), key=lambda kept: kept.name.removesuffix(".sqlite3.gz"))
RECKONED = "scorecards_"
"""Thrown away and made anew."""


def test_the_databases_of_every_wave_are_kept() -> None:
    assert [one.name for one in KEPT][:3] == [
        "district-2026-11-24.sqlite3.gz",
        "district-2026-11-24-asking.sqlite3.gz",
        "district-2026-11-24-duties.sqlite3.gz",
    ]


@pytest.mark.parametrize(("before", "kept"), list(pairwise(KEPT)), ids=lambda kept: kept.name.partition(".")[0])
def test_every_table_that_a_wave_brought_has_a_row_in_its_database(before: Path, kept: Path, tmp_path: Path) -> None:
    rows = {one: rows_of(laid_out(one, tmp_path / one.name)) for one in (before, kept)}

    brought = rows[kept].keys() - rows[before].keys()

    assert [table for table in sorted(brought) if not rows[kept][table]] == []


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.name.partition(".")[0])
def test_an_earlier_database_is_migrated_and_rescored_to_the_same_digests(kept: Path, tmp_path: Path) -> None:
    database = laid_out(kept, tmp_path)
    before = rows_of(database)
    expected = json.loads(beside(kept, "json").read_text("utf-8"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FIVESTAR_")}
    environment |= {"FIVESTAR_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tests.settings"}

    run = subprocess.run(
        [sys.executable, "-m", "tests.upgrade.again"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == {"kept": expected, "again": expected, "lost_files": []}
    after = rows_of(database)
    lost = {table: (count, after.get(table)) for table, count in before.items() if after.get(table, 0) < count}
    assert {table: counts for table, counts in lost.items() if not table.startswith(RECKONED)} == {}


def laid_out(kept: Path, folder: Path) -> Path:
    """The database and its files, as the earlier program left them."""
    folder.mkdir(exist_ok=True)
    database = folder / "fivestar.sqlite3"
    database.write_bytes(gzip.decompress(kept.read_bytes()))
    if beside(kept, "zip").exists():
        with zipfile.ZipFile(beside(kept, "zip")) as package:
            package.extractall(folder / "evidence")
    return database


def rows_of(database: Path) -> dict[str, int]:
    """Table → rows, of the program's own tables."""
    with closing(sqlite3.connect(database)) as opened:
        names = [name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        ours = [name for name in names if not name.startswith(("sqlite_", "django_", "auth_"))]
        return {name: opened.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in ours}
