"""A workbook of ledgers: which sheets and columns it has, and what each row becomes.

One file may carry many ledgers and periods; a row says by 代码 (the village's or the collective's own) and 期间 whose
it is. 期初余额 and 期末余额 are rows of 流水, so that what does not carry over has a row to point at. A row “无” of a
sheet says that there is nothing; a sheet (or a ledger left out of it) leaves what stood before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from fivestar.finance import cells
from fivestar.finance.cells import Column, plain, read_row
from fivestar.finance.dated import charts
from fivestar.finance.judging import Fault
from fivestar.finance.kinds import COUNTERPARTS, DEBT_DIRECTIONS, DIRECTIONS, OBJECTS, TIES, USES, WITHOUT_NAME, Word
from fivestar.finance.models.ledger import MAX_CONTRACT, MAX_NAME, MAX_SUMMARY, MAX_VOUCHER
from fivestar.finance.models.stock import MAX_OBJECT, MAX_SOURCE, MAX_UNIT
from fivestar.finance.told import (
    CONTRACTS,
    DEBTS,
    LINES,
    PROPERTIES,
    SHEETS,
    Balance,
    ContractTold,
    DebtTold,
    LedgerTold,
    LineTold,
    PropertyTold,
)
from fivestar.foundation.outcome import N_
from fivestar.foundation.sheets import SheetFault, SheetFaults, Table, read_table, sheet_titles

MAX_ROWS = 20_000
OPENING, CLOSING = "opening", "closing"
_SIDES = (
    Word("income", "收入"),
    Word("expenditure", "支出"),
    Word(OPENING, "期初余额", ("期初", "上期结转")),
    Word(CLOSING, "期末余额", ("期末", "本期结余")),
)
_HEADS = tuple(
    Word(head.id, head.label, (head.label.partition("（")[0],)) for chart in charts() for head in chart.heads
)
_CODE = Column("code", ("代码", "村代码", "组织代码", "统一社会信用代码", "code"), cells.text(18))
_PERIOD = Column("period", ("期间", "账期", "所属期", "period"), cells.period)

COLUMNS: dict[str, tuple[Column, ...]] = {
    LINES: (
        _CODE,
        _PERIOD,
        Column("kind", ("收支", "收支类型"), cells.word(_SIDES)),
        Column("day", ("日期", "记账日期"), cells.day, may_be_empty=True, empty=None),
        Column("voucher", ("凭证号", "凭证编号"), cells.number(MAX_VOUCHER), may_be_empty=True),
        Column("head", ("类别", "科目"), cells.word(_HEADS), may_be_empty=True),
        Column("amount", ("金额（元）", "金额"), cells.money(below_zero=True)),
        Column("summary", ("摘要", "用途"), cells.text(MAX_SUMMARY), may_be_empty=True),
        Column("counterpart", ("对方类型",), cells.word(COUNTERPARTS), may_be_empty=True),
        Column("name", ("对方名称", "对方单位"), cells.text(MAX_NAME), is_needed=False, may_be_empty=True),
        Column("contract", ("合同编号",), cells.number(MAX_CONTRACT), is_needed=False, may_be_empty=True),
        Column("corrects", ("更正凭证",), cells.corrected(MAX_VOUCHER), is_needed=False, may_be_empty=True, empty=None),
    ),
    CONTRACTS: (
        _CODE,
        _PERIOD,
        Column("number", ("合同编号",), cells.number(MAX_CONTRACT)),
        Column("object", ("标的",), cells.text(MAX_OBJECT)),
        Column("object_kind", ("标的类别",), cells.word(OBJECTS)),
        Column("direction", ("收款或付款", "收付"), cells.word(DIRECTIONS)),
        Column("counterpart", ("对方类型",), cells.word(COUNTERPARTS)),
        Column("name", ("对方名称", "对方单位"), cells.text(MAX_NAME), may_be_empty=True),
        Column("related", ("关联方",), cells.yes),
        Column("tie", ("关联关系",), cells.word(TIES), may_be_empty=True),
        Column("price", ("单价（元）", "单价"), cells.money()),
        Column("unit", ("计价单位",), cells.text(MAX_UNIT)),
        Column("quantity", ("数量",), cells.quantity),
        Column("usual_price", ("同类通常单价（元）", "通常单价"), cells.money(), may_be_empty=True, empty=None),
        Column("usual_source", ("通常单价来源",), cells.text(MAX_SOURCE), may_be_empty=True),
        Column("from_day", ("开始日期", "起始日期"), cells.day),
        Column("to_day", ("结束日期", "到期日期"), cells.day),
        Column("due", ("截至期末应收（付）（元）", "截至期末应收付"), cells.money()),
        Column("settled", ("截至期末已收（付）（元）", "截至期末已收付"), cells.money()),
    ),
    PROPERTIES: (
        _CODE,
        _PERIOD,
        Column("name", ("名称",), cells.text(MAX_OBJECT)),
        Column("kind", ("类别",), cells.word(OBJECTS)),
        Column("quantity", ("数量",), cells.quantity),
        Column("unit", ("单位", "计量单位"), cells.text(MAX_UNIT)),
        Column("value", ("账面原值（元）", "原值"), cells.money(), may_be_empty=True, empty=None),
        Column("use", ("使用情况",), cells.word(USES)),
        Column("contract", ("合同编号",), cells.number(MAX_CONTRACT), is_needed=False, may_be_empty=True),
    ),
    DEBTS: (
        _CODE,
        _PERIOD,
        Column("direction", ("债权或债务",), cells.word(DEBT_DIRECTIONS)),
        Column("counterpart", ("对方类型",), cells.word(COUNTERPARTS)),
        Column("name", ("对方名称", "对方单位"), cells.text(MAX_NAME), may_be_empty=True),
        Column("what", ("事由",), cells.text(MAX_OBJECT)),
        Column("amount", ("金额（元）", "金额"), cells.money()),
        Column("since", ("发生日期",), cells.day),
        Column("due_on", ("到期日期",), cells.day, may_be_empty=True, empty=None),
    ),
}
COLUMN_WORDS = {(sheet, column.id): column.headings[0] for sheet, columns in COLUMNS.items() for column in columns}
_FIRST_OWN = {CONTRACTS: "number", PROPERTIES: "name", DEBTS: "direction"}
_NOTHING = "无"


@dataclass(slots=True)
class Draft:
    """One ledger's period while its rows are gathered, in the order of the file."""

    code: str
    period: str
    row: int
    opening: list[Balance] = field(default_factory=list)
    closing: list[Balance] = field(default_factory=list)
    lines: list[LineTold] = field(default_factory=list)
    stock: dict[str, list[Any]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def told(self) -> LedgerTold | None:
        """None while it has no balances; then that is among its faults."""
        for found, word in ((self.opening, "期初余额"), (self.closing, "期末余额")):
            if not found:
                self.faults.append(Fault(LINES, self.row, "kind", N_("缺少“{word}”这一行"), {"word": word}))
            elif len(found) > 1:
                values = {"word": word, "row": found[0].row}
                self.faults.append(Fault(LINES, found[1].row, "kind", N_("“{word}”第 {row} 行已经有了"), values))
        if not self.opening or not self.closing:
            return None
        return LedgerTold(
            self.period,
            self.opening[0],
            self.closing[0],
            tuple(self.lines),
            contracts=self._stock(CONTRACTS),
            properties=self._stock(PROPERTIES),
            debts=self._stock(DEBTS),
        )

    def _stock(self, sheet: str) -> tuple[Any, ...] | None:
        return tuple(self.stock[sheet]) if sheet in self.stock else None


@dataclass(frozen=True, slots=True)
class Read:
    """faults: of rows that belong to no ledger, and of headings."""

    drafts: list[Draft]
    faults: list[Fault]
    encoding: str


def read_file(data: bytes, name: str) -> Read:
    """Raises SheetFaults where nothing of it can be read."""
    tables = _tables(data, name)
    faults: list[Fault] = []
    drafts: dict[tuple[str, str], Draft] = {}
    for sheet, table in tables.items():
        columns = _columns_of(sheet, table.header)
        if isinstance(columns, list):
            raise SheetFaults([SheetFault(name, 1, one.column, one.message_id, one.values) for one in columns])
        for number, row in table.rows:
            raw = {column: row[place] for column, place in columns.items()}
            _take(sheet, number, raw, drafts, faults)
    return Read(list(drafts.values()), faults, tables[LINES].encoding or "")


def _tables(data: bytes, name: str) -> dict[str, Table]:
    """The sheets that are ours; of a CSV, or of a workbook with one sheet, that one is 流水."""
    titles = sheet_titles(name, data) if data.startswith(b"PK\x03\x04") else []
    there = [title for title in SHEETS if title in titles]
    if not there:
        there_is = {LINES: read_table(BytesIO(data), name=name, says_formulas=True)}
    elif LINES not in there:
        raise SheetFaults([SheetFault(name, None, None, N_("没有工作表 {sheet}"), {"sheet": LINES})])
    else:
        there_is = {title: read_table(BytesIO(data), name=name, sheet=title, says_formulas=True) for title in there}
    count = sum(len(table.rows) for table in there_is.values())
    if not there_is[LINES].rows:
        raise SheetFaults([SheetFault(name, None, None, N_("文件里没有数据行"))])
    if count > MAX_ROWS:
        message = N_("一次最多 {most} 行，这个文件有 {count} 行")
        raise SheetFaults([SheetFault(name, None, None, message, {"most": MAX_ROWS, "count": count})])
    return there_is


def _columns_of(sheet: str, header: Sequence[str]) -> dict[str, int] | list[Fault]:
    called = {plain(word): column.id for column in COLUMNS[sheet] for word in column.headings}
    found: dict[str, int] = {}
    for place, heading in enumerate(header):
        if (column_id := called.get(plain(heading))) is not None:
            found.setdefault(column_id, place)
    missing = [column.headings[0] for column in COLUMNS[sheet] if column.is_needed and column.id not in found]
    return [
        Fault(sheet, 1, one, N_("工作表“{sheet}”缺少“{column}”这一列"), {"sheet": sheet, "column": one})
        for one in missing
    ] or found


def _take(
    sheet: str,
    number: int,
    raw: Mapping[str, object],
    drafts: dict[tuple[str, str], Draft],
    faults: list[Fault],
) -> None:
    whose, wrong = read_row((_CODE, _PERIOD), raw)
    if wrong:
        faults += [Fault(sheet, number, column, one.message_id, one.values) for column, one in wrong]
        return
    key = (whose["code"], whose["period"])
    if sheet == LINES:
        draft = drafts.setdefault(key, Draft(*key, row=number))
    elif key not in drafts:
        message = N_("流水里没有 {code} 的 {period}")
        faults.append(Fault(sheet, number, "code", message, {"code": key[0], "period": key[1]}))
        return
    else:
        draft = drafts[key]
    if sheet in _FIRST_OWN and plain(raw.get(_FIRST_OWN[sheet])) == _NOTHING:
        draft.stock.setdefault(sheet, [])
        return
    values, wrong = read_row(COLUMNS[sheet], raw)
    draft.faults += [Fault(sheet, number, column, one.message_id, one.values) for column, one in wrong]
    draft.faults += _row_faults(sheet, number, values)
    if not wrong:
        _MAKERS[sheet](draft, number, values)


def _row_faults(sheet: str, number: int, values: Mapping[str, Any]) -> list[Fault]:
    """What one row needs by itself: a person has no name here, a usual price its source, a related party its tie."""
    found = []
    if values.get("counterpart") in WITHOUT_NAME and values.get("name"):
        found.append(Fault(sheet, number, "name", N_("对方是农户或个人的，不写姓名：流水要整本公开")))
    if sheet == LINES and values.get("kind") in ("income", "expenditure"):
        found += [
            Fault(sheet, number, column, N_("没有填"))
            for column in ("day", "voucher", "head", "summary", "counterpart")
            if values.get(column) in ("", None) and column in values
        ]
        if values.get("amount") == 0:
            found.append(Fault(sheet, number, "amount", N_("金额不能是零")))
    if sheet == CONTRACTS:
        found += _contract_faults(number, values)
    if sheet == DEBTS and values.get("amount") == 0:
        found.append(Fault(sheet, number, "amount", N_("金额不能是零")))
    return found


def _contract_faults(number: int, values: Mapping[str, Any]) -> list[Fault]:
    found = []
    if values.get("related") is True and values.get("tie") == "":
        found.append(Fault(CONTRACTS, number, "tie", N_("是关联方，请写明哪种关系")))
    if values.get("related") is False and values.get("tie"):
        found.append(Fault(CONTRACTS, number, "related", N_("写了关联关系，这里应填“是”")))
    if values.get("usual_price") is not None and values.get("usual_source") == "":
        found.append(Fault(CONTRACTS, number, "usual_source", N_("写了通常单价，请写明从哪里知道的")))
    first, last = values.get("from_day"), values.get("to_day")
    if first is not None and last is not None and last < first:
        found.append(Fault(CONTRACTS, number, "to_day", N_("结束比开始早")))
    return found


def _line(draft: Draft, number: int, values: dict[str, Any]) -> None:
    if values["kind"] == OPENING:
        draft.opening.append(Balance(number, values["amount"]))
    elif values["kind"] == CLOSING:
        draft.closing.append(Balance(number, values["amount"]))
    elif all(values[column] not in ("", None) for column in ("day", "voucher", "head", "summary", "counterpart")):
        year, voucher = values.pop("corrects") or (None, "")
        corrects = (year or values["day"].year, voucher) if voucher else None
        kept = {column: one for column, one in values.items() if column not in ("code", "period")}
        draft.lines.append(LineTold(row=number, corrects=corrects, **kept))


def _contract(draft: Draft, number: int, values: dict[str, Any]) -> None:
    kept = {column: one for column, one in values.items() if column not in ("code", "period", "related")}
    draft.stock.setdefault(CONTRACTS, []).append(ContractTold(row=number, **kept))


def _property(draft: Draft, number: int, values: dict[str, Any]) -> None:
    kept = {column: one for column, one in values.items() if column not in ("code", "period")}
    draft.stock.setdefault(PROPERTIES, []).append(PropertyTold(row=number, **kept))


def _debt(draft: Draft, number: int, values: dict[str, Any]) -> None:
    kept = {column: one for column, one in values.items() if column not in ("code", "period")}
    draft.stock.setdefault(DEBTS, []).append(DebtTold(row=number, **kept))


_MAKERS = {LINES: _line, CONTRACTS: _contract, PROPERTIES: _property, DEBTS: _debt}
