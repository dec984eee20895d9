"""Ledgers of the demonstration: 青塘村 and two villages beside it, and the common income of a community. All invented.

Brought by the clerk of each township as a file, made public a month after the quarter, as the year goes by. 青塘村 has
a contract that comes near its end, one below the usual price and one with a related party.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from fivestar.demonstration.places import TOLD_COMMUNITY, TOLD_VILLAGE
from fivestar.facts.periods import Period as Span
from fivestar.facts.periods import of_day
from fivestar.finance import actions as finance
from fivestar.finance.queries import books_in, periods_of, questions_of
from fivestar.finance.sheet import COLUMN_WORDS, COLUMNS
from fivestar.finance.told import CONTRACTS, DEBTS, LINES, PROPERTIES
from fivestar.foundation.access import SYSTEM, Actor, Duty
from fivestar.foundation.clock import morning_of
from fivestar.foundation.sheets import Sheet, write_xlsx
from fivestar.responsibility.in_charge import refs_of
from fivestar.responsibility.queries import actor_as, person_by_ref

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

PLACE = "村（社区）公开栏（演示）"
ANSWER = "监督委员会查了会议记录：定价经村民代表会议讨论，下一期合同重新询价。（演示）"
_TIE = "村（社区）干部任职或持股的单位"
OTHERS = 2
"""Villages of the told one's township that have a ledger too."""

Entry = tuple[int, int, str, str, str, str, int, str, str]
"""Month of the quarter, day, side, head, summary, counterpart, yuan, name, contract."""
_IN, _OUT = "收入", "支出"

COLLECTIVE: tuple[Entry, ...] = (
    (1, 5, _IN, "发包及上交收入", "村南坑塘承包费", "农户", 2400, "", "HT-01"),
    (1, 8, _IN, "村级组织运转经费财政补助", "运转经费（第一个月）", "政府和事业单位", 6000, "镇财政所（演示）", ""),
    (1, 12, _OUT, "办公、差旅、会议、卫生、治安等管理费", "保洁员工资和清运", "个人", 2600, "", ""),
    (1, 18, _OUT, "办公、差旅、会议、卫生、治安等管理费", "办公用电", "企业", 318, "供电所（演示）", ""),
    (1, 25, _IN, "经营收入", "烘干房代烘加工费", "农户", 3150, "", ""),
    (2, 3, _IN, "经营收入", "门面房租金", "企业", 1800, "禾泉农资（演示）", "HT-02"),
    (2, 9, _OUT, "集体公益福利支出", "老人就餐点补贴", "无对方", 1500, "", ""),
    (2, 14, _OUT, "集体经营支出", "烘干房燃料", "企业", 960, "青禾燃料店（演示）", ""),
    (2, 21, _OUT, "报刊费", "党报党刊", "企业", 240, "邮政网点（演示）", ""),
    (3, 4, _IN, "发包及上交收入", "机动地承包费", "合作社", 2250, "禾丰种植合作社（演示）", "HT-03"),
    (3, 10, _OUT, "村组干部报酬", "务工补贴", "个人", 2100, "", ""),
    (3, 16, _OUT, "固定资产购建", "村内照明灯头 12 个", "企业", 1380, "明达灯具（演示）", ""),
    (3, 24, _IN, "其他收入", "存款利息", "企业", 46, "信用社（演示）", ""),
)
ESTATE: tuple[Entry, ...] = (
    (1, 6, _IN, "停车收入", "地面停车位", "个人", 5400, "", ""),
    (1, 20, _IN, "广告收入", "电梯间广告", "企业", 3000, "望河广告（演示）", ""),
    (2, 11, _OUT, "合理成本", "停车收费员报酬", "个人", 1800, "", ""),
    (3, 9, _OUT, "公共设施维修", "门禁维修", "企业", 760, "安居物业（演示）", ""),
    (3, 22, _OUT, "补充维修资金", "转入维修资金", "无对方", 2500, "", ""),
)


@dataclass(frozen=True, slots=True)
class _Ledger:
    """Whose it is, how large it is beside 青塘村's (hundredths), where it begins; told: with all its contracts."""

    branch: Branch
    entries: tuple[Entry, ...]
    size: int
    opening: int
    told: bool = False
    is_collective: bool = True
    closing: dict[str, int] = field(default_factory=dict)


class Ledgers:
    """Kept quarter by quarter while the district lives its year."""

    def __init__(self, district: Region, branches: Iterable[Branch], today: date) -> None:
        there = list(branches)
        self.district, self.today = district, today
        told = [one for one in there if (one.township.name, one.village.core) == TOLD_VILLAGE]
        beside = [one for one in there if one.township.name == TOLD_VILLAGE[0] and one not in told]
        urban = [one for one in there if (one.township.name, one.village.core) == TOLD_COMMUNITY]
        self._ledgers = [
            *(_Ledger(one, COLLECTIVE, 100, 18_460, told=True) for one in told),
            *(_Ledger(one, COLLECTIVE, 160 + 35 * at, 42_000) for at, one in enumerate(beside[:OTHERS])),
            *(_Ledger(one, ESTATE, 100, 9_200, is_collective=False) for one in urban),
        ]

    def live(self, day: date) -> int:
        """The quarter that ended a month before is brought and made public, where that was not done yet. How many."""
        span = of_day(_month_before(day), "quarter")
        if day.month % 3 != 1 or span.last >= day or (day + timedelta(days=1)).month == day.month:
            return 0
        clerks = refs_of(self.district, Duty.CLERK, day)
        for path, mine in _by_township(self._ledgers).items():
            self._bring(_actor(clerks[path], day), mine, span, day)
        return len(self._ledgers)

    def ask(self) -> None:
        """What the contracts give to ask today; the committee of the told village answers one, where it has posts."""
        at = morning_of(self.today)
        for book in books_in(self.district):
            finance.ask_about(actor=SYSTEM, book=book, at=at)
        supervisors = refs_of(self.district, Duty.SUPERVISE, self.today)
        for ledger in self._ledgers:
            ref = supervisors.get(ledger.branch.path)
            question = questions_of(SYSTEM, ledger.branch).filter(is_open=True, reason="related").first()
            if ref and question is not None:
                finance.answer_question(actor=_actor(ref, self.today), question=question, answer=ANSWER, at=at)

    def _bring(self, clerk: Actor, ledgers: Sequence[_Ledger], span: Span, day: date) -> None:
        at = morning_of(day)
        name = f"{ledgers[0].branch.township.name}账目{span.text}(演示).xlsx"
        data = _workbook(ledgers, span, self.today)
        file = finance.bring_file(actor=clerk, district=self.district, name=name, data=data, at=at)
        finance.confirm_file(actor=clerk, file=file, at=at)
        for ledger in ledgers:
            for period in periods_of(clerk, ledger.branch).filter(text=span.text):
                finance.publish_period(
                    actor=clerk, period=period, from_day=day, to_day=day + timedelta(days=9), place=PLACE, at=at
                )


def _month_before(day: date) -> date:
    return day.replace(day=1) - timedelta(days=1)


def _by_township(ledgers: Iterable[_Ledger]) -> dict[str, list[_Ledger]]:
    found: dict[str, list[_Ledger]] = {}
    for one in ledgers:
        found.setdefault(one.branch.township.path, []).append(one)
    return found


def _actor(ref: str, day: date) -> Actor:
    person = person_by_ref(ref)
    assert person is not None, ref
    return actor_as(person, day)


def _workbook(ledgers: Sequence[_Ledger], span: Span, today: date) -> bytes:
    begins = all(not one.closing for one in ledgers)
    sheets = [
        Sheet(LINES, _heads(LINES), [row for one in ledgers for row in _lines(one, span)]),
        Sheet(CONTRACTS, _heads(CONTRACTS), [row for one in ledgers for row in _contracts(one, span, today)]),
    ]
    if begins:  # later quarters leave what stood before
        sheets.append(Sheet(PROPERTIES, _heads(PROPERTIES), [row for one in ledgers for row in _things(one, span)]))
        sheets.append(Sheet(DEBTS, _heads(DEBTS), [row for one in ledgers for row in _debts(one, span)]))
    target = BytesIO()
    write_xlsx(target, sheets)
    return target.getvalue()


def _heads(sheet: str) -> list[str]:
    return [COLUMN_WORDS[sheet, column.id] for column in COLUMNS[sheet]]


def _lines(ledger: _Ledger, span: Span) -> list[Sequence[str | None]]:
    code, balance = ledger.branch.village.code, list(ledger.closing.values())[-1] if ledger.closing else ledger.opening
    rows: list[Sequence[str | None]] = [(code, span.text, "期初余额", None, None, None, str(balance), *[None] * 5)]
    quarter = (span.first.month - 1) // 3
    for number, entry in enumerate(ledger.entries, 1):
        month, day, side, head, summary, party, amount, name, contract = entry
        yuan = amount * ledger.size // 100 + (quarter * 13 * number % 40 if not contract else 0)
        balance += yuan if side == _IN else -yuan
        on = date(span.year, span.first.month + month - 1, day).isoformat()
        voucher = f"记-{quarter + 1}{number:02}"
        said = f"{summary}（演示）"
        rows.append(
            (code, span.text, side, on, voucher, head, str(yuan), said, party, name or None, _own(ledger, contract))
        )
    rows.append((code, span.text, "期末余额", None, None, None, str(balance), *[None] * 5))
    ledger.closing[span.text] = balance
    return rows


def _own(ledger: _Ledger, contract: str) -> str | None:
    return contract if contract and (ledger.told or contract == "HT-01") else None


def _contracts(ledger: _Ledger, span: Span, today: date) -> list[Sequence[str | None]]:
    """As they stood at the end of a quarter; each brings a fourth of its year's rent. One is a quarter behind."""
    if not ledger.is_collective:
        return [(ledger.branch.village.code, span.text, "无")]
    near = (today + timedelta(days=41)).isoformat()
    known = "镇三资平台近三年同类成交价（演示）"
    number = len(ledger.closing)  # its lines have been written
    pond = str((8 + number - 1) * (2400 * ledger.size // 100))
    area = f"{12 * ledger.size / 100:g}"
    rows: list[Sequence[str | None]] = [
        (
            *("HT-01", "村南坑塘", "坑塘水面", "收款", "农户", None, "否", None, "800", "亩·年", area, "820", known),
            *("2021-01-01", "2025-12-31", pond, pond),
        )
    ]
    if ledger.told:
        shop, land = 15_600 + 1800 * (number - 1), 7500 + 2250 * (number - 1)
        of_shop = ("HT-02", "村口门面房两间", "门面房", "收款", "企业", "禾泉农资（演示）", "否", None)
        rows.append((*of_shop, "3600", "间·年", "2", "3600", known, "2020-11-01", near, str(shop), str(shop)))
        of_land = ("HT-03", "村东机动地", "耕地和机动地", "收款", "合作社", "禾丰种植合作社（演示）", "是", _TIE)
        days = ("2022-03-01", "2027-02-28")
        rows.append((*of_land, "600", "亩·年", "15", "600", known, *days, str(land), str(land - 2250)))
    return [(ledger.branch.village.code, span.text, *row) for row in rows]


def _things(ledger: _Ledger, span: Span) -> list[Sequence[str | None]]:
    code = ledger.branch.village.code
    if not ledger.is_collective:
        return [(code, span.text, "地面停车位", "其他资产资源", "64", "个", None, "公益使用", None)]
    rows: list[Sequence[str | None]] = [
        ("村南坑塘", "坑塘水面", "12", "亩", None, "出租发包", "HT-01"),
        ("党群服务中心", "办公和公益用房", "320", "平方米", "286000", "公益使用", None),
        ("粮食烘干房", "厂房仓库", "1", "座", "94000", "自用", None),
    ]
    if ledger.told:
        rows.append(("村口门面房", "门面房", "2", "间", "68000", "出租发包", "HT-02"))
        rows.append(("村东机动地", "耕地和机动地", "15", "亩", None, "出租发包", "HT-03"))
        rows.append(("旧小学院落", "办公和公益用房", "410", "平方米", "52000", "闲置", None))
    return [(code, span.text, *row) for row in rows]


def _debts(ledger: _Ledger, span: Span) -> list[Sequence[str | None]]:
    code = ledger.branch.village.code
    if not ledger.told:
        return [(code, span.text, "无")]
    rows = (
        ("债权", "农户", None, "前两年坑塘承包费尾款（演示）", "2600", "2021-12-31", "2023-12-31"),
        ("债务", "企业", "明达灯具（演示）", "照明二期尾款（演示）", "4200", "2022-11-20", None),
    )
    return [(code, span.text, *row) for row in rows]
