"""A township's workbook of ledgers, brought and taken in."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from fivestar.finance.actions import bring_file, confirm_file, publish_period
from fivestar.finance.models import LedgerFile, Period
from fivestar.finance.sheet import COLUMNS
from fivestar.finance.told import CONTRACTS, DEBTS, LINES, PROPERTIES
from fivestar.foundation.access import SYSTEM, Actor
from fivestar.foundation.sheets import Sheet, write_xlsx
from fivestar.territory.actions import keep_collectives
from tests.cast import NOW, TODAY, Cast

DONGLIU, XILIU, SHIQIAO, ZHUYUAN = "990099001201", "990099001202", "990099001203", "990099002001"
Q1, Q2, Q3 = "2023-Q1", "2023-Q2", "2023-Q3"
PLACE = "村委会大门东侧公开栏"
Row = Sequence[object]


def with_collectives(cast: Cast) -> None:
    keep_collectives(
        actor=SYSTEM,
        district=cast.district,
        collectives=[
            (f"N2{code}", f"{name}股份经济合作社", code)
            for code, name in ((DONGLIU, "东柳"), (XILIU, "西柳"), (SHIQIAO, "石桥"))
        ],
        at=NOW,
    )


def line(
    day: str,
    voucher: str,
    amount: object,
    *,
    code: str = DONGLIU,
    period: str = Q1,
    side: str = "收入",
    head: str = "发包及上交收入",
    summary: str = "坑塘承包费",
    party: str = "农户",
    name: str = "",
    contract: str = "",
    corrects: str = "",
) -> Row:
    return (code, period, side, day, voucher, head, amount, summary, party, name, contract, corrects)


def opening(amount: object, *, code: str = DONGLIU, period: str = Q1) -> Row:
    return (code, period, "期初余额", "", "", "", amount, "", "", "", "", "")


def closing(amount: object, *, code: str = DONGLIU, period: str = Q1) -> Row:
    return (code, period, "期末余额", "", "", "", amount, "", "", "", "", "")


FIRST = (
    opening("10000"),
    line("2023-01-12", "记-1", "32000"),
    line("2023-03-05", "记-2", "1500.5", side="支出", head="报刊费", summary="党报党刊", party="企业", name="邮政网点"),
    closing("40499.5"),
)
"""东柳's first quarter: 10,000 + 32,000 − 1,500.50."""
SECOND = (
    opening("40499.5", period=Q2),
    line(
        "2023-05-08", "记-3", "2000", period=Q2, head="经营收入", summary="农机服务", party="合作社", name="青禾合作社"
    ),
    closing("42499.5", period=Q2),
)


def contract(number: str = "HT-1", **cells: object) -> Row:
    usual: dict[str, object] = {
        "code": DONGLIU,
        "period": Q1,
        "number": number,
        "object": "村南坑塘",
        "object_kind": "坑塘水面",
        "direction": "收款",
        "counterpart": "农户",
        "name": "",
        "related": "否",
        "tie": "",
        "price": "800",
        "unit": "亩·年",
        "quantity": "12.5",
        "usual_price": "800",
        "usual_source": "镇上同类坑塘近三年成交价",
        "from_day": "2021-01-01",
        "to_day": "2025-12-31",
        "due": "30000",
        "settled": "30000",
    }
    return tuple({**usual, **cells}[column.id] for column in COLUMNS[CONTRACTS])


def workbook(
    lines: Sequence[Row],
    *,
    contracts: Sequence[Row] | None = None,
    properties: Sequence[Row] | None = None,
    debts: Sequence[Row] | None = None,
) -> bytes:
    """Only the sheets that are given."""
    sheets = ((LINES, lines), (CONTRACTS, contracts), (PROPERTIES, properties), (DEBTS, debts))
    target = BytesIO()
    write_xlsx(
        target,
        [
            Sheet(title, [one.headings[0] for one in COLUMNS[title]], [[cell or None for cell in row] for row in rows])
            for title, rows in sheets
            if rows is not None
        ],
    )
    return target.getvalue()


def brought(cast: Cast, *lines: Row, actor: Actor | None = None, **sheets: Sequence[Row]) -> LedgerFile:
    return bring_file(
        actor=actor or cast.clerk,
        district=cast.district,
        name="柳溪镇账目.xlsx",
        data=workbook(lines, **sheets),
        at=NOW,
    )


def kept(cast: Cast, *lines: Row, **sheets: Sequence[Row]) -> LedgerFile:
    """Brought and taken in."""
    file = brought(cast, *lines, **sheets)
    return confirm_file(actor=cast.clerk, file=file, at=NOW)


def published(cast: Cast, text: str = Q1) -> Period:
    period = Period.objects.get(branch=cast.dongliu, text=text)
    return publish_period(
        actor=cast.clerk, period=period, from_day=TODAY, to_day=date(2023, 9, 24), place=PLACE, at=NOW
    )


def on_record() -> list[tuple[str, str, int, int, int, int]]:
    """Every period: village, period, opening, income, expenditure, closing in 分."""
    rows = Period.objects.order_by("branch__village__code", "first")
    return list(rows.values_list("branch__village__code", "text", "opening", "income", "expenditure", "closing"))


def faults_in(file: LedgerFile) -> list[tuple[str, int | None, str, str]]:
    """(sheet, row, column, words) of every fault of a file."""
    found = [*file.faults, *(fault for one in file.staged.order_by("number") for fault in one.faults)]
    return [(one["sheet"], one["row"], one["column"], one["message_id"].format(**one["values"])) for one in found]
