"""Files that look alike, searched for among 100,000: on SQLite, and on PostgreSQL where there is one."""

import os
import tempfile
from pathlib import Path

from bench.district import fresh, measure


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="fivestar-bench-") as folder:
        measure("SQLite", f"sqlite:///{Path(folder) / 'bench.sqlite3'}", folder, "bench.served_evidence")
        address = os.environ.get("FIVESTAR_DATABASE", "")
        if address.startswith("postgresql:"):
            measure("PostgreSQL", fresh(address, "evidence"), folder, "bench.served_evidence")
        else:
            print("  PostgreSQL: not measured, there is none (make bench brings one)")
