"""The template is the edition in force in the columns we read: sent back unchanged it changes nothing."""

import io
import zipfile

import pytest

from fivestar.foundation.sheets import Table, read_table
from fivestar.standards.task_rows import HEADINGS
from fivestar.standards.template import template_bytes
from fivestar.standards.workbook import read_workbook
from tests.cast import TODAY
from tests.factories import shipped_rulebook
from tests.standards.test_workbook import QINGHE


def filled(category: str) -> Table:
    return read_table(io.BytesIO(template_bytes(category, shipped_rulebook(f"{category}-2023"))), name="t.xlsx")


@pytest.mark.parametrize(("category", "count"), [("rural", 90), ("urban", 106)])
def test_the_template_sent_back_unchanged_changes_nothing(category: str, count: int) -> None:
    shipped = shipped_rulebook(f"{category}-2023")

    table = filled(category)
    result = read_workbook(table, shipped, QINGHE, on=TODAY)

    assert table.header == tuple(HEADINGS.values())
    assert len(table.rows) == count
    assert [str(fault) for fault in result.faults] == []
    assert [str(note) for note in result.notes] == []
    assert result.rulebook is not None
    assert result.rulebook.stars == shipped.stars
    assert result.rulebook.facts == shipped.facts


def test_an_empty_template_has_only_headings() -> None:
    table = read_table(io.BytesIO(template_bytes("rural", None)), name="t.xlsx")

    assert (table.header, list(table.rows)) == (tuple(HEADINGS.values()), [])


def test_cells_offer_what_may_stand_in_them() -> None:
    with zipfile.ZipFile(io.BytesIO(template_bytes("urban", shipped_rulebook("urban-2023")))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()

    for choices in ("城市社区", "支部过硬星,宜业兴业星,", "数值,次数,比例,是否,否决", "社区,街道,部门"):
        assert f'<formula1>"{choices}' in sheet
