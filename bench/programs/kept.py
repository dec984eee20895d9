"""The kept programs: where they lie, how they begin, and whether they are still what the rulebook says."""

from datetime import date
from pathlib import Path

from bench.programs.writing import NUMPY, PANDAS, array_program, sql_program
from fivestar.engine import Rulebook

HERE = Path(__file__).resolve().parent

_CODES = """UNMET, MET, UNKNOWN, NOT_APPLICABLE, ON_PACE, BEHIND = (np.uint8(code) for code in range(6))


def any_is(code, columns):
    found = columns[0] == code
    for column in columns[1:]:
        found |= column == code
    return found

"""
_NUMPY_HEAD = (
    '''# ruff: noqa
# fmt: off
"""{edition} as at {as_at} in dense NumPy. Written by bench/programs/writing.py.

v: values by fact (int64 or bool, anything where unknown); k: whether each is known (bool).
"""

import numpy as np

'''
    + _CODES
    + """
def rate(v, k):
    count = len(next(iter(k.values())))"""
)
_PANDAS_HEAD = (
    '''# ruff: noqa
# fmt: off
"""{edition} as at {as_at} in pandas. Written by bench/programs/writing.py.

facts: one row per branch, one float64 column per fact (truth as 0 and 1), NaN where unknown.
"""

import numpy as np

'''
    + _CODES
    + """
def rate(facts):
    count = len(facts)"""
)


def programs(rulebook: Rulebook, as_at: date) -> dict[Path, str]:
    return {
        HERE / "rural_numpy.py": array_program(rulebook, as_at, NUMPY, _NUMPY_HEAD),
        HERE / "rural_pandas.py": array_program(rulebook, as_at, PANDAS, _PANDAS_HEAD),
        HERE / "rural_duckdb.sql": sql_program(rulebook, as_at),
    }


def write(rulebook: Rulebook, as_at: date) -> None:
    for path, text in programs(rulebook, as_at).items():
        path.write_text(text, encoding="utf-8")


def refuse_stale(rulebook: Rulebook, as_at: date) -> None:
    for path, text in programs(rulebook, as_at).items():
        if path.read_text(encoding="utf-8") != text:
            raise SystemExit(f"{path.name} is not what the rulebook says: run python -m bench programs")
