"""A block pasted from a spreadsheet, as text with tabs between: the table it means, and the empty one to begin with."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from fivestar.facts.bulk.suppliers import Supplier
from fivestar.facts.bulk.template import FIXED, headings

if TYPE_CHECKING:
    from fivestar.territory.models import Branch

MAX_CHARACTERS = 1_000_000  # of pasted text; 454 branches by 41 facts take a fifth


def empty_grid(supplier: Supplier, branches: Sequence[Branch], on: date) -> str:
    """Header and one line a branch, as a spreadsheet puts it on the clipboard."""
    lines = [[*FIXED, *headings(supplier, on)]]
    for branch in branches:
        cells = [branch.village.code, branch.village.name, branch.township.name]
        lines.append(cells + [""] * len(supplier.facts))
    return "\n".join("\t".join(_plain(cell) for cell in line) for line in lines)


def as_csv(pasted: str) -> bytes:
    """What `receive_file` reads. A quote inside a cell stays what it is; lines and tabs alone part the cells."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    for line in pasted.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        writer.writerow(line.split("\t") if line.strip() else [])
    return target.getvalue().encode()


def _plain(text: str) -> str:
    return " ".join(text.split())
