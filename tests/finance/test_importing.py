"""A township's workbook: every fault at its sheet, row and column; balances that do not carry over are not kept."""

import pytest
from django.db import IntegrityError, transaction

from fivestar.finance.actions import UnableToTakeIn, UnreadableFile, bring_file, confirm_file, withdraw_file
from fivestar.finance.models import Book, Contract, LedgerFile, Line, Period, StagedLedger
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from tests.cast import NOW, Cast
from tests.finance.stories import (
    DONGLIU,
    FIRST,
    Q1,
    Q2,
    Q3,
    SECOND,
    XILIU,
    ZHUYUAN,
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

pytestmark = pytest.mark.django_db
KEPT_FIRST = (DONGLIU, Q1, 1_000_000, 3_200_000, 150_050, 4_049_950)
KEPT_SECOND = (DONGLIU, Q2, 4_049_950, 200_000, 0, 4_249_950)


def test_a_quarter_is_kept_line_by_line(cast: Cast) -> None:
    file = kept(cast, *FIRST)

    assert on_record() == [KEPT_FIRST]
    assert list(
        Line.objects.values_list("number", "year", "voucher", "kind", "head", "amount", "counterpart", "name")
    ) == [
        (1, 2023, "记-1", "income", "in.contracting", 3_200_000, "household", ""),
        (2, 2023, "记-2", "expenditure", "out.press", 150_050, "enterprise", "邮政网点"),
    ]
    assert (file.state, file.taken_in) == ("confirmed", 1)
    assert list(AuditEntry.objects.filter(act__startswith="finance.").values_list("act", "changes")) == [
        ("finance.enter", {"period": Q1, "lines": 2, "sums": [None, [3_200_000, 150_050, 4_049_950]]}),
        ("finance.confirm_file", {"ledgers": 1}),
    ]


def test_nothing_is_a_record_before_it_is_confirmed_nor_after_it_was_withdrawn(cast: Cast) -> None:
    file = brought(cast, *FIRST)
    assert (on_record(), file.staged.get().state) == ([], "new")

    withdraw_file(actor=cast.clerk, file=file, at=NOW)

    assert (on_record(), StagedLedger.objects.count(), file.state) == ([], 0, "withdrawn")
    with pytest.raises(UnableToTakeIn, match="已经入库或撤回了"):
        confirm_file(actor=cast.clerk, file=file, at=NOW)


def test_an_opening_balance_that_does_not_carry_over_is_refused_with_both_figures(cast: Cast) -> None:
    kept(cast, *FIRST)

    file = brought(cast, opening("40000", period=Q2), *SECOND[1:2], closing("42000", period=Q2))
    with pytest.raises(UnableToTakeIn, match="还有 1 处有错"):
        confirm_file(actor=cast.clerk, file=file, at=NOW)

    assert faults_in(file) == [
        ("流水", 2, "amount", "期初余额 40,000.00 元，应等于上一期 2023-Q1 的期末余额 40,499.50 元"),
    ]
    assert on_record() == [KEPT_FIRST]


def test_a_closing_balance_that_is_not_the_sum_is_refused_with_both_figures(cast: Cast) -> None:
    file = brought(cast, *FIRST[:-1], closing("40500"))

    assert faults_in(file) == [
        ("流水", 5, "amount", "期末余额 40,500.00 元，应是期初加收入减支出 40,499.50 元"),
    ]


def test_two_quarters_of_one_file_stand_on_each_other(cast: Cast) -> None:
    kept(cast, *SECOND, *FIRST)

    assert on_record() == [KEPT_FIRST, KEPT_SECOND]


def test_a_quarter_does_not_stand_on_one_with_faults(cast: Cast) -> None:
    file = brought(cast, *FIRST[:-1], closing("1"), *SECOND)

    assert faults_in(file) == [
        ("流水", 5, "amount", "期末余额 1.00 元，应是期初加收入减支出 40,499.50 元"),
        ("流水", 6, "period", "同一个文件里 2023-Q1 有错，先改好那一期"),
    ]


def test_every_fault_of_a_row_stands_at_its_column(cast: Cast) -> None:
    file = brought(
        cast,
        opening("10000"),
        line("2023-01-12", "记-1", "三千", head="买卖", party="神仙"),
        line("2023-04-01", "记-2", "5"),
        line("2023-02-01", "记-2", "5", head="报刊费"),
        line("2023-02-02", "", "5", summary=""),
        line("2023-02-03", "记-4", "5", name="张三"),
        line("2023-02-04", "记-5", "-5"),
        line("2023-02-05", "记-6", "5", summary="转给 13903740000"),
        line("2023-02-06", "记-7", "5", contract="HT-9"),
        line("2023-02-07", "记-8", "5", code="9900990012"),
        line("2023-02-08", "记-9", "5", code=ZHUYUAN),
        line("2023-02-08", "记-9", "5", period="今年"),
    )

    found = faults_in(file)

    assert [one[1:] for one in found if one[2] not in ("head", "counterpart") or one[1] != 3] == [
        (13, "period", "期间应是一个月或一个季度，如 2023-05、2023-Q2，现为“今年”"),
        (11, "code", "本区名录里没有代码 9900990012"),
        (12, "code", "这个村（社区）的账不在您的岗位范围内"),
        (3, "amount", "金额应填元，最多两位小数，现为“三千”"),
        (6, "voucher", "没有填"),
        (6, "summary", "没有填"),
        (7, "name", "对方是农户或个人的，不写姓名：流水要整本公开"),
        (9, "summary", "像是有手机号（139…00），流水要整本公开，请先删去"),
        (2, "kind", "缺少“期末余额”这一行"),
    ]
    assert {(row, column) for _, row, column, _ in found if row == 3} == {
        (3, "amount"),
        (3, "head"),
        (3, "counterpart"),
    }
    assert "张三" not in str(list(StagedLedger.objects.values())) + str(LedgerFile.objects.values())


def test_what_rows_say_together_is_judged_once_each_can_be_read(cast: Cast) -> None:
    file = brought(
        cast,
        opening("10000"),
        line("2023-04-01", "记-2", "5"),
        line("2023-02-01", "记-2", "5", head="报刊费"),
        line("2023-02-04", "记-5", "-5"),
        line("2023-02-06", "记-7", "5", contract="HT-9"),
        line("2023-02-06", "记-8", "5", corrects="2022:记-3"),
        closing("10015"),
    )

    assert [one[1:] for one in faults_in(file)] == [
        (3, "day", "日期不在 2023-Q1 里（2023-01-01 至 2023-03-31）"),
        (4, "head", "“报刊费”不是收入类"),
        (4, "voucher", "凭证号 记-2 与第 3 行重复"),
        (5, "amount", "负数只用来更正：请在“更正凭证”里写明更正哪一笔"),
        (7, "corrects", "已公开的账里没有 2022 年的凭证 记-3"),
        (6, "contract", "合同里没有 HT-9"),
    ]


def test_periods_follow_one_another(cast: Cast) -> None:
    kept(cast, *FIRST)

    def said(period: str) -> list[str]:
        rows = (opening("40499.5", period=period), closing("40499.5", period=period))
        return [words for _, _, column, words in faults_in(brought(cast, *rows)) if column == "period"]

    assert said("2023-05") == ["上一期是 2023-Q1，2023-05 没有接上：中间的期间还没有导入"]
    assert said("2023-02") == ["2023-02 与已导入的 2023-Q1 重叠"]
    assert said("2022-Q4") == ["账从 2023-Q1 开始，2022-Q4 在它之前"]
    assert said("2023-04") == []
    assert said(Q3) == [
        "2023-Q3 还没有结束：2023-09-30 以后再导入",
        "上一期是 2023-Q1，2023-Q3 没有接上：中间的期间还没有导入",
    ]


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    kept(cast, *FIRST, contracts=[contract()])
    before = list(Line.objects.values_list("pk", "voucher"))

    file = brought(cast, *FIRST, contracts=[contract()])
    with pytest.raises(UnableToTakeIn, match="没有可以入库的账"):
        confirm_file(actor=cast.clerk, file=file, at=NOW)

    assert file.staged.get().state == "known"
    assert (list(Line.objects.values_list("pk", "voucher")), Period.objects.count()) == (before, 1)


def test_a_corrected_file_replaces_a_period_that_is_not_public(cast: Cast) -> None:
    kept(cast, *FIRST)
    public_id = Period.objects.get().public_id

    file = kept(cast, opening("10000"), line("2023-01-12", "记-1", "31000"), closing("41000"))

    assert file.taken_in == 1
    assert on_record() == [(DONGLIU, Q1, 1_000_000, 3_100_000, 0, 4_100_000)]
    assert (Period.objects.get().public_id, Line.objects.count()) == (public_id, 1)


def test_a_period_under_a_later_one_is_replaced_together_with_it(cast: Cast) -> None:
    kept(cast, *FIRST, *SECOND)
    other = (opening("10000"), line("2023-01-12", "记-1", "31000"), closing("41000"))
    later = (opening("41000", period=Q2), line("2023-05-08", "记-3", "2000", period=Q2), closing("43000", period=Q2))

    alone = brought(cast, *other)
    kept(cast, *other, *later)

    assert faults_in(alone) == [
        (
            "流水",
            4,
            "amount",
            "期末余额 41,000.00 元，已导入的下一期 2023-Q2 的期初余额却是 40,499.50 元：两期要一起改",
        )
    ]
    assert [row[5] for row in on_record()] == [4_100_000, 4_300_000]


def test_a_public_period_is_never_replaced(cast: Cast) -> None:
    kept(cast, *FIRST)
    published(cast)

    file = brought(cast, opening("10000"), line("2023-01-12", "记-1", "31000"), closing("41000"))

    assert [one[3] for one in faults_in(file)] == [
        "2023-Q1 已经公开，不能再改：请在以后的期间记红字更正，写明更正哪一笔"
    ]
    assert on_record() == [KEPT_FIRST]


def test_an_older_line_is_taken_back_by_a_red_one_that_points_to_it(cast: Cast) -> None:
    kept(cast, *FIRST)
    published(cast)

    kept(
        cast,
        opening("40499.5", period=Q2),
        line("2023-04-08", "记-3", "-32000", period=Q2, corrects="记-1", summary="冲回记错的承包费"),
        line("2023-04-08", "记-4", "30000", period=Q2, corrects="记-1", summary="承包费应为三万元"),
        closing("38499.5", period=Q2),
    )

    red, right = Line.objects.filter(period__text=Q2).order_by("number")
    assert (red.corrects.voucher, right.corrects.voucher) == ("记-1", "记-1")
    assert on_record()[1] == (DONGLIU, Q2, 4_049_950, -200_000, 0, 3_849_950)


def test_no_more_is_taken_back_than_there_is(cast: Cast) -> None:
    kept(cast, *FIRST)
    published(cast)

    file = brought(
        cast,
        opening("40499.5", period=Q2),
        line("2023-04-08", "记-3", "-30000", period=Q2, corrects="记-1"),
        line("2023-04-08", "记-4", "-3000", period=Q2, corrects="记-1"),
        line("2023-04-08", "记-5", "-5", period=Q2, corrects="记-1", side="支出", head="报刊费"),
        closing("7504.5", period=Q2),
    )

    assert [one[1:] for one in faults_in(file)] == [
        (4, "amount", "红字 3,000.00 元，比那一笔还剩的 2,000.00 元多"),
        (5, "head", "红字要与被更正的那一笔同一收支、同一类别"),
    ]


def test_a_voucher_number_is_used_once_a_year(cast: Cast) -> None:
    kept(cast, *FIRST)

    file = brought(
        cast, opening("40499.5", period=Q2), line("2023-05-08", "记-1", "1", period=Q2), closing("40500.5", period=Q2)
    )

    assert [one[1:] for one in faults_in(file)] == [(3, "voucher", "凭证号 记-1 在 2023 年用过了（2023-Q1）")]
    first = Line.objects.get(voucher="记-1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.create(
            book=first.book,
            period=first.period,
            number=9,
            year=2023,
            day=first.day,
            voucher="记-1",
            kind="income",
            head="in.other",
            amount=1,
            summary="x",
            counterpart="none",
        )


def test_a_file_of_several_villages_keeps_the_good_ones_when_the_faulty_are_left_out(cast: Cast) -> None:
    wrong = (opening("1", code=XILIU), closing("2", code=XILIU))
    file = brought(cast, *FIRST, *wrong)

    confirm_file(actor=cast.clerk, file=file, at=NOW, leave_out_faulty=True)

    assert on_record() == [KEPT_FIRST]
    assert Book.objects.count() == 1
    assert (StagedLedger.objects.count(), LedgerFile.objects.get().faults) == (0, [])


def test_contracts_are_carried_over_and_what_was_settled_comes_from_the_lines(cast: Cast) -> None:
    kept(
        cast, *FIRST[:1], line("2023-01-12", "记-1", "10000", contract="HT-1"), closing("20000"), contracts=[contract()]
    )

    kept(
        cast,
        opening("20000", period=Q2),
        line("2023-05-08", "记-3", "2000", period=Q2, contract="HT-1"),
        closing("22000", period=Q2),
    )

    rows = Contract.objects.order_by("period__first").values_list("period__text", "number", "settled")
    assert list(rows) == [(Q1, "HT-1", 3_000_000), (Q2, "HT-1", 3_200_000)]


def test_a_contract_whose_settled_sum_is_not_what_the_lines_say_is_refused(cast: Cast) -> None:
    kept(cast, *FIRST, contracts=[contract()])

    file = brought(cast, *SECOND, contracts=[contract(period=Q2, settled="35000")])

    assert faults_in(file) == [
        ("合同", 2, "settled", "截至期末已收（付）比上期多 5,000.00 元，本期流水记在它名下的是 0.00 元")
    ]


def test_a_contract_says_what_it_needs(cast: Cast) -> None:
    file = brought(
        cast,
        *FIRST,
        contracts=[
            contract("HT-1", related="是"),
            contract("HT-2", usual_source=""),
            contract("HT-3", to_day="2020-12-31"),
            contract("HT-4", quantity="0", price="八百"),
            contract("HT-5", code=XILIU),
        ],
    )

    assert [one[1:] for one in faults_in(file)] == [
        (6, "code", f"流水里没有 {XILIU} 的 2023-Q1"),
        (2, "tie", "是关联方，请写明哪种关系"),
        (3, "usual_source", "写了通常单价，请写明从哪里知道的"),
        (4, "to_day", "结束比开始早"),
        (5, "price", "金额应填元，最多两位小数，现为“八百”"),
        (5, "quantity", "数量应是大于零的数，最多两位小数，现为“0”"),
    ]


def test_a_community_keeps_its_common_income_under_heads_of_its_own(cast: Cast) -> None:
    rows = (
        opening("0", code=ZHUYUAN),
        line("2023-02-01", "公-1", "6000", code=ZHUYUAN, head="停车收入", party="无对方"),
        line("2023-02-02", "公-2", "1", code=ZHUYUAN, head="发包及上交收入"),
        closing("6001", code=ZHUYUAN),
    )

    wrong = brought(cast, *rows, actor=cast.next_clerk)
    right = brought(cast, *rows[:2], closing("6000", code=ZHUYUAN), actor=cast.next_clerk)
    confirm_file(actor=cast.next_clerk, file=right, at=NOW)

    assert [one[1:] for one in faults_in(wrong)] == [(4, "head", "2023-02-02 的科目表里没有这一类")]
    assert on_record() == [(ZHUYUAN, Q1, 0, 600_000, 0, 600_000)]
    assert Book.objects.get().chart == "estate"


@pytest.mark.parametrize("who", ["secretary", "helper", "supervisor", "manager", "outsider", "supplier"])
def test_nobody_but_the_townships_accounting_brings_a_ledger(cast: Cast, who: str) -> None:
    with pytest.raises((NotAllowed, NotSeen)):
        bring_file(
            actor=getattr(cast, who),
            district=cast.district,
            name="a.xlsx",
            data=workbook(FIRST),
            at=NOW,
        )

    assert LedgerFile.objects.count() == 0


def test_a_file_that_is_no_ledger_says_what_is_missing(cast: Cast) -> None:
    with pytest.raises(UnreadableFile) as unread:
        bring_file(actor=cast.clerk, district=cast.district, name="a.csv", data="村,钱\n东柳,5\n".encode(), at=NOW)

    assert [fault.text for fault in unread.value.faults] == [
        f"工作表“流水”缺少“{word}”这一列"
        for word in ("代码", "期间", "收支", "日期", "凭证号", "类别", "金额（元）", "摘要", "对方类型")
    ]
    assert LedgerFile.objects.count() == 0
