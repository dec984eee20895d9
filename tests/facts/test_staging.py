"""A file is read, judged row by row and kept for a look; nothing of it counts yet."""

from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from fivestar.facts.actions import UnreadableFile, import_options, receive_file
from fivestar.facts.models import ImportBatch, StagedRow
from fivestar.foundation.outcome import NotAllowed, NotSeen
from tests.cast import NOW, Cast, without_second_factor
from tests.factories import small_standards
from tests.facts.tables import DONGLIU, SHIQIAO, XILIU, faults, long, record, staged, table, vacant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def test_good_rows_are_kept_and_nothing_counts_yet(cast: Cast) -> None:
    batch = staged(cast, long(vacant(DONGLIU, "0"), vacant(XILIU, 31)))

    assert (batch.state, batch.rows, batch.faults, batch.kind) == ("staged", 2, 0, "long")
    assert list(batch.staged.order_by("row").values_list("row", "branch", "fact__slug", "period", "value")) == [
        (2, cast.dongliu.pk, "vacant_days", "2023", 0),
        (3, cast.xiliu.pk, "vacant_days", "2023", 31),
    ]
    assert record() == []


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        (vacant("990099001999", 1), "branch", "本区名录里没有代码 {found}"),
        (vacant("411003001001", 1), "branch", "{found} 不是本区的代码(本区以 {code} 开头)"),
        (vacant("99009900120", 1), "branch", "应是 12 位数字代码,现为“{found}”"),
        (vacant("", 1), "branch", "没有填 12 位代码"),
        (
            (990099001201.0, *vacant("", 1)[1:]),
            "branch",
            "代码被表格当成数字({found}),请把这一列设为文本后重填 12 位代码",
        ),
        (
            ("9.90099E+11", *vacant("", 1)[1:]),
            "branch",
            "代码被表格当成数字({found}),请把这一列设为文本后重填 12 位代码",
        ),
        ((DONGLIU, "no_such_fact", "2023", 1, "", ""), "fact", "没有“{found}”这个数据项"),
        ((DONGLIU, "", "2023", 1, "", ""), "fact", "没有填数据项"),
        (vacant(DONGLIU, 1, period="2023-05"), "period", "“{label}”按{kind}填报,应写成 {example},现为“{found}”"),
        (vacant(DONGLIU, 1, period="上一年"), "period", "看不懂期间“{found}”,应写成 {example}"),
        (vacant(DONGLIU, 367), "value", "应在 {low} 到 {high} {unit} 之间"),
        (vacant(DONGLIU, -1), "value", "应在 {low} 到 {high} {unit} 之间"),
        (vacant(DONGLIU, "5万"), "value", "单位应是“{unit}”,现为“{found}”,请只填数字"),
        (vacant(DONGLIU, "三天"), "value", "应填数字,现为“{found}”"),
        (vacant(DONGLIU, 1.5), "value", "应填整数({unit}),现为“{found}”"),
        (vacant(DONGLIU, None), "value", "没有填数值"),
        (vacant(DONGLIU, "#DIV/0!"), "value", "公式出错:{found}"),
        (vacant(DONGLIU, 1, day="昨天"), "observed_on", "日期应写成 2023-05-31,现为“{found}”"),
        (vacant(DONGLIU, 1, day="2023-09-16"), "observed_on", "日期 {day} 还没有到"),
        (vacant(DONGLIU, 1, day="2022-12-31"), "observed_on", "{day} 早于期间 {period} 开始"),
        ((DONGLIU, "has_plan", "2023", "也许", "", ""), "value", "应填“是”或“否”,现为“{found}”"),
        ((DONGLIU, "collective_income", "2023", "5万", "", ""), "value", "金额单位应是 元 或 万元,现为“{found}”"),
    ],
)
def test_a_wrong_row_is_named_with_its_column(cast: Cast, row: tuple[object, ...], column: str, message: str) -> None:
    batch = staged(cast, long(vacant(XILIU, 3), row))

    assert faults(batch) == [(3, column, message)]
    assert (batch.state, batch.rows, batch.faults) == ("staged", 2, 1)
    fault = StagedRow.objects.get(batch=batch, row=3).fault[0]
    fault["message_id"].format(**fault["values"])


def test_all_faults_of_a_row_are_said_at_once(cast: Cast) -> None:
    batch = staged(cast, long(("x", "vacant_days", "2023-Q1", "many", "2099-01-01", "")))

    assert [column for _, column, _ in faults(batch)] == ["branch", "observed_on", "period", "value"]


def test_the_same_fact_twice_in_one_file_names_the_first_row(cast: Cast) -> None:
    batch = staged(cast, long(vacant(DONGLIU, 1), vacant(XILIU, 2), vacant(DONGLIU, 1)))

    assert faults(batch) == [(4, "branch", "与第 {row} 行重复:同一支部、同一数据项、同一期间")]
    assert StagedRow.objects.get(batch=batch, row=4).fault[0]["values"] == {"row": 2}


def test_full_width_digits_labels_and_units_are_read(cast: Cast) -> None:
    header = ("代码", "数据项", "期间", "数值", "单位", "名称")
    batch = staged(
        cast,
        table(
            header,
            ("９９００９９００１２０１", "书记空缺天数", "２０２３年", "１２", "天", "东柳村"),
            (XILIU, "村集体经济收入", "2023", "3.2", "万元", "西柳村"),
            (SHIQIAO, "collective_income", "2023", "32000", "元", "石桥村"),
        ),
    )

    assert faults(batch) == []
    assert list(batch.staged.order_by("row").values_list("value", flat=True)) == [12, 3_200_000, 3_200_000]


def test_a_wide_file_has_a_column_for_each_fact_and_empty_cells_say_nothing(cast: Cast) -> None:
    batch = receive_file(
        actor=cast.organiser,
        district=cast.district,
        basis="C",
        name="宽表.csv",
        data=f"branch,vacant_days,有发展计划\n{DONGLIU},3,是\n{XILIU},,否\n".encode(),
        at=NOW,
        options=import_options("2023", "乡镇台账", date(2023, 9, 1)),
    )

    assert (batch.kind, batch.encoding) == ("wide", "UTF-8")
    assert list(
        batch.staged.order_by("row", "column").values_list("row", "column", "value", "source", "observed_on")
    ) == [
        (2, "has_plan", 1, "乡镇台账", date(2023, 9, 1)),
        (2, "vacant_days", 3, "乡镇台账", date(2023, 9, 1)),
        (3, "has_plan", 0, "乡镇台账", date(2023, 9, 1)),
    ]


def test_what_a_row_leaves_empty_is_today_its_period_and_whose_table_it_was(cast: Cast) -> None:
    batch = staged(cast, table(("branch", "fact", "value"), (DONGLIU, "vacant_days", 3)))

    row = batch.staged.get()
    assert (row.period, row.observed_on, row.source) == (
        "2023",
        date(2023, 9, 15),
        "组织部门报送的表格",
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "文件是空的"),
        (b"\n\n", "文件是空的"),
        (b"branch,fact,value\n", "文件里没有数据行"),
        ("branch,fact,value\n柳,x,1\n".encode("utf-16"), "编码既不是 UTF-8 也不是 GB18030"),
        (b"fact,value\nvacant_days,1\n", "缺少“代码”这一列:村(社区)的 12 位代码"),
        (b"branch,fact\n1,vacant_days\n", "缺少“{column}”这一列"),
        (b"branch,vacant_dayz\n1,2\n", "不认识“{column}”这一列"),
        (b"branch,name\n1,2\n", "表头里没有任何数据项:请用“代码、数据项、期间、数值”这几列,或者一列一个数据项"),
        (b"branch,code,fact,value\n1,1,vacant_days,2\n", "“{column}”这一列出现了两次"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole_and_leaves_nothing(cast: Cast, data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        receive_file(actor=cast.organiser, district=cast.district, basis="C", name="x.csv", data=data, at=NOW)

    assert message in [fault.message_id for fault in refused.value.faults]
    assert (ImportBatch.objects.count(), StagedRow.objects.count()) == (0, 0)


def test_gb18030_is_read_and_said(cast: Cast) -> None:
    data = f"代码,数据项,数值\n{DONGLIU},书记空缺天数,3\n".encode("gb18030")

    batch = receive_file(actor=cast.organiser, district=cast.district, basis="C", name="x.csv", data=data, at=NOW)

    assert (batch.encoding, batch.rows, batch.faults) == ("GB18030", 1, 0)


@pytest.mark.parametrize("who", ["outsider", "supervisor", "supporter", "leader"])
@pytest.mark.parametrize("basis", ["C", "S"])
def test_who_has_no_part_in_it_may_bring_no_file(cast: Cast, who: str, basis: str) -> None:
    with pytest.raises((NotSeen, NotAllowed)):
        staged(cast, long(vacant(DONGLIU, 1)), actor=getattr(cast, who), basis=basis)

    assert ImportBatch.objects.count() == 0


def test_a_clerk_states_what_is_local_in_her_own_township(cast: Cast) -> None:
    batch = staged(
        cast,
        long(
            vacant(DONGLIU, 1),
            vacant("990099002001", 1),
            (DONGLIU, "collective_income", "2023", "3", "", ""),
        ),
        actor=cast.clerk,
        basis="S",
    )

    assert faults(batch) == [
        (3, "branch", "这个支部不在您的岗位范围内"),
        (4, "fact", "“{label}”由 {department} 提供,村里不用报"),
    ]
    assert (batch.path, batch.department) == (cast.liuxi.path, "")


def test_the_organisation_department_shows_a_second_factor_before_it_confirms_by_file(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as refused:
        staged(cast, long(vacant(DONGLIU, 1)), actor=without_second_factor(cast.organiser))

    assert refused.value.remedy is not None
    assert ImportBatch.objects.count() == 0


def test_a_clerks_own_word_confirms_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        staged(cast, long(vacant(DONGLIU, 1)), actor=cast.clerk, basis="C")

    assert ImportBatch.objects.count() == 0


def test_a_department_confirms_its_own_facts_in_the_whole_district(cast: Cast) -> None:
    batch = staged(
        cast,
        long(
            (DONGLIU, "collective_income", "2023", "3", "", ""),
            ("990099002001", "collective_income", "2023", "3", "", ""),
            vacant(DONGLIU, 1),
        ),
        actor=cast.supplier,
    )

    assert faults(batch) == [(4, "fact", "“{label}”由乡镇(街道)核实,不在您的岗位范围内")]
    assert (batch.path, batch.department) == (cast.district.path, "区农业农村局")


def test_a_village_states_its_own_and_is_not_asked_what_others_supply(cast: Cast) -> None:
    batch = staged(
        cast,
        long(
            (DONGLIU, "households", "2023", "358", "", ""),
            (XILIU, "households", "2023", "358", "", ""),
            vacant(DONGLIU, 1),
            (DONGLIU, "collective_income", "2023", "3", "", ""),
        ),
        actor=cast.secretary,
        basis="S",
    )

    assert faults(batch) == [
        (3, "branch", "这个支部不在您的岗位范围内"),
        (4, "fact", "“{label}”由乡镇(街道)提供,村里不用报"),
        (5, "fact", "“{label}”由 {department} 提供,村里不用报"),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_judging_costs_the_same_queries_for_one_row_and_for_three(
    cast: Cast, rows: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    of = long(*[vacant(code, 1) for code in (DONGLIU, XILIU, SHIQIAO)[:rows]])

    with django_assert_num_queries(15):  # type: ignore[operator]
        staged(cast, of)


@pytest.mark.parametrize("last_came_to", [7, ""])
def test_a_formula_of_any_workbook_is_asked_back_whatever_it_last_came_to(cast: Cast, last_came_to: object) -> None:
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ("代码", "农户数", "书记空缺天数"))
        page.write_row(1, 0, (DONGLIU, None, 3))
        page.write_formula("B2", "=SUM(E1:E9)", None, last_came_to)

    batch = receive_file(
        actor=cast.organiser,
        district=cast.district,
        basis="C",
        name="自制.xlsx",
        data=data.getvalue(),
        at=NOW,
        options={"period": "2023"},
    )

    assert faults(batch) == [(2, "value", "是公式,不是数:请填算好的数字({found})")]
    assert list(batch.staged.filter(fault__isnull=True).values_list("fact__slug", "value")) == [("vacant_days", 3)]
