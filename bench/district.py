"""One branch rescored with its database, and the wall of 454 branches: on SQLite, and on PostgreSQL where there is one.

Each database is measured in a process of its own, in production mode, in a district 990002 that is nobody's. Where
PostgreSQL is the throw-away cluster of `tools/postgresql`, it never waits for a disk.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from fivestar.foundation.logtree import signing


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="fivestar-bench-") as folder:
        on_both("district", folder, "bench.served")


def on_both(name: str, folder: str, module: str) -> None:
    """SQLite, and PostgreSQL where there is one; each an empty database of that name."""
    measure("SQLite", f"sqlite:///{Path(folder) / name}.sqlite3", folder, module)
    address = os.environ.get("FIVESTAR_DATABASE", "")
    if address.startswith("postgresql:"):
        measure("PostgreSQL", fresh(address, name), folder, module)
    else:
        print("  PostgreSQL: not measured, there is none (make bench brings one)")


def measure(name: str, address: str, folder: str, module: str) -> None:
    """Runs the module on that database, which must be empty, in production mode."""
    print(f"  {name}:", flush=True)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("FIVESTAR_")}
    environment |= {
        "FIVESTAR_MODE": "production",
        "FIVESTAR_DATABASE": address,
        "FIVESTAR_ORIGIN": "https://bench.example.cn",
        "FIVESTAR_SECRET": "measured-in-a-throw-away-database-only-" * 2,
        "FIVESTAR_LOG_KEY": signing.private_pem(signing.new_key()).decode("ascii"),
        "FIVESTAR_VAR": folder,
    }
    subprocess.run([sys.executable, "-m", module], env=environment, check=True)


def fresh(address: str, name: str) -> str:
    """The address of a new, empty database beside the given one."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE bench_{name}")
    before, _, after = address.partition("?")
    return f"{before.rpartition('/')[0]}/bench_{name}?{after}"
