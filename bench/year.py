"""A district's year of duties, and every page of it: on SQLite and on PostgreSQL; on PostgreSQL also in a province."""

import os
import tempfile

from bench.district import fresh, measure, on_both


def run() -> None:
    address = os.environ.get("FIVESTAR_DATABASE", "")
    with tempfile.TemporaryDirectory(prefix="fivestar-bench-") as folder:
        on_both("year", folder, "bench.served_year")
        if address.startswith("postgresql:"):
            print("  a province", flush=True)
            measure("PostgreSQL", fresh(address, "year_province"), folder, "bench.served_year_province")
