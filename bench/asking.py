"""Facts coming in: in bulk by workbook and API, beside writers, and one by one at a steady rate."""

import os
import tempfile
from pathlib import Path

from bench.district import fresh, measure


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="fivestar-bench-") as folder:
        for module in ("bench.served_bulk", "bench.served_statements"):
            name = module.rpartition("_")[2]
            measure(f"{name}, SQLite", f"sqlite:///{Path(folder) / name}.sqlite3", folder, module)
            address = os.environ.get("FIVESTAR_DATABASE", "")
            if address.startswith("postgresql:"):
                measure(f"{name}, PostgreSQL", fresh(address, name), folder, module)
            else:
                print("  PostgreSQL: not measured, there is none (make bench brings one)")
