"""What a period of a ledger must be before it is kept. Pure: told what is on record and the day.

Everything that is wrong is said at once, each with sheet, row, column and what was expected. The balances are the last
word: a ledger that does not carry over is not kept, however tidy its lines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from fivestar.facts.periods import Period, parse
from fivestar.finance.dated import heads_on
from fivestar.finance.money import yuan
from fivestar.finance.told import CONTRACTS, LINES, PROPERTIES, LedgerTold, LineTold, OldLine, Record, Stood
from fivestar.foundation.outcome import N_

KINDS = ("month", "quarter")
MAX_LINES = 2_000  # of one ledger in one period


@dataclass(frozen=True, slots=True)
class Fault:
    """Where in the file, and what was expected there."""

    sheet: str
    row: int | None
    column: str
    message_id: str
    values: Mapping[str, object] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def faults_of(told: LedgerTold, record: Record, *, today: date) -> list[Fault]:
    """Everything wrong with it; empty when it may be kept. A period that is published already is its one fault."""
    period = parse(told.period)
    at = told.opening.row
    if period is None or period.kind not in KINDS:
        return [
            Fault(
                LINES,
                at,
                "period",
                N_("期间应是一个月或一个季度，如 2023-05、2023-Q2，现为“{found}”"),
                {"found": told.period},
            )
        ]
    there = record.stood(period)
    if there is not None and there.is_published:
        message = N_("{period} 已经公开，不能再改：请在以后的期间记红字更正，写明更正哪一笔")
        return [Fault(LINES, at, "period", message, {"period": period.text})]
    return [
        *_place_faults(told, period, record, today),
        *_line_faults(told, period, record),
        *_correction_faults(told, record),
        *_contract_faults(told, period, record),
        *_balance_faults(told, period, record),
    ]


def _place_faults(told: LedgerTold, period: Period, record: Record, today: date) -> Iterator[Fault]:
    """Periods follow one another: none begun, none left out, none twice."""
    at = told.opening.row
    if period.last >= today:
        message = N_("{period} 还没有结束：{last} 以后再导入")
        yield Fault(LINES, at, "period", message, {"period": period.text, "last": period.last.isoformat()})
    if record.stood(period) is not None:
        return
    for one in record.periods:
        if one.period.first <= period.last and period.first <= one.period.last:
            message = N_("{period} 与已导入的 {other} 重叠")
            yield Fault(LINES, at, "period", message, {"period": period.text, "other": one.period.text})
            return
    if record.periods and (before := record.before(period)) is None:
        message = N_("账从 {first} 开始，{period} 在它之前")
        yield Fault(LINES, at, "period", message, {"first": record.periods[0].period.text, "period": period.text})
    elif record.periods and before is not None and before.period.last + timedelta(days=1) != period.first:
        message = N_("上一期是 {before}，{period} 没有接上：中间的期间还没有导入")
        yield Fault(LINES, at, "period", message, {"before": before.period.text, "period": period.text})


def _line_faults(told: LedgerTold, period: Period, record: Record) -> Iterator[Fault]:
    if len(told.lines) > MAX_LINES:
        yield Fault(
            LINES,
            told.opening.row,
            "period",
            N_("一期最多 {most} 笔，这里有 {count} 笔"),
            {"most": MAX_LINES, "count": len(told.lines)},
        )
    seen: dict[tuple[int, str], int] = {}
    for line in told.lines:
        if not period.first <= line.day <= period.last:
            values = {"period": period.text, "first": period.first.isoformat(), "last": period.last.isoformat()}
            yield Fault(LINES, line.row, "day", N_("日期不在 {period} 里（{first} 至 {last}）"), values)
        known = {head.id: head for head in heads_on(record.chart, line.day)}
        head = known.get(line.head)
        if head is None:
            yield Fault(LINES, line.row, "head", N_("{day} 的科目表里没有这一类"), {"day": line.day.isoformat()})
        elif head.kind != line.kind:
            yield Fault(
                LINES,
                line.row,
                "head",
                N_("“{head}”不是{kind}类"),
                {"head": head.label, "kind": "收入" if line.kind == "income" else "支出"},
            )
        key = (line.day.year, line.voucher)
        if key in seen:
            yield Fault(
                LINES,
                line.row,
                "voucher",
                N_("凭证号 {voucher} 与第 {row} 行重复"),
                {"voucher": line.voucher, "row": seen[key]},
            )
        elif record.vouchers.get(key, period.text) != period.text:
            where = {"voucher": line.voucher, "year": line.day.year, "period": record.vouchers[key]}
            yield Fault(LINES, line.row, "voucher", N_("凭证号 {voucher} 在 {year} 年用过了（{period}）"), where)
        seen.setdefault(key, line.row)


def _correction_faults(told: LedgerTold, record: Record) -> Iterator[Fault]:
    """A line below zero takes back a published one, no more than is left of it."""
    left = {key: old.left for key, old in record.old_lines.items()}
    for line in told.lines:
        if line.corrects is None:
            if line.amount < 0:
                yield Fault(LINES, line.row, "amount", N_("负数只用来更正：请在“更正凭证”里写明更正哪一笔"))
            continue
        old = record.old_lines.get(line.corrects)
        if old is None:
            values = {"year": line.corrects[0], "voucher": line.corrects[1]}
            yield Fault(LINES, line.row, "corrects", N_("已公开的账里没有 {year} 年的凭证 {voucher}"), values)
        elif line.amount < 0:
            yield from _taking_back_faults(line, old, left)


def _taking_back_faults(line: LineTold, old: OldLine, left: dict[tuple[int, str], int]) -> Iterator[Fault]:
    assert line.corrects is not None
    if (old.kind, old.head) != (line.kind, line.head):
        yield Fault(LINES, line.row, "head", N_("红字要与被更正的那一笔同一收支、同一类别"))
    elif -line.amount > left[line.corrects]:
        values = {"amount": yuan(-line.amount), "left": yuan(left[line.corrects])}
        yield Fault(LINES, line.row, "amount", N_("红字 {amount} 元，比那一笔还剩的 {left} 元多"), values)
    else:
        left[line.corrects] += line.amount


def _contract_faults(told: LedgerTold, period: Period, record: Record) -> Iterator[Fault]:
    """Contracts are told once each, and what was settled on one in this period is what the lines say."""
    before = record.before(period)
    stood = before.settled if before else {}
    known = set(stood) if told.contracts is None else {one.number for one in told.contracts}
    moved: dict[str, int] = {}
    for line in told.lines:
        if line.contract and line.contract not in known:
            yield Fault(LINES, line.row, "contract", N_("合同里没有 {number}"), {"number": line.contract})
        elif line.contract:
            moved[line.contract] = moved.get(line.contract, 0) + line.amount
    seen: dict[str, int] = {}
    for one in told.contracts or ():
        if (row := seen.setdefault(one.number, one.row)) != one.row:
            yield Fault(
                CONTRACTS,
                one.row,
                "number",
                N_("合同编号 {number} 与第 {row} 行重复"),
                {"number": one.number, "row": row},
            )
        elif one.number in stood and one.settled - stood[one.number] != moved.get(one.number, 0):
            values = {"more": yuan(one.settled - stood[one.number]), "lines": yuan(moved.get(one.number, 0))}
            message = N_("截至期末已收（付）比上期多 {more} 元，本期流水记在它名下的是 {lines} 元")
            yield Fault(CONTRACTS, one.row, "settled", message, values)
    if told.contracts is not None and before is not None:
        yield from _vanished(before, known, period)
    for thing in told.properties or ():
        if thing.contract and thing.contract not in known:
            yield Fault(PROPERTIES, thing.row, "contract", N_("合同里没有 {number}"), {"number": thing.contract})


def _vanished(before: Stood, known: Collection[str], period: Period) -> Iterator[Fault]:
    """A contract that still ran when the period began does not go from the page without a word."""
    for number, last in before.ends.items():
        if number not in known and last >= period.first:
            message = N_("合同 {number} 到 {last} 才到期，这一期的合同表里没有它：照写，提前解除的把结束日期改成那一天")
            yield Fault(CONTRACTS, None, "number", message, {"number": number, "last": last.isoformat()})


def _balance_faults(told: LedgerTold, period: Period, record: Record) -> Iterator[Fault]:
    before, after = record.before(period), record.after(period)
    opening, closing = told.opening.amount, told.closing.amount
    if before is not None and before.period.last + timedelta(days=1) == period.first and before.closing != opening:
        values = {"opening": yuan(opening), "before": before.period.text, "closing": yuan(before.closing)}
        message = N_("期初余额 {opening} 元，应等于上一期 {before} 的期末余额 {closing} 元")
        yield Fault(LINES, told.opening.row, "amount", message, values)
    reckoned = opening + told.income - told.expenditure
    if reckoned != closing:
        values = {"closing": yuan(closing), "reckoned": yuan(reckoned)}
        message = N_("期末余额 {closing} 元，应是期初加收入减支出 {reckoned} 元")
        yield Fault(LINES, told.closing.row, "amount", message, values)
    if after is not None and after.opening != closing and period.last + timedelta(days=1) == after.period.first:
        values = {"closing": yuan(closing), "after": after.period.text, "opening": yuan(after.opening)}
        message = N_("期末余额 {closing} 元，已导入的下一期 {after} 的期初余额却是 {opening} 元：两期要一起改")
        yield Fault(LINES, told.closing.row, "amount", message, values)
