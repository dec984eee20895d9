"""The district's own workbook: what is the same keeps its facts, what is new brings its own, what is wrong is named."""

import csv
from pathlib import Path
from typing import Any

import pytest

from fivestar import engine
from fivestar.foundation.sheets import Row, Table
from fivestar.standards.task_rows import HEADINGS
from fivestar.standards.workbook import District, Read, read_workbook
from tests.cast import TODAY
from tests.factories import shipped_rulebook

DRAFTS = Path(__file__).resolve().parents[1] / "rulebook" / "data"
QINGHE = District("990099", "青禾区(测试)")


def drafts(category: str) -> Table:
    with (DRAFTS / f"tasks_{category}.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    return Table("tasks.csv", tuple(header), [Row(number, cells) for number, cells in enumerate(rows, start=2)])


def edited(table: Table, task: str, **cells: Any) -> Table:
    """The table with some cells of one task changed."""
    places = {column: table.header.index(column) for column in cells}
    rows = []
    for number, row in table.rows:
        changed = list(row)
        if row[0] == task:
            for column, value in cells.items():
                changed[places[column]] = value
        rows.append(Row(number, changed))
    return Table(table.name, table.header, rows)


def with_row(table: Table, **cells: Any) -> Table:
    base = dict(zip(table.header, table.rows[0].cells, strict=True))
    row = [{**base, **cells}[column] for column in table.header]
    return Table(table.name, table.header, [*table.rows, Row(table.rows[-1].number + 1, row)])


def read(table: Table, category: str = "rural") -> Read:
    return read_workbook(table, shipped_rulebook(f"{category}-2023"), QINGHE, on=TODAY)


def criterion(result: Read, name: str) -> engine.Criterion:
    assert result.rulebook is not None, [str(fault) for fault in result.faults]
    return next(one for one in result.rulebook.criteria if one.id == name)


def fault_lines(result: Read) -> list[tuple[int, str, str]]:
    assert result.rulebook is None
    return [(fault.row, fault.column, str(fault)) for fault in result.faults]


@pytest.mark.parametrize("category", ["rural", "urban"])
def test_the_drafts_come_back_as_the_shipped_edition(category: str) -> None:
    shipped = shipped_rulebook(f"{category}-2023")

    result = read(drafts(category), category)

    assert result.faults == ()
    assert result.notes == ()
    assert result.rulebook is not None
    assert result.rulebook.stars == shipped.stars
    assert result.rulebook.facts == shipped.facts
    assert result.rulebook.edition.id == f"{category}-2023-990099-1"
    assert result.rulebook.edition.supersedes == f"{category}-2023"
    assert result.rulebook.edition.status == "draft"


def test_the_same_workbook_twice_has_the_same_digest() -> None:
    first, second = read(drafts("rural")), read(drafts("rural"))

    assert first.rulebook is not None
    assert second.rulebook is not None
    assert first.rulebook.digest == second.rulebook.digest


@pytest.mark.parametrize(
    ("task", "cells", "condition"),
    [
        ("R030", {"threshold": "40"}, "bound_households * 100 >= households * 40"),
        ("R030", {"threshold": 40.0}, "bound_households * 100 >= households * 40"),
        ("R030", {"threshold": "37.5"}, "bound_households * 100000 >= households * 37500"),
        ("R033", {"threshold": "10"}, "previous.collective_income >= 10000000"),
        ("R033", {"threshold": "7.5"}, "previous.collective_income >= 7500000"),
        ("R014", {"threshold": "6"}, "members_meetings >= 6"),
        ("R018", {"threshold": "2"}, "life_meetings >= 2 AND member_appraisals >= 2"),
        ("R035", {"threshold": "3"}, "collective_income * 100 >= previous.collective_income * 103"),
        ("R041", {"threshold": "3"}, "cleaners * 1000 >= residents * 3"),
        ("R065", {"op": "<", "threshold": "2"}, "fraud_cases - previous.fraud_cases < 2"),
        ("R072", {"threshold": "3..7"}, "supervisors_in_post BETWEEN 3 AND 7"),
        ("R001", {"op": "<=", "threshold": "15"}, "secretary_vacant_days <= 15"),
    ],
)
def test_another_threshold_asks_the_same_facts(task: str, cells: dict[str, Any], condition: str) -> None:
    result = read(edited(drafts("rural"), task, **cells))

    assert criterion(result, task).met_when == condition
    assert result.notes == ()
    assert result.rulebook is not None
    assert result.rulebook.facts == shipped_rulebook("rural-2023").facts


def test_a_task_under_another_number_keeps_its_facts() -> None:
    result = read(edited(drafts("rural"), "R014", id="JA-14"))

    assert criterion(result, "JA-14").met_when == "members_meetings >= 4"


def test_changed_words_are_taken_over_and_pointed_out() -> None:
    result = read(edited(drafts("rural"), "R014", criterion="支部党员大会每两个月1次", threshold="6"))

    changed = criterion(result, "R014")
    assert (changed.text, changed.met_when) == ("支部党员大会每两个月1次", "members_meetings >= 6")
    assert [(note.row, note.column, str(note)) for note in result.notes] == [
        (15, "评星标准", "“党员大会”的文字有改动,仍用原来的数据项,请核对")
    ]


def test_a_known_number_with_another_task_is_a_new_task() -> None:
    table = edited(drafts("rural"), "R014", name="红色读书会", criterion="每年举办读书会次数", source="区委文件")

    result = read(table)

    fact = criterion(result, "R014").met_when.split(" ")[0]
    assert fact.startswith("d990099_hongsedushuhui_")
    assert [str(note) for note in result.notes] == [
        "编号“R014”现为“党员大会”,这里按新任务处理",
        "新任务,新增数据项:红色读书会",
    ]


NEW = {"id": "N001", "key_task": "新的重点任务", "name": "乡村书屋", "source": "区委文件"}


@pytest.mark.parametrize(
    ("cells", "met_when", "applies_when", "facts"),
    [
        (
            {"criterion": "书屋借阅册数", "kind": "number", "op": ">=", "threshold": "200", "unit": "册"},
            "{slug} >= 200",
            None,
            [("{slug}", "乡村书屋", "integer", "册", None, (0, 1_000_000))],
        ),
        (
            {"criterion": "书屋经费", "kind": "number", "op": ">=", "threshold": "1.5", "unit": "万元"},
            "{slug} >= 1500000",
            None,
            [("{slug}", "乡村书屋", "integer", "分", "万元", (0, 100_000_000_000))],
        ),
        (
            {"criterion": "每年更新图书次数", "kind": "count", "op": ">=", "threshold": "2", "unit": "次/年"},
            "{slug} >= 2",
            None,
            [("{slug}", "乡村书屋", "integer", "次", None, (0, 1_000_000))],
        ),
        (
            {"criterion": "办证农户占全部农户的比例", "kind": "percentage", "op": ">=", "threshold": "60", "unit": "%"},
            "{slug}_part * 100 >= {slug}_whole * 60",
            "{slug}_whole > 0",
            [
                ("{slug}_part", "办证农户", "integer", "个", None, (0, 1_000_000)),
                ("{slug}_whole", "全部农户", "integer", "个", None, (0, 1_000_000)),
            ],
        ),
        (
            {"criterion": "书目完好情况", "kind": "percentage", "op": ">=", "threshold": "95", "unit": "%"},
            "{slug}_part * 100 >= {slug}_whole * 95",
            "{slug}_whole > 0",
            [
                ("{slug}_part", "乡村书屋:符合数", "integer", "个", None, (0, 1_000_000)),
                ("{slug}_whole", "乡村书屋:总数", "integer", "个", None, (0, 1_000_000)),
            ],
        ),
        (
            {"criterion": "书屋按时开放(随机查看)", "kind": "boolean", "op": "=", "threshold": "是", "unit": ""},
            "{slug}",
            None,
            [("{slug}", "书屋按时开放", "boolean", None, None, None)],
        ),
        (
            {"criterion": "管理员人数", "kind": "count", "op": "between", "threshold": "1..3", "unit": "人"},
            "{slug} BETWEEN 1 AND 3",
            None,
            [("{slug}", "乡村书屋", "integer", "人", None, (0, 1_000_000))],
        ),
        (
            {"criterion": "发现非法出版物次数", "kind": "veto", "op": "=", "threshold": "0", "unit": "次"},
            "{slug} = 0",
            None,
            [("{slug}", "乡村书屋", "integer", "次", None, (0, 1_000_000))],
        ),
    ],
)
def test_a_new_task_brings_its_own_facts(
    cells: dict[str, str], met_when: str, applies_when: str | None, facts: list[tuple[Any, ...]]
) -> None:
    result = read(with_row(drafts("rural"), **NEW, **cells))

    new = criterion(result, "N001")
    slug = new.met_when.split(" ")[0].removesuffix("_part")
    assert slug.startswith("d990099_xiangcunshuwu_")
    assert new.met_when == met_when.format(slug=slug)
    assert new.applies_when == (applies_when and applies_when.format(slug=slug))
    assert result.rulebook is not None
    before = shipped_rulebook("rural-2023").facts
    assert [
        (fact.id, fact.label, fact.type, fact.unit, fact.shown_as, fact.range)
        for name, fact in result.rulebook.facts.items()
        if name not in before
    ] == [(fact[0].format(slug=slug), *fact[1:]) for fact in facts]


def test_a_new_count_a_year_grows_through_the_year_and_is_added_up() -> None:
    cells = {
        "criterion": "每年更新次数",
        "kind": "count",
        "op": ">=",
        "threshold": "2",
        "unit": "次/年",
        "frequency": "月",
    }

    result = read(with_row(drafts("rural"), **NEW, **cells))

    new = criterion(result, "N001")
    assert result.rulebook is not None
    fact = result.rulebook.facts[new.met_when.split(" ")[0]]
    assert (new.accrues, fact.period, fact.adds) == (True, "month", "sum")


def test_a_new_veto_is_off_and_needs_a_basis() -> None:
    cells = {"criterion": "发现次数", "kind": "veto", "op": "=", "threshold": "0", "unit": "次"}

    result = read(with_row(drafts("rural"), **NEW, **cells))

    assert criterion(result, "N001").veto == engine.Veto(on=False)


def test_another_supplier_of_a_task_is_another_supplier_of_its_facts() -> None:
    result = read(edited(drafts("rural"), "R032", supplied_by="部门"))

    assert result.rulebook is not None
    fact = result.rulebook.facts["local_jobs"]
    assert (fact.supplied_by, fact.department, fact.keeper) == ("department", "区人社局", None)


def test_a_fact_that_other_tasks_need_keeps_its_supplier_and_that_is_said() -> None:
    result = read(edited(drafts("rural"), "R026", supplied_by="部门"))

    assert result.rulebook is not None
    before = shipped_rulebook("rural-2023").facts
    assert result.rulebook.facts["households"] == before["households"]
    assert result.rulebook.facts["leading_industry_households"].supplied_by == "department"
    assert [str(note) for note in result.notes] == [
        f"数据项“{before['households'].label}”还有别的任务要用,提供者没有改"
    ]


def test_a_task_left_out_is_counted() -> None:
    table = drafts("rural")
    without_last = Table(table.name, table.header, table.rows[:-1])

    result = read(without_last)

    assert result.rulebook is not None
    assert len(result.rulebook.criteria) == 89
    assert [str(note) for note in result.notes] == ["这份表有 89 项任务,施行中的有 90 项"]


def test_the_templates_own_headings_are_read() -> None:
    table = drafts("rural")

    result = read(Table(table.name, tuple(HEADINGS[column] for column in table.header), table.rows))

    assert result.faults == ()


STARS = "支部过硬星、产业兴旺星、生态宜居星、平安法治星、文明幸福星"
COMPLAINTS = "不得计算投诉、举报、信访的数量;可以问是否办结、诉求人是否认可"
SCREEN_TIME = "不得以登录、打卡、注册、积分、投票等作为评星依据"
ACTIVITIES = "没有公开依据,不得以参与人数、活动场次作为评星依据"


@pytest.mark.parametrize(
    ("task", "cells", "column", "message"),
    [
        ("R014", {"star": "五彩星"}, "星", f"“五彩星”不是{STARS}之一"),
        ("R014", {"kind": "数量"}, "类型", "“数量”不是数值、次数、比例、是否、否决之一"),
        ("R014", {"op": "大于"}, "比较", "“大于”不是≥、≤、=、>、<、介于之一"),
        ("R014", {"threshold": "四次"}, "阈值", "阈值应为数字,现为“四次”"),
        ("R014", {"threshold": ""}, "阈值", "缺少“阈值”"),
        ("R014", {"threshold": "4.5"}, "阈值", "以“次”计的阈值应为整数,现为“4.5”"),
        ("R072", {"threshold": "5..3"}, "阈值", "“介于”的阈值应写成 3..5,现为“5..3”"),
        ("R002", {"threshold": "否"}, "阈值", "“是否”类任务的阈值应为“是”,现为“否”"),
        ("R014", {"name": ""}, "任务", "缺少“任务”"),
        ("R014", {"unit": ""}, "单位", "缺少“单位”"),
        ("R030", {"unit": "户"}, "单位", "“比例”类任务的单位应为 %,现为“户”"),
        ("R014", {"id": "R001"}, "编号", "编号“R001”与第 2 行重复"),
        ("R014", {"id": "14号"}, "编号", "编号“14号”应以英文字母开头,只含英文字母、数字、下划线和短横"),
        ("R014", {"scheme": "城市社区"}, "类别", "类别应为“农村”,现为“城市社区”"),
        ("R014", {"frequency": "随时"}, "频次", "“随时”不是实时、月、季、半年、学期、年、变更时之一"),
        ("R014", {"supplied_by": "群众"}, "数据由谁提供", "“群众”不是村、社区、乡镇、街道、部门之一"),
        ("R014", {"evidence": "照片"}, "佐证", "“照片”不是系统记录、部门数据、现场核查、文书、群众评议之一"),
        ("R014", {"threshold": "#DIV/0!"}, "阈值", "公式出错:#DIV/0!"),
        ("R014", {"name": "信访件数", "criterion": "当年信访件数"}, "评星标准", COMPLAINTS),
        ("R014", {"name": "平台登录", "criterion": "村民每月登录平台次数"}, "评星标准", SCREEN_TIME),
        ("R006", {"name": "文体活动", "criterion": "每年活动场次"}, "评星标准", ACTIVITIES),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_with_row_column_and_what_was_expected(
    task: str, cells: dict[str, str], column: str, message: str
) -> None:
    result = read(edited(drafts("rural"), task, **cells))

    row = int(task[1:]) + 1
    lines = fault_lines(result)
    assert lines[0] == (row, column, message)
    assert {line[0] for line in lines} == {row}


def test_all_faults_are_named_at_once() -> None:
    table = edited(edited(drafts("rural"), "R001", kind="?"), "R050", threshold="多", lead_dept="")

    assert [(row, column) for row, column, _ in fault_lines(read(table))] == [
        (2, "类型"),
        (51, "牵头单位"),
        (51, "阈值"),
    ]


def test_a_missing_column_is_named() -> None:
    table = drafts("rural")
    place = table.header.index("threshold")
    cut = Table(
        table.name,
        table.header[:place] + table.header[place + 1 :],
        [Row(number, [*cells[:place], *cells[place + 1 :]]) for number, cells in table.rows],
    )

    assert fault_lines(read(cut)) == [(1, "阈值", "缺少“阈值”列")]


def test_an_empty_workbook_is_refused() -> None:
    assert fault_lines(read(Table("tasks.csv", drafts("rural").header, []))) == [(0, "", "文件里没有数据行")]


def test_a_star_without_tasks_is_refused() -> None:
    table = drafts("rural")
    place = table.header.index("star")
    rows = [row for row in table.rows if row.cells[place] != "产业兴旺星"]

    assert fault_lines(read(Table(table.name, table.header, rows))) == [(0, "星", "没有一项任务属于“产业兴旺星”")]


def test_numbers_beyond_what_stays_exact_are_refused_at_their_row() -> None:
    cells = {"criterion": "基金", "kind": "number", "op": ">=", "threshold": "99999999999", "unit": "万元"}

    lines = fault_lines(read(with_row(drafts("rural"), **NEW, **cells)))

    assert [(row, column) for row, column, _ in lines] == [(92, "阈值")]
