"""A table as it was read: a header, and rows that remember their number in the file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

# None is an empty cell. Excel knows no integers: its numbers are floats, whole or not. CSV knows only text.
Cell = str | int | float | bool | date | datetime | time | timedelta | None

_ERRORS = frozenset("#DIV/0! #N/A #NAME? #NULL! #NUM! #REF! #VALUE! #SPILL! #CALC! #GETTING_DATA".split())


class Row(NamedTuple):
    """`number` as the person sees it in Excel (of Parquet: from 1); `cells` as many as the header has."""

    number: int
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """`encoding` of a CSV: UTF-8 or GB18030; None of other files. Empty rows are left out, and keep their numbers."""

    name: str
    header: tuple[str, ...]
    rows: Sequence[Row]
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Stream:
    """A table whose rows come one by one and only once: for files that would not fit as a whole."""

    name: str
    header: tuple[str, ...]
    rows: Iterator[Row]
    encoding: str | None = None


def is_error_cell(cell: object) -> bool:
    """Whether this is what Excel shows where a formula failed, such as #DIV/0!."""
    return isinstance(cell, str) and cell.strip() in _ERRORS
