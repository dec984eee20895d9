"""Every supplier gets a workbook of what is asked of it, and nothing else; the import reads it back."""

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest

from fivestar.facts.actions import UnreadableFile, confirm_import, receive_file, state_observation
from fivestar.facts.bulk.suppliers import suppliers_for
from fivestar.facts.bulk.template import template_bytes
from fivestar.facts.models import ImportBatch, Observation, StagedRow
from fivestar.facts.stamp import STAMP_SHEET
from fivestar.foundation.access import Actor
from fivestar.foundation.sheets import read_table
from fivestar.standards.models import Fact
from fivestar.standards.queries import catalogue
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.facts.bulk.workbooks import filled, supplier, template
from tests.facts.tables import DONGLIU, SHIQIAO, XILIU, faults, record

INCOME = "村集体经济收入 2023 万元"
VACANT, PLAN, HOUSEHOLDS = "书记空缺天数 2023 天", "有发展计划 2023 是/否", "农户数 2023 户"


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    small_standards(cast)


def bring(cast: Cast, actor: Actor, data: bytes, *, basis: str = "S", name: str = "农业农村局.xlsx") -> ImportBatch:
    return receive_file(actor=actor, district=cast.district, basis=basis, name=name, data=data, at=NOW)


def refused(cast: Cast, actor: Actor, data: bytes, *, basis: str = "S") -> list[str]:
    with pytest.raises(UnreadableFile) as unreadable:
        bring(cast, actor, data, basis=basis)
    assert ImportBatch.objects.count() == 0
    return [fault.text for fault in unreadable.value.faults]


def sheet(data: bytes, title: str = "填报") -> list[tuple[object, ...]]:
    table = read_table(BytesIO(data), name="t.xlsx", sheet=title)
    return [table.header, *(tuple(row.cells) for row in table.rows)]


def text_of_fault(row: StagedRow) -> str:
    assert row.fault is not None
    return str(row.fault[0]["message_id"]).format(**row.fault[0]["values"])


def offered(cast: Cast, actor: Actor) -> list[tuple[str, str, list[str], int]]:
    return [
        (one.key, one.basis, [fact.id for fact in one.facts], len(one.branches))
        for one in suppliers_for(actor, cast.district, TODAY)
    ]


def test_each_post_is_offered_its_own_part(cast: Cast) -> None:
    township = ("township", "S", ["has_plan", "vacant_days"])
    village = ("village", "S", ["members_meetings", "households", "bound_households"])
    department = ("department:区农业农村局", "C", ["collective_income"], 5)

    assert offered(cast, cast.supplier) == [department]
    assert offered(cast, cast.clerk) == [(*township, 3), (*village, 3)]
    assert offered(cast, cast.secretary) == [(*village, 1)]
    assert offered(cast, cast.organiser) == [department]
    assert offered(cast, cast.supervisor) == []


def test_a_departments_workbook_has_its_branches_and_its_facts(cast: Cast) -> None:
    data = template(cast, cast.supplier, "department:区农业农村局")

    assert sheet(data) == [
        ("代码", "村(社区)", "乡镇(街道)", INCOME),
        ("990099001201", "东柳村委会", "柳溪镇", None),
        ("990099001202", "西柳村委会", "柳溪镇", None),
        ("990099001203", "石桥村委会", "柳溪镇", None),
        ("990099002001", "竹园居委会", "竹园街道", None),
        ("990099002002", "南门社区居委会", "竹园街道", None),
    ]


def test_what_is_held_stands_on_a_sheet_of_its_own_with_its_period(cast: Cast) -> None:
    for year, value in ((2022, 3_200_000), (2023, 5_000_000)):
        state_observation(
            actor=cast.supplier,
            branch=cast.dongliu,
            fact=catalogue()["collective_income"],
            period=str(year),
            value=value,
            basis="C",
            source="年报",
            observed_on=date(year, 6, 30),
            at=NOW,
        )

    data = template(cast, cast.supplier, "department:区农业农村局")

    assert [row[3] for row in sheet(data, "已有的数")] == ["村集体经济收入", "5 万元(2023)", None, None, None, None]
    early = template_bytes(supplier(cast, cast.supplier, "department:区农业农村局"), date(2022, 12, 31))
    assert sheet(early)[0] == ("代码", "村(社区)", "乡镇(街道)", "村集体经济收入 2022 万元")
    assert [row[3] for row in sheet(early, "已有的数")][1] == "3.2 万元(2022)"


def test_codes_are_locked_answers_are_lists_and_numbers_have_ranges(cast: Cast) -> None:
    with zipfile.ZipFile(BytesIO(template(cast, cast.clerk, "township"))) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()

    assert "<sheetProtection" in xml
    rules = re.findall(r'<dataValidation type="(\w+)"[^>]*sqref="([^"]+)"[^>]*><formula1>([^<]*)</formula1>', xml)
    assert rules == [("list", "D2:D4", '"是,否"'), ("whole", "E2:E4", "0")]
    assert "<formula2>366</formula2>" in xml


def test_the_filled_workbook_comes_back_and_becomes_observations(cast: Cast) -> None:
    data = template(cast, cast.clerk, "township")
    data = filled(data, {(DONGLIU, VACANT): 3, (DONGLIU, PLAN): "是", (XILIU, VACANT): "１２"})

    batch = bring(cast, cast.clerk, data)
    confirm_import(actor=cast.clerk, batch=batch, at=NOW)

    assert record() == [
        (DONGLIU, "has_plan", "2023", 1, "S"),
        (DONGLIU, "vacant_days", "2023", 3, "S"),
        (XILIU, "vacant_days", "2023", 12, "S"),
    ]
    assert set(Observation.objects.values_list("source", flat=True)) == {"乡镇(街道)报送的表格"}


def test_a_quarters_column_is_of_its_quarter_whatever_the_form_says(cast: Cast) -> None:
    data = template(cast, cast.secretary, "village")
    data = filled(data, {(DONGLIU, "支部党员大会次数 2023-Q3 次"): 2, (DONGLIU, HOUSEHOLDS): 358})

    batch = bring(cast, cast.secretary, data, basis="S")

    assert sorted(batch.staged.values_list("column", "period", "value")) == [
        ("households 2023", "2023", 358),
        ("members_meetings 2023-Q3", "2023-Q3", 2),
    ]


def test_wrong_cells_are_named_one_by_one(cast: Cast) -> None:
    data = template(cast, cast.clerk, "township")
    data = filled(
        data, {(DONGLIU, VACANT): "5万", (XILIU, VACANT): 400, (SHIQIAO, VACANT): "三天", (SHIQIAO, PLAN): "大概"}
    )

    batch = bring(cast, cast.clerk, data)

    assert [(row.row, text_of_fault(row)) for row in batch.staged.order_by("row", "column")] == [
        (2, "单位应是“天”,现为“5万”,请只填数字"),
        (3, "应在 0 到 366 天 之间"),
        (4, "应填“是”或“否”,现为“大概”"),
        (4, "应填数字,现为“三天”"),
    ]


def test_money_written_as_five_wan_in_a_column_of_wan_is_asked_back(cast: Cast) -> None:
    data = template(cast, cast.supplier, "department:区农业农村局")
    data = filled(data, {(DONGLIU, INCOME): "5万", (XILIU, INCOME): "５．２", (SHIQIAO, INCOME): 4})

    batch = bring(cast, cast.supplier, data, basis="C")

    assert faults(batch) == [(2, "value", "金额单位应是 元 或 万元,现为“{found}”")]
    assert list(batch.staged.filter(fault__isnull=True).order_by("row").values_list("value", flat=True)) == [
        5_200_000,
        4_000_000,
    ]


def test_a_computed_cell_is_not_taken_for_a_figure(cast: Cast) -> None:
    data = template(cast, cast.clerk, "township")
    data = filled(data, {(XILIU, VACANT): 3}, formulas={"E2": "=SUM(E3:E4)"})

    batch = bring(cast, cast.clerk, data)

    assert [
        (row.row, row.raw["value"], row.fault and row.fault[0]["message_id"]) for row in batch.staged.order_by("row")
    ] == [
        (2, "=SUM(E3:E4)", "是公式,不是数:请填算好的数字({found})"),
        (3, "3.0", None),
    ]


def test_merged_cells_are_refused_with_their_place(cast: Cast) -> None:
    data = filled(template(cast, cast.clerk, "township"), {}, merged="E2:E4")

    assert refused(cast, cast.clerk, data) == ["单元格 E2:E4 是合并的,请取消合并,一格一个数地填"]


def test_a_template_from_before_a_fact_was_redefined_is_refused_by_name(cast: Cast) -> None:
    data = filled(template(cast, cast.clerk, "township"), {(DONGLIU, VACANT): 3})
    fact = Fact.objects.get(slug="vacant_days")
    fact.definition = {**fact.definition, "unit": "周"}
    fact.save()

    assert refused(cast, cast.clerk, data) == [
        "模板是旧的:“书记空缺天数”的填法已经改了,请重新下载模板,把数据贴过去再传"
    ]


def test_a_template_in_an_older_format_is_refused(cast: Cast) -> None:
    data = filled(template(cast, cast.clerk, "township"), {(DONGLIU, VACANT): 3}, stamp={"模板格式": "0"})

    assert refused(cast, cast.clerk, data) == ["模板是旧的,请重新下载模板,把数据贴过去再传"]


def test_another_districts_template_is_refused(cast: Cast) -> None:
    data = filled(template(cast, cast.clerk, "township"), {(DONGLIU, VACANT): 3}, stamp={"区": "411003"})

    assert refused(cast, cast.clerk, data) == ["这是 411003 的模板,不是本区(990099)的"]


def test_a_code_of_another_township_is_a_fault_of_its_row(cast: Cast) -> None:
    data = template(cast, cast.next_clerk, "township")
    data = filled(data, {("990099002001", VACANT): 3})

    batch = bring(cast, cast.clerk, data)

    assert faults(batch) == [(2, "branch", "这个支部不在您的岗位范围内")]


def test_the_stamp_says_what_a_stranger_needs_to_know(cast: Cast) -> None:
    stamp = sheet(template(cast, cast.clerk, "township"), STAMP_SHEET)

    assert [row[0] for row in stamp] == ["项目", "模板格式", "区", "取数编号", "has_plan", "vacant_days"]
    assert stamp[1:4] == [("模板格式", "1"), ("区", "990099"), ("取数编号", "0")]


@pytest.mark.parametrize("branches", [1, 3])
def test_a_template_costs_the_same_queries_for_one_branch_and_for_three(
    cast: Cast, branches: int, django_assert_num_queries: object
) -> None:
    actor = {1: cast.secretary, 3: cast.clerk}[branches]
    part = supplier(cast, actor, "village")
    assert len(part.branches) == branches

    with django_assert_num_queries(2):  # type: ignore[operator]
        template_bytes(part, TODAY)
