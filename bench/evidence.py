"""Files that look alike, searched for among 100,000: on SQLite, and on PostgreSQL where there is one."""

import tempfile

from bench.district import on_both


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="fivestar-bench-") as folder:
        on_both("evidence", folder, "bench.served_evidence")
