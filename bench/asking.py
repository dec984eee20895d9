"""Facts coming in: in bulk by workbook and API, beside writers, and one by one at a steady rate."""

import tempfile

from bench.district import on_both


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="fivestar-bench-") as folder:
        for name in ("bulk", "statements"):
            print(f"  {name}", flush=True)
            on_both(name, folder, f"bench.served_{name}")
