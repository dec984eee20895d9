"""The rulebooks that tests stand on, each read once: those shipped, and the small one beside these tests."""

from functools import cache
from pathlib import Path

from fivestar.engine import Rulebook, load

HERE = Path(__file__).parent
FOLDERS = {
    "small": HERE / "rulebooks" / "small",
    "rural-2023": HERE.parents[1] / "rulebook" / "rural-2023",
    "urban-2023": HERE.parents[1] / "rulebook" / "urban-2023",
}


@cache
def shipped(name: str) -> Rulebook:
    return load(FOLDERS[name])
