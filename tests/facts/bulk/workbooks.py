"""A supplier's template, filled in and saved again as a spreadsheet does."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import xlsxwriter

from fivestar.facts.bulk.suppliers import Supplier, supplier_of
from fivestar.facts.bulk.template import template_bytes
from fivestar.facts.stamp import STAMP_HEADER, STAMP_SHEET
from fivestar.foundation.access import Actor
from fivestar.foundation.sheets import read_table
from tests.cast import TODAY, Cast


def supplier(cast: Cast, actor: Actor, key: str) -> Supplier:
    found = supplier_of(actor, cast.district, TODAY, key)
    assert found is not None
    return found


def template(cast: Cast, actor: Actor, key: str) -> bytes:
    return template_bytes(supplier(cast, actor, key), TODAY)


def filled(
    template: bytes,
    cells: Mapping[tuple[str, str], Any],
    *,
    formulas: Mapping[str, str] | None = None,
    merged: str = "",
    stamp: Mapping[str, str] | None = None,
) -> bytes:
    """The template with cells written: (code, heading) → value; formulas by place; stamp: its rows otherwise."""
    sheet, stamped = (read_table(BytesIO(template), name="t.xlsx", sheet=title) for title in ("填报", STAMP_SHEET))
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet("填报")
        page.write_row(0, 0, sheet.header)
        for at, row in enumerate(sheet.rows, start=1):
            code = str(row.cells[0])
            page.write_row(at, 0, list(row.cells[:3]))
            for column, heading in enumerate(sheet.header):
                if (code, heading) in cells:
                    page.write(at, column, cells[code, heading])
        for place, formula in (formulas or {}).items():
            page.write_formula(place, formula, None, 7)
        if merged:
            page.merge_range(merged, 9)
        page = book.add_worksheet(STAMP_SHEET)
        page.write_row(0, 0, STAMP_HEADER)
        for at, row in enumerate(stamped.rows, start=1):
            name = str(row.cells[0])
            page.write_row(at, 0, [name, (stamp or {}).get(name, str(row.cells[1]))])
    return target.getvalue()
