"""What the page about evidence counts is what the program does."""

import re
from pathlib import Path

from fivestar.evidence.cleaning import MAX_BYTES
from fivestar.evidence.cleaning.pictures import LONG_SIDE
from fivestar.evidence.fingerprints import NEAR
from fivestar.evidence.guide import STATIONS
from tests.evidence import misses
from tests.factories import shipped_rulebook

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "evidence.md"


def test_what_dhash_finds_and_misses_is_as_printed() -> None:
    printed = re.search(r"^\| of \d+ pictures.*?\n\n", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)

    assert printed is not None
    assert printed.group() == misses.table() + "\n"


def test_the_tasks_that_may_ask_for_a_file_are_counted() -> None:
    counted = []
    for category in ("rural", "urban"):
        criteria = shipped_rulebook(f"{category}-2023").criteria
        asking = [criterion for criterion in criteria if criterion.evidence_reason is not None]
        counted.append(f"{len(asking)} of {len(criteria)} {category}")

    assert " and ".join(counted) in " ".join(PAGE.read_text("utf-8").split())


def test_the_guided_path_counts_them_too() -> None:
    criteria = shipped_rulebook("rural-2023").criteria
    asking = [criterion for criterion in criteria if criterion.evidence_reason is not None]

    assert f"{len(criteria)} 项任务里只有 {len(asking)} 项" in STATIONS[0].text


def test_the_limits_are_as_printed() -> None:
    text = PAGE.read_text("utf-8")

    named = [f"up to {MAX_BYTES // 1024**2} MB", f"at most {LONG_SIDE:,} points", f"near is at most {NEAR} bits"]

    assert [one for one in named if one not in text] == []
