"""A database that an earlier program left is migrated and answers as it did, to the same digests."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KEPT = sorted(HERE.glob("district-*.sqlite3.gz"))


def test_there_is_a_kept_database() -> None:
    assert [one.name for one in KEPT][:1] == ["district-2026-11-24.sqlite3.gz"]


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.name.partition(".")[0])
def test_an_earlier_database_is_migrated_and_rescored_to_the_same_digests(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "fivestar.sqlite3").write_bytes(gzip.decompress(kept.read_bytes()))
    expected = json.loads(kept.with_name(kept.name.replace(".sqlite3.gz", ".json")).read_text("utf-8"))
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
    assert json.loads(run.stdout) == {"kept": expected, "again": expected}
