"""Keeps one more database: `python -m tests.upgrade.make FOLDER WAVE` (a new, empty folder; `district-<day>-<wave>`).

The wave's story is `tell_the_story` of `tests/upgrade/<wave>.py`. A kept database is never written over, since its
worth is that yesterday's program made it; the test asks that each has a row in every table it brought.
"""

import gzip
import json
import os
import sys
import zipfile
from datetime import date
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
BEGINNING = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: the same bytes whenever it is made


def main(folder: Path, wave: str) -> None:
    kept = HERE / f"district-{date.today():%Y-%m-%d}-{wave}.sqlite3.gz"  # noqa: DTZ011 -- a file name
    if kept.exists():
        raise SystemExit(f"{kept.name} is kept already")
    os.environ["FIVESTAR_VAR"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    stand = import_module("tests.upgrade.stand")  # Django is set up there, for the folder named above
    story = import_module(f"tests.upgrade.{wave}")

    stand.migrate()
    story.tell_the_story()
    answers = stand.answers()
    stand.vacuum()
    kept.write_bytes(gzip.compress((folder / "fivestar.sqlite3").read_bytes(), mtime=0))
    beside(kept, "json").write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n", "utf-8")
    keep_files(folder / "evidence", beside(kept, "zip"))
    sys.stdout.write(f"{kept.name}: {kept.stat().st_size:,} bytes, {len(answers)} answers\n")


def beside(kept: Path, suffix: str) -> Path:
    """Its answers (`json`) or its files (`zip`)."""
    return kept.with_name(kept.name.replace("sqlite3.gz", suffix))


def keep_files(folder: Path, to: Path) -> None:
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as package:
        for file in sorted(one for one in folder.rglob("*") if one.is_file()):
            package.writestr(zipfile.ZipInfo(str(file.relative_to(folder)), BEGINNING), file.read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2])
