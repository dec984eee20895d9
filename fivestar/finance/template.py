"""The empty workbook a township's accounting fills in, and a kept period as the same workbook."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from fivestar.finance import queries
from fivestar.finance.dated import COLLECTIVE, ESTATE, heads_on, label_of
from fivestar.finance.kinds import LABELS
from fivestar.finance.money import hundredths, plain_yuan
from fivestar.finance.sheet import COLUMNS
from fivestar.finance.told import CONTRACTS, DEBTS, LINES, PROPERTIES
from fivestar.foundation.access import Actor, visible
from fivestar.foundation.sheets import Sheet, write_xlsx
from fivestar.territory.queries import branches_of

if TYPE_CHECKING:
    from fivestar.finance.models import Period
    from fivestar.foundation.sheets.table import Cell
    from fivestar.territory.models import Region

_SIDE = {"income": "收入", "expenditure": "支出"}
_WIDTHS = {"code": 16, "summary": 36, "name": 24, "head": 26, "object": 24, "what": 24, "usual_source": 24}


def _sheet(title: str, rows: Iterable[Sequence[Cell]] = ()) -> Sheet:
    columns = COLUMNS[title]
    return Sheet(title, [one.headings[0] for one in columns], rows, [_WIDTHS.get(one.id, 12) for one in columns])


def template_of(actor: Actor, district: Region, today: date) -> bytes:
    kept = visible(actor, "finance.keep", branches_of(district))
    codes = ((one.village.code, one.village.name, one.township.name) for one in kept)
    heads = (
        (where, _SIDE[head.kind], head.label)
        for chart, where in ((COLLECTIVE, "集体经济组织"), (ESTATE, "小区公共收益"))
        for head in heads_on(chart, today)
    )
    target = BytesIO()
    write_xlsx(
        target,
        (
            *(_sheet(title) for title in (LINES, CONTRACTS, PROPERTIES, DEBTS)),
            Sheet("科目", ("账", "收支", "类别"), heads, (16, 8, 44)),
            Sheet("代码", ("代码", "村（社区）", "乡镇（街道）"), codes, (16, 24, 20)),
        ),
    )
    return target.getvalue()


def workbook_of(period: Period) -> bytes:
    """The whole period in the sheets it is brought in by: the import reads it again."""
    target = BytesIO()
    write_xlsx(
        target,
        (
            _sheet(LINES, line_rows(period)),
            _sheet(CONTRACTS, _contract_rows(period)),
            _sheet(PROPERTIES, _property_rows(period)),
            _sheet(DEBTS, _debt_rows(period)),
        ),
    )
    return target.getvalue()


def csv_of(period: Period) -> bytes:
    """The lines, with balances; UTF-8 with its mark, so that Excel shows Chinese."""
    target = StringIO()
    writer = csv.writer(target)
    writer.writerow([one.headings[0] for one in COLUMNS[LINES]])
    writer.writerows([_harmless(cell) for cell in row] for row in line_rows(period))
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _harmless(cell: Cell) -> str:
    """SECURITY: a spreadsheet runs what begins with one of these; a sum below zero is no such thing."""
    text = "" if cell is None else str(cell)
    is_sum = text.removeprefix("-").replace(".", "").isdecimal()
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not is_sum else text


def _unit(period: Period) -> str:
    return period.book.collective.code if period.book.collective else period.branch.village.code


def line_rows(period: Period) -> Iterator[Sequence[Cell]]:
    unit, text = _unit(period), period.text
    yield (unit, text, "期初余额", None, None, None, plain_yuan(period.opening), *[None] * 5)
    for one in queries.lines_of(period):
        corrects = f"{one.corrects.year}:{one.corrects.voucher}" if one.corrects else None
        yield (
            unit,
            text,
            _SIDE[one.kind],
            one.day.isoformat(),
            one.voucher,
            label_of(one.head),
            plain_yuan(one.amount),
            one.summary,
            LABELS[one.counterpart],
            one.name or None,
            one.contract or None,
            corrects,
        )
    yield (unit, text, "期末余额", None, None, None, plain_yuan(period.closing), *[None] * 5)


def _plain(number: int) -> str:
    return hundredths(number).replace(",", "")


def _contract_rows(period: Period) -> Iterator[Sequence[Cell]]:
    rows = queries.contracts_of(period)
    if not rows:
        yield (_unit(period), period.text, "无")
    for one in rows:
        yield (
            _unit(period),
            period.text,
            one.number,
            one.object,
            LABELS[one.object_kind],
            LABELS[one.direction],
            LABELS[one.counterpart],
            one.name or None,
            "是" if one.tie else "否",
            LABELS[one.tie] if one.tie else None,
            plain_yuan(one.price),
            one.unit,
            _plain(one.quantity),
            None if one.usual_price is None else plain_yuan(one.usual_price),
            one.usual_source or None,
            one.from_day.isoformat(),
            one.to_day.isoformat(),
            plain_yuan(one.due),
            plain_yuan(one.settled),
        )


def _property_rows(period: Period) -> Iterator[Sequence[Cell]]:
    rows = queries.properties_of(period)
    if not rows:
        yield (_unit(period), period.text, "无")
    for one in rows:
        yield (
            _unit(period),
            period.text,
            one.name,
            LABELS[one.kind],
            _plain(one.quantity),
            one.unit,
            None if one.value is None else plain_yuan(one.value),
            LABELS[one.use],
            one.contract or None,
        )


def _debt_rows(period: Period) -> Iterator[Sequence[Cell]]:
    rows = queries.debts_of(period)
    if not rows:
        yield (_unit(period), period.text, "无")
    for one in rows:
        yield (
            _unit(period),
            period.text,
            LABELS[one.direction],
            LABELS[one.counterpart],
            one.name or None,
            one.what,
            plain_yuan(one.amount),
            one.since.isoformat(),
            one.due_on.isoformat() if one.due_on else None,
        )
