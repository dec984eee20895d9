"""Files as they come from real desks: other encodings, cut off, computed, with units, brought by two at once."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

import pytest
import xlsxwriter

from fivestar.finance.actions import UnableToTakeIn, UnreadableFile, bring_file, confirm_file
from fivestar.finance.models import LedgerFile, Line, StagedLedger
from fivestar.finance.sheet import COLUMNS
from fivestar.finance.template import workbook_of
from fivestar.finance.told import CONTRACTS, LINES
from fivestar.foundation.sheets import read_table
from tests.cast import NOW, Cast
from tests.finance.stories import (
    FIRST,
    Q2,
    SECOND,
    Row,
    brought,
    closing,
    contract,
    faults_in,
    kept,
    line,
    on_record,
    opening,
    published,
    workbook,
)

HEAD = [one.headings[0] for one in COLUMNS[LINES]]
OF_FIRST = [("990099001201", "2023-Q1", 1_000_000, 3_200_000, 150_050, 4_049_950)]


def as_csv(*rows: Row) -> str:
    target = StringIO()
    csv.writer(target).writerows([HEAD, *rows])
    return target.getvalue()


def bring(cast: Cast, data: bytes, name: str = "账目.csv") -> LedgerFile:
    return bring_file(actor=cast.clerk, district=cast.district, name=name, data=data, at=NOW)


def test_a_csv_in_gb18030_is_kept_to_the_fen_and_said_to_be_one(cast: Cast) -> None:
    file = bring(cast, as_csv(*FIRST).encode("gb18030"))

    assert (file.encoding, faults_in(file)) == ("GB18030", [])
    confirm_file(actor=cast.clerk, file=file, at=NOW)
    assert on_record() == OF_FIRST
    assert list(Line.objects.order_by("number").values_list("summary", flat=True)) == ["坑塘承包费", "党报党刊"]


@pytest.mark.parametrize("there", [2, 3, 4])
def test_a_csv_cut_off_after_any_row_lacks_its_closing_balance_and_is_not_kept(cast: Cast, there: int) -> None:
    whole = as_csv(*FIRST).splitlines(keepends=True)
    file = bring(cast, "".join(whole[:there]).encode())

    assert faults_in(file) == [("流水", 2, "kind", "缺少“期末余额”这一行")]
    with pytest.raises(UnableToTakeIn, match="没有可以入库的账"):
        confirm_file(actor=cast.clerk, file=file, at=NOW, leave_out_faulty=True)
    assert on_record() == []


@pytest.mark.parametrize("part", [0.3, 0.6, 0.98])
def test_a_workbook_cut_off_half_way_is_unreadable_and_leaves_nothing(cast: Cast, part: float) -> None:
    whole = workbook(FIRST, contracts=[contract()])

    with pytest.raises(UnreadableFile):
        bring(cast, whole[: int(len(whole) * part)], "账目.xlsx")

    assert (LedgerFile.objects.count(), StagedLedger.objects.count()) == (0, 0)


def test_a_computed_cell_is_no_figure_whatever_it_last_came_to(cast: Cast) -> None:
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        page = book.add_worksheet(LINES)
        for number, row in enumerate([HEAD, *FIRST]):
            page.write_row(number, 0, [cell or None for cell in row])
        page.write_formula(2, HEAD.index("金额（元）"), "=16000*2", None, 32000)
        page.write_formula(3, HEAD.index("摘要"), '="党报"&"党刊"', None, "党报党刊")

    file = bring(cast, target.getvalue(), "账目.xlsx")

    assert faults_in(file) == [
        ("流水", 3, "amount", "这一格是公式，请改成算好的结果"),
        ("流水", 4, "summary", "这一格是公式，请改成算好的结果"),
    ]
    assert on_record() == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("叁万贰仟元整", "金额应填元，最多两位小数，现为“叁万贰仟元整”"),
        ("3.2万元", "金额应填元，最多两位小数，现为“3.2万元”"),
        ("32000 USD", "金额应填元，最多两位小数，现为“32000 USD”"),
        ("32000.005", "金额应填元，最多两位小数，现为“32000.005”"),
        ("1,23,000", "金额应填元，最多两位小数，现为“1,23,000”"),
        ("0", "金额不能是零"),
        ("¥32000", "金额应填元，最多两位小数，现为“¥32000”"),
        ("1e9", "金额应填元，最多两位小数，现为“1e9”"),
        ("9" * 13, f"金额太大，像是写错了：“{'9' * 13}”"),
    ],
)
def test_an_amount_that_is_no_sum_of_yuan_is_a_fault_of_its_cell(cast: Cast, written: str, said: str) -> None:
    file = brought(cast, opening("10000"), line("2023-01-12", "记-1", written), closing("42000"))

    assert faults_in(file)[:1] == [("流水", 3, "amount", said)]
    assert file.staged.get().state == "faulty"


@pytest.mark.parametrize("written", ["３２０００．００", "32,000元", "32 000", "+32000.0"])
def test_an_amount_as_people_write_it_is_the_same_sum(cast: Cast, written: str) -> None:
    file = brought(cast, opening("10000"), line("2023-01-12", "记-1", written), closing("42000"))

    staged = file.staged.get()
    assert (staged.state, staged.income) == ("new", 3_200_000)


@pytest.mark.parametrize("day", ["2022-01-12", "2024-01-12", "2023-02-30", "去年腊月"])
def test_a_day_of_another_year_or_none_is_a_fault_of_its_cell(cast: Cast, day: str) -> None:
    file = brought(cast, opening("10000"), line(day, "记-1", "32000"), closing("42000"))

    assert [one[:3] for one in faults_in(file)][:1] == [("流水", 3, "day")]
    assert file.staged.get().state == "faulty"


def test_of_two_who_bring_the_same_quarter_the_second_replaces_nothing_he_has_not_seen(cast: Cast) -> None:
    first = brought(cast, *FIRST)
    second = brought(cast, opening("10000"), line("2023-01-12", "记-1", "1"), closing("10001"))
    confirm_file(actor=cast.clerk, file=first, at=NOW)

    with pytest.raises(UnableToTakeIn, match="东柳村委会 2023-Q1 的账在您上传以后有人改过"):
        confirm_file(actor=cast.clerk, file=second, at=NOW)

    assert on_record() == OF_FIRST
    second.refresh_from_db()
    assert second.state == "staged"


def test_of_two_who_mend_the_same_quarter_the_second_looks_again(cast: Cast) -> None:
    kept(cast, *FIRST)
    one = brought(cast, opening("10000"), line("2023-01-12", "记-1", "1"), closing("10001"))
    other = brought(cast, opening("10000"), line("2023-01-12", "记-1", "2"), closing("10002"))
    confirm_file(actor=cast.clerk, file=one, at=NOW)

    with pytest.raises(UnableToTakeIn, match="有人改过"):
        confirm_file(actor=cast.clerk, file=other, at=NOW)

    assert [row[-1] for row in on_record()] == [1_000_100]


def test_two_who_bring_the_very_same_are_told_that_it_is_there(cast: Cast) -> None:
    first, second = brought(cast, *FIRST), brought(cast, *FIRST)
    confirm_file(actor=cast.clerk, file=first, at=NOW)

    with pytest.raises(UnableToTakeIn, match="没有可以入库的账"):
        confirm_file(actor=cast.clerk, file=second, at=NOW)

    assert on_record() == OF_FIRST


def test_a_contract_that_still_runs_does_not_vanish_without_a_word(cast: Cast) -> None:
    kept(cast, *FIRST, contracts=[contract("HT-1"), contract("HT-2"), contract("HT-3", to_day="2023-03-31")])

    file = brought(cast, *SECOND, contracts=[contract("HT-2", period=Q2)])

    assert faults_in(file) == [
        (
            "合同",
            None,
            "number",
            "合同 HT-1 到 2025-12-31 才到期，这一期的合同表里没有它：照写，提前解除的把结束日期改成那一天",
        )
    ]


def test_a_contract_that_was_ended_early_is_left_out_of_the_period_after(cast: Cast) -> None:
    kept(cast, *FIRST, contracts=[contract("HT-1")])
    kept(cast, *SECOND, contracts=[contract("HT-1", period=Q2, to_day="2023-05-31")])

    file = brought(
        cast,
        opening("42499.5", period="2023-07"),
        closing("42499.5", period="2023-07"),
        contracts=[contract("HT-9", period="2023-07")],
    )

    assert faults_in(file) == []


@pytest.mark.parametrize("sign", ["+", "-", "@"])
def test_what_a_spreadsheet_would_run_stays_text_in_the_workbook_that_is_taken_along(cast: Cast, sign: str) -> None:
    danger = f"{sign}SUM(1)*cmd|' /C calc'!A0"
    kept(
        cast,
        opening("0"),
        line("2023-01-12", "记-1", "1", summary=danger, party="企业", name=danger),
        closing("1"),
        contracts=[contract(object=danger)],
    )
    data = workbook_of(published(cast))

    assert [row.cells[7:10] for row in lines_of(data, LINES)] == [[None] * 3, [danger, "企业", danger], [None] * 3]
    assert [row.cells[3] for row in lines_of(data, CONTRACTS)] == [danger]


def lines_of(data: bytes, sheet: str) -> Sequence[object]:
    """A formula would come as its text with “=” before it."""
    return read_table(BytesIO(data), name="ledger.xlsx", sheet=sheet, says_formulas=True).rows


def test_a_formula_is_no_text_of_a_ledger_either(cast: Cast) -> None:
    file = brought(cast, opening("0"), line("2023-01-12", "=记-1", "1", summary="=cmd|' /C calc'!A0"), closing("1"))

    assert faults_in(file) == [
        ("流水", 3, "voucher", "这一格是公式，请改成算好的结果"),
        ("流水", 3, "summary", "这一格是公式，请改成算好的结果"),
    ]
    assert Line.objects.count() == 0
