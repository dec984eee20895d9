"""What the pages, files and prints of ledgers draw, as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from fivestar.finance import queries
from fivestar.finance.asking import matters_of
from fivestar.finance.dated import label_of
from fivestar.finance.kinds import LABELS
from fivestar.finance.money import hundredths, signed, yuan
from fivestar.finance.sheet import COLUMN_WORDS
from fivestar.finance.told import SHEETS
from fivestar.finance.wording import period_words
from fivestar.foundation.fault_lines import fault_in_words
from fivestar.foundation.outcome import N_

if TYPE_CHECKING:
    from fivestar.finance.models import Book, Contract, Debt, Line, Period, Property, Question, StagedLedger

STAGED_WORDS = {
    "new": N_("可以入库"),
    "replaces": N_("将代替未公开的这一期"),
    "known": N_("已经记过，不变"),
    "faulty": N_("有错，不入库"),
}
_SIDE = {"income": N_("收入"), "expenditure": N_("支出")}
SHOWN_FAULTS = 200


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A period in the list of its ledger."""

    period: Period
    words: str
    opening: str
    income: str
    expenditure: str
    closing: str
    query: str


@dataclass(frozen=True, slots=True)
class BookLines:
    """A ledger with its periods, by year, the latest first."""

    name: str
    years: list[tuple[int, list[PeriodLine]]]


@dataclass(frozen=True, slots=True)
class LineRow:
    """An entry. red: it takes back an older one. corrects, corrected: (voucher, its period, words)."""

    number: int
    day: date
    voucher: str
    kind: str
    side: str
    head: str
    amount: str
    red: bool
    summary: str
    counterpart: str
    contract: str
    corrects: tuple[str, str, str] | None
    corrected: list[tuple[str, str, str]]


def name_of(book: Book) -> str:
    return book.collective.name if book.collective else gettext("小区公共收益")


def query_of(period: Period, several: bool) -> str:  # noqa: FBT001 -- a yes/no of the page, not of an act
    return f"?book={period.book.public_id}" if several else ""


def ledgers(periods: Sequence[Period]) -> list[BookLines]:
    """Of periods in the order of their ledgers, the latest first."""
    books: dict[int, list[Period]] = {}
    for period in periods:
        books.setdefault(period.book_id, []).append(period)
    found = []
    for of_book in books.values():
        years: dict[int, list[PeriodLine]] = {}
        for period in of_book:
            years.setdefault(period.first.year, []).append(period_line(period, several=len(books) > 1))
        found.append(BookLines(name_of(of_book[0].book), list(years.items())))
    return found


def period_line(period: Period, *, several: bool = False) -> PeriodLine:
    return PeriodLine(
        period,
        period_words(period.text),
        yuan(period.opening),
        signed(period.income),
        signed(-period.expenditure),
        yuan(period.closing),
        query_of(period, several),
    )


def line_rows(lines: Sequence[Line]) -> list[LineRow]:
    """With what each corrects and what corrected it since. One query."""
    later = queries.corrections_of(lines)
    return [_line_row(one, later.get(one.pk, [])) for one in lines]


def _line_row(line: Line, later: Sequence[Line]) -> LineRow:
    return LineRow(
        line.number,
        line.day,
        line.voucher,
        line.kind,
        gettext(_SIDE[line.kind]),
        label_of(line.head),
        signed(line.amount if line.kind == "income" else -line.amount),
        line.amount < 0,
        line.summary,
        party(line),
        line.contract,
        _pointer(line.corrects) if line.corrects else None,
        [_pointer(one) for one in later],
    )


def _pointer(line: Line) -> tuple[str, str, str]:
    return line.voucher, line.period.text, period_words(line.period.text)


def party(row: Line | Contract | Debt) -> str:
    """An enterprise by name, a person never."""
    kind = gettext(LABELS[row.counterpart])
    if row.counterpart == "none":
        return "—"
    return f"{row.name}（{kind}）" if row.name else kind


def head_sums(period: Period) -> list[tuple[str, str, int, str]]:
    """(side, head, count, amount)."""
    return [
        (gettext(_SIDE[one.kind]), label_of(one.head), one.count, yuan(one.amount)) for one in queries.sums_of(period)
    ]


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract as the page shows it. marks: what it gives to ask today, in words."""

    number: str
    object: str
    kind: str
    direction: str
    party: str
    tie: str
    price: str
    usual: str
    usual_source: str
    quantity: str
    from_day: date
    to_day: date
    due: str
    settled: str
    left: str
    over: bool
    marks: list[str]


def contract_row(contract: Contract, today: date) -> ContractRow:
    unit = contract.unit
    return ContractRow(
        contract.number,
        contract.object,
        gettext(LABELS[contract.object_kind]),
        gettext(LABELS[contract.direction]),
        party(contract),
        gettext(LABELS[contract.tie]) if contract.tie else "",
        f"{yuan(contract.price)}/{unit}",
        "" if contract.usual_price is None else f"{yuan(contract.usual_price)}/{unit}",
        contract.usual_source,
        f"{hundredths(contract.quantity)} {unit}",
        contract.from_day,
        contract.to_day,
        yuan(contract.due),
        yuan(contract.settled),
        yuan(contract.due - contract.settled) if contract.due > contract.settled else "",
        contract.to_day < today,
        [gettext(LABELS[one.reason]) for one in matters_of(contract, today)],
    )


def property_row(row: Property) -> dict[str, Any]:
    return {
        "name": row.name,
        "kind": gettext(LABELS[row.kind]),
        "quantity": f"{hundredths(row.quantity)} {row.unit}",
        "value": "—" if row.value is None else yuan(row.value),
        "use": gettext(LABELS[row.use]),
        "contract": row.contract,
    }


def debt_row(row: Debt, today: date) -> dict[str, Any]:
    return {
        "direction": gettext(LABELS[row.direction]),
        "party": party(row),
        "what": row.what,
        "amount": yuan(row.amount),
        "since": row.since,
        "due_on": row.due_on,
        "is_over": row.due_on is not None and row.due_on < today,
    }


def question_words(question: Question) -> str:
    """One line, computed; never a judgment."""
    values = question.values
    if question.reason == "expiry":
        return gettext("合同 {to_day} 到期，以后怎么安排？").format(to_day=values["to_day"])
    if question.reason == "price":
        return gettext("单价 {price} 元/{unit}，同类通常 {usual} 元/{unit}（{source}），为什么？").format(
            price=yuan(int(values["price"])),
            usual=yuan(int(values["usual"])),
            unit=values["unit"],
            source=values["source"],
        )
    return gettext("对方是{tie}，是怎么定下来的？").format(tie=gettext(LABELS[str(values["tie"])]))


@dataclass(frozen=True, slots=True)
class FaultRow:
    """Where in the file, and what was expected."""

    sheet: str
    row: int | None
    column: str
    words: str


def in_file_order(faults: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sheet by sheet and row by row, as whoever mends them goes through the file."""
    return sorted(faults, key=lambda one: (SHEETS.index(one["sheet"]), one["row"] or 0))


def fault_rows(faults: Sequence[dict[str, Any]]) -> list[FaultRow]:
    return [
        FaultRow(
            one["sheet"],
            one["row"],
            COLUMN_WORDS.get((one["sheet"], one["column"]), one["column"]),
            fault_in_words(one["message_id"], one["values"]),
        )
        for one in faults
    ]


@dataclass(frozen=True, slots=True)
class StagedRow:
    """A ledger of a file as it will be kept, or why not."""

    staged: StagedLedger
    name: str
    period: str
    state: str
    opening: str
    income: str
    expenditure: str
    closing: str


def staged_row(row: StagedLedger) -> StagedRow:
    return StagedRow(
        row,
        row.collective.name if row.collective else gettext("小区公共收益"),
        period_words(row.period),
        gettext(STAGED_WORDS[row.state]),
        "—" if row.opening is None else yuan(row.opening),
        yuan(row.income),
        yuan(row.expenditure),
        "—" if row.closing is None else yuan(row.closing),
    )
