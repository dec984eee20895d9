"""The figures of a notice's table that go along in the log and in the code on its print: sums, nothing of anybody.

Whoever holds the sheet adds up a column and compares. A sum finds one changed figure, not two that make up for each
other; the whole text is in the digest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

MOST_COLUMNS = 3
"""More would not leave room in the code for a witness."""
_NUMBER = re.compile(r"(?P<figure>[-−]?[0-9][0-9,，]*(?:\.[0-9]{1,4})?)\s*[^\d\s*]{0,4}")
_TOTALS = re.compile(r"合计|总计|共计|小计")
_NOT_SUMMED = re.compile(r"序号|编号|号码|电话|年|月|日期|时间")
_MOST_LETTERS = 16


def column_sums(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[list[int | str]]:
    """[column from 1, sum] of the first columns in which every cell is a figure or empty; rows of totals are left out.

    A unit may stand behind a figure (32000元); a masked one (138****5678) is none.
    """
    counted = [row for row in rows if not any(_TOTALS.search(cell) for cell in row[:2])]
    found: list[list[int | str]] = []
    for number, name in enumerate(head, 1):
        total = None if _NOT_SUMMED.search(name) else _sum([row[number - 1] for row in counted if len(row) >= number])
        if total is not None and len(found) < MOST_COLUMNS:
            found.append([number, total])
    return found


def _sum(cells: Sequence[str]) -> str | None:
    figures = [cell.strip() for cell in cells if cell.strip()]
    matches = [_NUMBER.fullmatch(figure) for figure in figures]
    if not matches or None in matches:
        return None
    plain = [match["figure"] for match in matches if match is not None]
    total = sum(Decimal(re.sub("[,，]", "", figure).replace("−", "-")) for figure in plain)
    text = f"{total:f}"
    return text if len(text) <= _MOST_LETTERS else None
