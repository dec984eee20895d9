"""Medians of rounds, and what the machine itself did at the time.

Everything compared is run once in each round, so that what else the machine does falls on all alike; a ratio is the
median of the rounds' ratios.
"""

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

import numpy as np

Runs = dict[str, list[float]]  # seconds, by name


def seconds(act: Callable[[], object]) -> float:
    gc.collect()
    start = perf_counter()
    act()
    return perf_counter() - start


def rounds(acts: Mapping[str, Callable[[], object]], *, most: int, budget: float) -> Runs:
    """Each act once in every round: at most so many rounds, no new one after `budget` seconds."""
    runs: Runs = {name: [] for name in acts}
    start = perf_counter()
    for _ in range(most):
        for name, act in acts.items():
            runs[name].append(seconds(act))
        if perf_counter() - start > budget:
            break
    return runs


def ratio(runs: Runs, name: str, to: str) -> float:
    """How many times as long `name` takes as `to`."""
    return median(one / other for one, other in zip(runs[name], runs[to], strict=True))


def spread(times: list[float]) -> str:
    """Median and, since the machine is seldom quiet, the least."""
    return f"{median(times) * 1000:.1f} ms (median of {len(times)}; least {min(times) * 1000:.1f})"


def calibration() -> str:
    """Two fixed loops: what this machine, loaded as it is, takes for a known amount of work."""
    python = median(seconds(_python_loop) for _ in range(3))
    numpy = median(seconds(_numpy_loop) for _ in range(3))
    return f"calibration: Python loop {python * 1000:.0f} ms · NumPy loop {numpy * 1000:.0f} ms (medians of 3)"


def _python_loop() -> int:
    total = 0
    for number in range(1_000_000):
        total += number * number % 7
    return total


def _numpy_loop() -> int:
    numbers = np.arange(5_000_000, dtype=np.int64)
    return int(((numbers * 100 >= 250_000_000) & (numbers % 7 == 3)).sum())
