"""An import that is killed half-way has placed whole chunks; run again, it ends as if nothing had happened."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROWS = 30_000
PATIENCE = 240  # seconds until the machine is called broken


def write_register(file: Path) -> None:
    with file.open("w", encoding="utf-8") as out:
        out.write("code,name,streetCode\n")
        for number in range(ROWS):
            township = f"9900{number // 6000 + 1:02}{number // 300 % 20 + 1:03}"
            code = f"{township}{number % 300 + 200:03}"
            out.write(f"{code},第{number}村委会,{township}\n")


def command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "fivestar", *arguments]


def environment(folder: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("FIVESTAR_", "DJANGO_"))}
    return {**kept, "FIVESTAR_VAR": str(folder)}


def run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        command(folder, *arguments),
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    return done.stdout


def counts(folder: Path) -> tuple[int, int, int]:
    with sqlite3.connect(folder / "fivestar.sqlite3") as database:
        villages, branches, without_path = database.execute(
            "SELECT (SELECT count(*) FROM territory_village), (SELECT count(*) FROM territory_branch),"
            " (SELECT count(*) FROM territory_village WHERE path = '')"
        ).fetchone()
    return villages, branches, without_path


@pytest.mark.soak
def test_a_killed_import_is_simply_run_again(tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    write_register(register)
    run(tmp_path, "manage", "migrate", "--verbosity", "0")

    doomed = subprocess.Popen(
        command(tmp_path, "import-register", str(register)),
        env=environment(tmp_path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert doomed.stderr is not None
    assert doomed.stderr.readline() == "20,000 / 30,000 行\n"
    doomed.kill()
    doomed.wait()
    doomed.stderr.close()
    villages, branches, without_path = counts(tmp_path)
    assert 20_000 <= villages < ROWS
    assert (branches, villages % 5000, without_path) == (villages, 0, 0)

    report = run(tmp_path, "import-register", str(register))

    assert report.splitlines()[0] == f"共 30,000 行:新增 {ROWS - villages:,},未变 {villages:,}"
    assert counts(tmp_path) == (ROWS, ROWS, 0)


@pytest.mark.soak
def test_two_imports_at_once_end_with_each_village_once(tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    write_register(register)
    run(tmp_path, "manage", "migrate", "--verbosity", "0")

    both = [
        subprocess.Popen(
            command(tmp_path, "import-register", str(register)),
            env=environment(tmp_path),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]
    begun = time.monotonic()
    ended = [one.wait(timeout=PATIENCE - (time.monotonic() - begun)) for one in both]

    assert ended == [0, 0]
    assert counts(tmp_path) == (ROWS, ROWS, 0)
