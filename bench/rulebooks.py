"""The rulebook and the day everything is measured with."""

from datetime import date
from functools import cache
from pathlib import Path

from fivestar.engine import Rulebook, load

FOLDER = Path(__file__).resolve().parents[1] / "rulebook"
AS_AT = date(2023, 9, 15)  # within the year, so that pending counts and their pace are worked out too


@cache
def rural() -> Rulebook:
    return load(FOLDER / "rural-2023")


@cache
def urban() -> Rulebook:
    return load(FOLDER / "urban-2023")
