"""Rating many branches in memory, against NumPy, DuckDB and pandas. All outcomes, stars and levels must be equal.

fivestar, NumPy and DuckDB start from one column per fact; pandas also from long observations (branch, fact, value) as
a database gives them, laid out by position or by `unstack`.
"""

import gc
from collections.abc import Callable
from datetime import date
from statistics import median

import duckdb
import numpy as np
import pandas as pd
import polars as pl

from bench.branches import synthetic
from bench.programs import kept, rural_numpy, rural_pandas
from bench.rulebooks import AS_AT, rural
from bench.timing import calibration, ratio, rounds
from fivestar.engine import CODE, Rulebook, rate_frame
from fivestar.engine import plain as referee

SIZES = {"district": 454, "province": 52_378, "nation": 620_573}
BLOCK = 16_384  # branches whose columns stay in the processor's cache
ROUNDS = {"district": 31, "province": 9, "nation": 5}
SECONDS_LONG = 60.0  # no new round of pandas after so long

Answers = np.ndarray  # (level, at_most, stars, criteria) by branch, one byte each


def run() -> None:
    rulebook = rural()
    kept.refuse_stale(rulebook, AS_AT)
    print(f"{rulebook.edition.id}, {len(rulebook.criteria)} criteria, {len(rulebook.keys)} facts, as at {AS_AT}")
    print(f"polars {pl.thread_pool_size()} threads · numpy {np.__version__} · duckdb {duckdb.__version__}")
    print(f"polars {pl.__version__} · pandas {pd.__version__}")
    for name, count in SIZES.items():
        _measure(rulebook, name, count)
        gc.collect()


def _measure(rulebook: Rulebook, name: str, count: int) -> None:
    frame = synthetic(rulebook, count)
    print(f"\n{name}: {count:,} branches · {calibration()}", flush=True)
    expected = matrix(rate_frame(rulebook, frame, AS_AT))
    _as_the_referee(rulebook, frame, expected, AS_AT)
    dense = Dense(rulebook, frame)
    sql = Sql(frame)
    acts: dict[str, Callable[[], object]] = {
        "fivestar": lambda: rate_frame(rulebook, frame, AS_AT),
        "NumPy dense": dense.whole,
        f"NumPy dense, blocks of {BLOCK:,}": dense.in_blocks,
        "DuckDB SQL": sql.rated,
    }
    for other, answers in {"NumPy": dense.whole(), "blocks": dense.in_blocks(), "DuckDB": sql.matrix()}.items():
        _same(other, expected, answers)
    runs = rounds(acts, most=ROUNDS[name], budget=30)
    del dense, sql
    long = Long(rulebook, frame)
    _same("positional", expected, np.asarray(long.positional()))
    _same("unstacked", expected, np.asarray(long.unstacked()))
    slow = rounds(
        {
            "fivestar": acts["fivestar"],
            "pandas, already wide": long.wide,
            "pandas positional": long.positional,
            "pandas unstacked": long.unstacked,
        },
        most=ROUNDS[name],
        budget=SECONDS_LONG if name == "nation" else 20,
    )
    for found in (runs, slow):
        for one, times in found.items():
            print(
                f"  {one:32} {median(times) * 1000:10.1f} ms"
                f"  x {ratio(found, one, 'fivestar'):7.2f} of fivestar  (median of {len(times)})"
            )
    fastest = min((one for one in runs if one.startswith("NumPy")), key=lambda one: median(runs[one]))
    print(f"  fivestar / fastest dense NumPy: {ratio(runs, 'fivestar', fastest):.2f}")
    print(f"  levels: {np.bincount(expected[0], minlength=6).tolist()}; results of all programs equal", flush=True)


def matrix(rated: pl.DataFrame) -> Answers:
    return np.stack([rated[column].cast(pl.UInt8).to_numpy() for column in rated.columns if column != "branch"])


def _same(name: str, expected: Answers, found: Answers) -> None:
    if not np.array_equal(expected, found):
        raise SystemExit(f"{name}: {int((expected != found).sum())} answers differ")


def _as_the_referee(rulebook: Rulebook, frame: pl.DataFrame, expected: Answers, as_at: date) -> None:
    """The first hundred branches by the plain program."""
    for index, facts in enumerate(frame.head(100).drop("branch").iter_rows(named=True)):
        rated = referee.rate(rulebook, facts, as_at)
        stars = [{"pending": CODE["pending_behind"]}.get(star, CODE.get(star)) for star in rated.stars.values()]
        found = expected[:7, index].tolist()
        if found != [rated.level, rated.at_most, *stars]:
            raise SystemExit(f"row {index}: {found} is not what the referee says")


class Dense:
    """One contiguous row of values and one of known-masks per fact."""

    def __init__(self, rulebook: Rulebook, frame: pl.DataFrame) -> None:
        self.known = {key: frame[key].is_not_null().to_numpy() for key in rulebook.keys}
        self.values = {key: _filled(frame[key]) for key in rulebook.keys}
        self.count = frame.height

    def whole(self) -> Answers:
        return np.asarray(rural_numpy.rate(self.values, self.known))

    def in_blocks(self) -> Answers:
        answers: Answers | None = None
        for start in range(0, self.count, BLOCK):
            part = slice(start, start + BLOCK)
            values = {key: column[part] for key, column in self.values.items()}
            known = {key: column[part] for key, column in self.known.items()}
            found = rural_numpy.rate(values, known)
            if answers is None:
                answers = np.empty((len(found), self.count), dtype=np.uint8)
            for row, column in zip(answers, found, strict=True):
                row[part] = column
        assert answers is not None
        return answers


def _filled(column: pl.Series) -> np.ndarray:
    filled = column.fill_null(value=False) if column.dtype == pl.Boolean else column.fill_null(0)
    return np.ascontiguousarray(filled.to_numpy())


class Sql:
    """A table in DuckDB's memory; the answer as Arrow."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.text = (kept.HERE / "rural_duckdb.sql").read_text(encoding="utf-8")
        self.database = duckdb.connect()
        self.database.register("given", frame.to_arrow())
        self.database.execute("CREATE TABLE facts AS SELECT * FROM given")

    def rated(self) -> object:
        return self.database.sql(self.text).to_arrow_table()

    def matrix(self) -> Answers:
        return matrix(pl.from_arrow(self.rated()))


class Long:
    """Observations: branch (number), fact (number), value; unknown ones are not there."""

    def __init__(self, rulebook: Rulebook, frame: pl.DataFrame) -> None:
        self.keys = list(rulebook.keys)
        self.count = frame.height
        table = np.stack([_filled(frame[key].cast(pl.Int64)) for key in self.keys], axis=1)
        known = np.stack([frame[key].is_not_null().to_numpy() for key in self.keys], axis=1)
        branch, fact = np.nonzero(known)
        self.long = pd.DataFrame(
            {"branch": branch.astype(np.int32), "fact": fact.astype(np.int16), "value": table[known]}
        )
        self.laid_out = self._placed()

    def wide(self) -> list[np.ndarray]:
        """Rating alone, from a wide table."""
        return rural_pandas.rate(self.laid_out)

    def positional(self) -> list[np.ndarray]:
        return rural_pandas.rate(self._placed())

    def unstacked(self) -> list[np.ndarray]:
        wide = self.long.set_index(["branch", "fact"])["value"].unstack("fact")
        return rural_pandas.rate(wide.reindex(range(self.count)).rename(columns=dict(enumerate(self.keys))))

    def _placed(self) -> pd.DataFrame:
        """Every value put at its place."""
        placed = np.full((len(self.keys), self.count), np.nan)
        placed[self.long["fact"].to_numpy(), self.long["branch"].to_numpy()] = self.long["value"].to_numpy()
        return pd.DataFrame(placed.T, columns=self.keys, copy=False)
