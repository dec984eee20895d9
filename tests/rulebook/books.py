"""The shipped editions, loaded once, beside the draft tables they were made from."""

import csv
from functools import cache
from pathlib import Path

import yaml

from fivestar.engine import load
from fivestar.engine.facts import base_name
from fivestar.engine.rulebook import Criterion, Rulebook
from fivestar.engine.tree import keys_in

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "rulebook"
CATEGORIES = ("rural", "urban")
FACT_FILES = {
    "common": HOME / "common" / "facts.yaml",
    "rural": HOME / "rural-2023" / "facts.yaml",
    "urban": HOME / "urban-2023" / "facts.yaml",
}


def folder(category: str) -> Path:
    return HOME / f"{category}-2023"


@cache
def book(category: str) -> Rulebook:
    return load(folder(category))


@cache
def rows(category: str) -> list[dict[str, str]]:
    """The draft table (a copy of the published drafts), in its own order."""
    text = (Path(__file__).parent / "data" / f"tasks_{category}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def facts_in(file: str) -> list[dict[str, object]]:
    """The facts that one file declares, in order; `file` is common, rural or urban."""
    facts = yaml.safe_load(FACT_FILES[file].read_text(encoding="utf-8"))["facts"]
    assert isinstance(facts, list)
    return facts


def facts_of(category: str, criterion: Criterion) -> list[str]:
    """Ids of the facts a criterion needs, each once."""
    trees = book(category).trees
    keys = [key for text in criterion.conditions() for key in keys_in(trees[text])]
    return list(dict.fromkeys(base_name(key) for key in keys))


def criteria() -> list[tuple[str, Criterion]]:
    """Every criterion of both editions with its category."""
    return [(category, criterion) for category in CATEGORIES for criterion in book(category).criteria]
