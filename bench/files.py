"""Parquet to Parquet of the nation by `fivestar rate`: peak memory of that process and its time."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl

from bench.branches import synthetic
from bench.rulebooks import AS_AT, FOLDER, rural
from fivestar.engine import rate_frame

NATION = 620_573


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="fivestar-bench-") as name:
        given, made = Path(name) / "facts.parquet", Path(name) / "rated.parquet"
        frame = synthetic(rural(), NATION)
        frame.write_parquet(given)
        peak, took = _rate(given, made)
        expected = rate_frame(rural(), frame, AS_AT)
        answers = pl.read_parquet(made)
        if not answers.select("branch", "level", "at_most").equals(
            expected.select("branch", "level", "at_most").cast(
                {"level": answers["level"].dtype, "at_most": answers["at_most"].dtype}
            )
        ):
            raise SystemExit("the file's levels are not those rated in memory")
        print(f"  {NATION:,} rows, {given.stat().st_size / 1e6:.0f} MB in, {made.stat().st_size / 1e6:.0f} MB out")
        print(f"  peak {peak / 1e9:.2f} GB · {took:.1f} s, one run; levels equal those in memory")


def _rate(given: Path, made: Path) -> tuple[int, float]:
    """Peak resident bytes and seconds of the command."""
    command = [
        sys.executable,
        "-m",
        "fivestar",
        "rate",
        "--rulebook",
        str(FOLDER / "rural-2023"),
        "--facts",
        str(given),
    ]
    report = made.with_name("peak.json")
    rate = [*command, "--out", str(made), "--as-at", AS_AT.isoformat(), "--codes"]
    subprocess.run([sys.executable, "-m", "bench.peak", str(report), *rate], check=True)
    measured = json.loads(report.read_text("utf-8"))
    if measured["status"]:
        raise SystemExit(f"fivestar rate ended with {measured['status']}")
    return measured["peak"], measured["seconds"]
