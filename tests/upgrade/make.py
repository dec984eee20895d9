"""Writes the kept database anew: `python -m tests.upgrade.make FOLDER` (a new, empty folder).

Only for a first version, or to add one beside those kept: a kept database is never written over, since its worth is
that yesterday's program made it.
"""

import gzip
import json
import os
import sys
from datetime import date
from pathlib import Path


def main(folder: Path) -> None:
    os.environ["FIVESTAR_VAR"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    from tests.upgrade import stand  # Django is set up there, for the folder named above

    stand.migrate()
    stand.tell_the_story()
    answers = stand.answers()
    stand.vacuum()
    name = f"district-{date.today():%Y-%m-%d}"  # noqa: DTZ011 -- a file name
    kept = Path(__file__).parent / f"{name}.sqlite3.gz"
    kept.write_bytes(gzip.compress((folder / "fivestar.sqlite3").read_bytes(), mtime=0))
    kept.with_name(f"{name}.json").write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n", "utf-8")
    sys.stdout.write(f"{kept.name}: {kept.stat().st_size:,} bytes, {len(answers)} answers\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
