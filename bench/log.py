"""The public log with a million entries: on SQLite, and on PostgreSQL where there is one."""

import tempfile

from bench.district import on_both


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="fivestar-bench-") as folder:
        on_both("log", folder, "bench.served_log")
