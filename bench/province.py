"""The walls of a province of 52,378 branches: province, city, district, township. On PostgreSQL when there is one."""

import os
import tempfile

from bench.district import fresh, measure


def run() -> None:
    address = os.environ.get("FIVESTAR_DATABASE", "")
    with tempfile.TemporaryDirectory(prefix="fivestar-bench-") as folder:
        if address.startswith("postgresql:"):
            measure("PostgreSQL", fresh(address, "province"), folder, "bench.served_province")
        else:
            measure("SQLite", f"sqlite:///{folder}/bench.sqlite3", folder, "bench.served_province")
