"""`tools/system-packages` takes only a browser that starts, and says what to do about one that does not."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("bash", "grep", "id", "timeout")
ADVICE = [
    "On Ubuntu apt has Chromium only as a snap. Where snaps run:",
    "    snap install chromium",
    "Elsewhere (containers) install Google Chrome's .deb, and let it be found first:",
    "    ln -s /usr/bin/google-chrome /usr/local/bin/chromium",
]


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The programs of a machine with Chinese type and PostgreSQL, without a browser and without apt."""
    for name in NEEDED:
        found = shutil.which(name)
        assert found, name
        (tmp_path / name).symlink_to(found)
    _program(tmp_path / "fc-list", "echo 'Noto Sans CJK SC'")
    _program(tmp_path / "initdb", "exit 0")
    return tmp_path


def _program(path: Path, does: str) -> None:
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(0o755)


def _look(machine: Path) -> tuple[int, str, list[str]]:
    command = [ROOT / "tools" / "system-packages"]
    result = subprocess.run(command, env={"PATH": str(machine)}, capture_output=True, text=True, check=False)
    return result.returncode, result.stdout, result.stderr.splitlines()


@pytest.mark.parametrize("name", ["chromium", "chromium-browser"])
def test_a_browser_that_starts_is_enough(machine: Path, name: str) -> None:
    _program(machine / name, "[ \"$*\" = --version ] && echo 'Chromium 131.0'")

    assert _look(machine) == (0, "", [])


def test_a_wrapper_that_starts_no_browser_is_named_with_what_to_do(machine: Path) -> None:
    _program(machine / "chromium-browser", "echo 'requires the chromium snap to be installed.' >&2; exit 1")

    found = f"{machine}/chromium-browser"
    assert _look(machine) == (
        1,
        "",
        [
            f"The browser {found} does not start: `{found} --version` says",
            "    requires the chromium snap to be installed.",
            *ADVICE,
        ],
    )


def test_a_missing_browser_is_named_where_nothing_may_be_installed(machine: Path) -> None:
    assert _look(machine) == (
        1,
        "",
        ["The tests need packages that are missing here. Install them and run again:", "    apt install chromium"],
    )
