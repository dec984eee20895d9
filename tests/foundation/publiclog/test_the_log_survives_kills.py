"""Killed at any moment, the log is whole: places without gaps, every entry under a head that holds, old heads kept."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[3]


def empty_database(place: Path) -> str:
    """SQLite, or one beside the PostgreSQL of this run."""
    address = os.environ.get("FIVESTAR_DATABASE", "")
    if not address.startswith("postgresql:"):
        return f"sqlite:///{place / 'log.sqlite3'}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS soak_log WITH (FORCE)")
        connection.execute("CREATE DATABASE soak_log")
    before, _, after = address.partition("?")
    return f"{before.rpartition('/')[0]}/soak_log?{after}"


@pytest.mark.soak
def test_a_killed_sealer_leaves_the_log_whole(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FIVESTAR_", "DJANGO_"))}
    around = {**kept, "FIVESTAR_VAR": str(tmp_path), "FIVESTAR_DATABASE": empty_database(tmp_path)}

    told = subprocess.run(
        [sys.executable, "-m", "tests.foundation.publiclog.killing", str(tmp_path)],
        env={**around, "FIVESTAR_LOG_LEVEL": "ERROR"},
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )

    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("12 kills, ")
