"""`tools/setup` names what a machine lacks and touches nothing."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# A Python that answers the version check and the venv check as told.
_STAND_IN = """#!/bin/sh
case "$*" in
    *version_info*) exit {too_old} ;;
    *ensurepip*) exit {without_venv} ;;
    --version) echo "Python {version}" ;;
    *) echo "nobody should have asked: $*"; exit 9 ;;
esac
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "setup", tmp_path / "tools" / "setup")
    return tmp_path


def _set_up(clone: Path, **answers: object) -> subprocess.CompletedProcess[str]:
    python = clone / "python"
    python.write_text(_STAND_IN.format(**answers))
    python.chmod(0o755)
    return subprocess.run(
        [clone / "tools" / "setup", "base"],
        env={"PYTHON": str(python), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_missing_python3_venv_is_named(clone: Path) -> None:
    result = _set_up(clone, too_old=0, without_venv=1, version="3.12.3")

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "Python 3.12.3 cannot make virtual environments: its package python3-venv is missing.",
        "Install it: apt install python3-venv",
    ]
    assert not (clone / ".venv").exists()


def test_a_python_of_the_wrong_age_is_named(clone: Path) -> None:
    result = _set_up(clone, too_old=1, without_venv=0, version="3.14.0")

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.splitlines()[0] == "fivestar needs Python 3.11, 3.12 or 3.13; found: Python 3.14.0."
    assert not (clone / ".venv").exists()
