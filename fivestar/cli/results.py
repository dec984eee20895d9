"""Rated branches to a file, whole or not at all; and the summary that ends a run."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from fivestar.engine.rulebook import Rulebook
from fivestar.engine.verdicts import BEHIND, MET, ON_PACE, UNKNOWN, UNMET, WORD
from fivestar.foundation.sheets import Sheet, write_xlsx

MOST_EXCEL_ROWS = 1_048_575
_WORDS = pl.Enum([str(word) for word in dict.fromkeys(WORD)])


def _csv(frame: pl.DataFrame, path: Path) -> None:
    frame.write_csv(path, include_bom=True)  # Excel takes UTF-8 for the local encoding without it


def _xlsx(frame: pl.DataFrame, path: Path) -> None:
    write_xlsx(path, [Sheet("rated", frame.columns, frame.iter_rows())])


def _parquet(frame: pl.DataFrame, path: Path) -> None:
    frame.write_parquet(path)


WRITERS: dict[str, Callable[[pl.DataFrame, Path], None]] = {".csv": _csv, ".xlsx": _xlsx, ".parquet": _parquet}


def write(frame: pl.DataFrame, path: Path) -> None:
    """`frame` as the kind of file that `path` is called."""
    with _replacing(path) as part:
        WRITERS[path.suffix.lower()](frame, part)


def in_words(rated: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    """Codes as verdict words, in one Enum column each."""
    names = [f"star.{star.id}" for star in rulebook.stars] + [criterion.id for criterion in rulebook.criteria]
    words = dict(enumerate(str(word) for word in WORD))
    return rated.with_columns(pl.col(name).replace_strict(words, return_dtype=_WORDS) for name in names)


def summary(rated: pl.DataFrame, rulebook: Rulebook) -> list[str]:
    """How many branches hold how many stars, and how each star stands."""
    most = len(rulebook.stars)
    counts = dict(rated["level"].value_counts().iter_rows())
    lines = [f"共 {rated.height:,} 个支部", "", "得星    支部数"]
    lines += [f"{level} 星  {counts.get(level, 0):>10,}" for level in range(most, -1, -1)]
    lines += ["", f"{'达标':>8}{'未达标':>9}{'待核实':>9}{'期内':>10}"]
    for star in rulebook.stars:
        codes = rated[f"star.{star.id}"]
        cells = [int(codes.is_in(group).sum()) for group in ((MET,), (UNMET,), (UNKNOWN,), (ON_PACE, BEHIND))]
        lines.append("".join(f"{cell:>12,}" for cell in cells) + f"  {star.name}")
    return lines


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its place when all is written; nothing is left of it otherwise."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.", suffix=path.suffix)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(0o644)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
