"""A ledger's period as a file tells it, and what is on record of the ledger: frozen values, judged by `judging`.

Money in 分, quantities in hundredths. `row` is where it stands in the file, for whoever has to mend it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import msgspec

from fivestar.engine import canon
from fivestar.facts.periods import Period

LINES, CONTRACTS, PROPERTIES, DEBTS = "流水", "合同", "资产资源", "债权债务"
SHEETS = (LINES, CONTRACTS, PROPERTIES, DEBTS)


class Balance(msgspec.Struct, frozen=True):
    """期初余额 or 期末余额."""

    row: int
    amount: int


class LineTold(msgspec.Struct, frozen=True):
    """corrects: year and voucher of the line it takes back or puts right."""

    row: int
    day: date
    voucher: str
    kind: str
    head: str
    amount: int
    summary: str
    counterpart: str
    name: str = ""
    contract: str = ""
    corrects: tuple[int, str] | None = None


class ContractTold(msgspec.Struct, frozen=True):
    row: int
    number: str
    object: str
    object_kind: str
    direction: str
    counterpart: str
    name: str
    tie: str
    price: int
    unit: str
    quantity: int
    usual_price: int | None
    usual_source: str
    from_day: date
    to_day: date
    due: int
    settled: int


class PropertyTold(msgspec.Struct, frozen=True):
    row: int
    name: str
    kind: str
    quantity: int
    unit: str
    value: int | None
    use: str
    contract: str


class DebtTold(msgspec.Struct, frozen=True):
    row: int
    direction: str
    counterpart: str
    name: str
    what: str
    amount: int
    since: date
    due_on: date | None


class LedgerTold(msgspec.Struct, frozen=True):
    """A sheet that says nothing of this ledger (None) leaves what stood before: it is not asked for again."""

    period: str
    opening: Balance
    closing: Balance
    lines: tuple[LineTold, ...]
    contracts: tuple[ContractTold, ...] | None = None
    properties: tuple[PropertyTold, ...] | None = None
    debts: tuple[DebtTold, ...] | None = None

    @property
    def income(self) -> int:
        return sum(line.amount for line in self.lines if line.kind == "income")

    @property
    def expenditure(self) -> int:
        return sum(line.amount for line in self.lines if line.kind == "expenditure")

    def as_json(self) -> Any:
        return msgspec.to_builtins(self)

    @property
    def digest(self) -> str:
        """Of what is said, wherever in the file it stands: the same told again is recognised by it."""
        return canon.digest(without_rows(self.as_json()))


def without_rows(told: Any) -> Any:
    """JSON of something told, without where in the file it stands."""
    if isinstance(told, dict):
        return {name: without_rows(one) for name, one in told.items() if name != "row"}
    return [without_rows(one) for one in told] if isinstance(told, list | tuple) else told


def ledger_from_json(content: Any) -> LedgerTold:
    return msgspec.convert(content, LedgerTold, strict=False)


@dataclass(frozen=True, slots=True)
class Stood:
    """A period on record. settled: contract → 分 settled by its end; ends: contract → its last day."""

    period: Period
    opening: int
    closing: int
    is_published: bool
    told: str
    settled: Mapping[str, int] = field(default_factory=dict)
    ends: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OldLine:
    """A published line that may be corrected. left: what of its amount is not taken back yet."""

    kind: str
    head: str
    left: int


@dataclass(frozen=True, slots=True)
class Record:
    """What is on record of one ledger. vouchers: (year, voucher) → the period it stands in."""

    chart: str
    periods: tuple[Stood, ...] = ()
    vouchers: Mapping[tuple[int, str], str] = field(default_factory=dict)
    old_lines: Mapping[tuple[int, str], OldLine] = field(default_factory=dict)

    def stood(self, period: Period) -> Stood | None:
        return next((one for one in self.periods if one.period == period), None)

    def before(self, period: Period) -> Stood | None:
        """The latest that ends before it."""
        return next((one for one in reversed(self.periods) if one.period.last < period.first), None)

    def after(self, period: Period) -> Stood | None:
        return next((one for one in self.periods if one.period.first > period.last), None)

    def without(self, texts: Collection[str]) -> Record:
        """Without the unpublished among these periods: a file tells them anew, and they are judged after this one."""
        gone = {one.period.text for one in self.periods if one.period.text in texts and not one.is_published}
        return replace(
            self,
            periods=tuple(one for one in self.periods if one.period.text not in gone),
            vouchers={key: where for key, where in self.vouchers.items() if where not in gone},
        )

    def with_period(self, period: Period, told: LedgerTold) -> Record:
        """As it will be once this is taken in."""
        before = self.before(period)
        settled, ends = (dict(before.settled), dict(before.ends)) if before else ({}, {})
        if told.contracts is not None:
            settled = {one.number: one.settled for one in told.contracts}
            ends = {one.number: one.to_day for one in told.contracts}
        made = Stood(
            period,
            told.opening.amount,
            told.closing.amount,
            is_published=False,
            told=told.digest,
            settled=settled,
            ends=ends,
        )
        periods = sorted(
            [*(one for one in self.periods if one.period != period), made], key=lambda one: one.period.first
        )
        vouchers = {key: where for key, where in self.vouchers.items() if where != period.text}
        vouchers |= {(line.day.year, line.voucher): period.text for line in told.lines}
        old_lines = dict(self.old_lines)
        for line in told.lines:
            if line.corrects is not None and line.amount < 0 and (old := old_lines.get(line.corrects)) is not None:
                old_lines[line.corrects] = replace(old, left=old.left + line.amount)
        return replace(self, periods=tuple(periods), vouchers=vouchers, old_lines=old_lines)
