"""The pages for villagers under load: SQLite and PostgreSQL, with the pages kept in memory and drawn every time.

`BENCH_SECONDS` shortens each run, which otherwise lasts a minute.
"""

import tempfile

from bench.district import on_both


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="fivestar-bench-") as folder:
        on_both("public", folder, "bench.served_public")
