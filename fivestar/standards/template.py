"""The workbook a district fills in: the tasks in force in the columns we read, with lists to choose from."""

import io
from typing import Any

import xlsxwriter

from fivestar.engine import Criterion, Rulebook, Star
from fivestar.standards.task_rows import (
    DRAFTED,
    EVIDENCE,
    FREQUENCIES,
    HEADINGS,
    KINDS,
    OPS,
    SCHEMES,
    SUPPLIERS,
)
from fivestar.standards.thresholds import reading_of

SPARE_ROWS = 60
"""Empty rows with lists, for tasks to add."""

_WIDTHS = {"key_task": 18, "name": 24, "criterion": 52, "lead_dept": 20, "source": 30, "evidence_reason": 30}
_HELP = (
    ("每一行是一项任务。不改的行照留,改了阈值的直接改数字,不要的整行删去,新的写在后面。",),
    ("编号", "英文字母开头,如 R001;同一张表里不重复。"),
    ("类型", "数值、次数:一个数;比例:达到要求的数量除以总数,单位写 %;是否:阈值写“是”;否决:默认关闭,有上级依据才启用。"),
    ("比较", "≥、≤、=、>、<;“介于”的阈值写成 3..5。"),
    ("阈值", "只写数字,单位写在“单位”列,如 5 与 万元。"),
    ("单位", "次/年 表示当年累计,年内未到期显示“期内”。"),
    ("佐证理由", "只有填了理由(为什么系统记录不能代替)的任务才会请村里交文件。"),
    ("来源", "公开依据的出处;留空算作“拟定”。"),
    ("不能写的", "投诉、举报、信访的数量,登录、打卡、积分、投票,没有公开依据的参与人数和活动场次。"),
)  # fmt: skip


def template_bytes(category: str, current: Rulebook | None) -> bytes:
    """An .xlsx with the tasks in force (or none) and drop-down lists."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("任务")
        head = book.add_format({"bold": True, "bg_color": "#F3E9DC", "bottom": 1, "text_wrap": True})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        for place, (column, heading) in enumerate(HEADINGS.items()):
            sheet.set_column(place, place, _WIDTHS.get(column, 11), text)
            sheet.write_string(0, place, heading, head)
        sheet.freeze_panes(1, 1)
        rows = rows_of(current) if current else []
        for number, row in enumerate(rows, start=1):
            for place, column in enumerate(HEADINGS):
                sheet.write_string(number, place, row[column], text)
        _offer_choices(sheet, category, current, last_row=len(rows) + SPARE_ROWS)
        _explain(book)
    return target.getvalue()


def rows_of(rulebook: Rulebook) -> list[dict[str, str]]:
    """The tasks of an edition as rows of the workbook. What the columns cannot say has an empty threshold."""
    return [_row(rulebook, star, criterion) for star in rulebook.stars for criterion in star.criteria]


def _row(rulebook: Rulebook, star: Star, criterion: Criterion) -> dict[str, str]:
    reading = reading_of(rulebook.trees[criterion.met_when], rulebook.facts)
    is_answer = reading is not None and reading.kind == "boolean"
    unit = reading.unit if reading else ""
    return {
        "id": criterion.id,
        "scheme": _name_of(SCHEMES, rulebook.edition.category),
        "star": star.name,
        "key_task": criterion.key_task,
        "name": criterion.name,
        "criterion": criterion.text,
        "kind": _kind(criterion, reading.kind if reading else "number"),
        "op": "=" if is_answer or reading is None else _name_of(OPS, reading.op),
        "threshold": reading.words if reading else "",
        "unit": f"{unit}/年" if criterion.accrues and unit not in {"%", ""} else unit,
        "evidence": criterion.evidence or "",
        "lead_dept": criterion.lead_dept,
        "frequency": _name_of(FREQUENCIES, criterion.frequency),
        "supplied_by": _supplier(criterion.supplied_by, rulebook.edition.category),
        "source": criterion.source,
        "evidence_reason": criterion.evidence_reason or "",
    }


def _kind(criterion: Criterion, kind: str) -> str:
    if criterion.veto is not None:
        kind = "veto"
    elif kind == "number" and criterion.accrues:
        kind = "count"
    return _name_of(KINDS, kind)


def _supplier(level: str, category: str) -> str:
    if category == "urban":
        return {"village": "社区", "township": "街道", "department": "部门"}[level]
    return _name_of(SUPPLIERS, level)


def _name_of(names: dict[str, str], value: str) -> str:
    return next(name for name, known in names.items() if known == value)


def _offer_choices(sheet: Any, category: str, current: Rulebook | None, last_row: int) -> None:
    suppliers = ["社区", "街道", "部门"] if category == "urban" else ["村", "乡镇", "部门"]
    lists = {
        "scheme": [_name_of(SCHEMES, category)],
        "star": [star.name for star in current.stars] if current else [],
        "kind": list(KINDS),
        "op": list(OPS),
        "evidence": list(EVIDENCE),
        "frequency": list(FREQUENCIES),
        "supplied_by": suppliers,
    }
    for place, column in enumerate(HEADINGS):
        if lists.get(column):
            options = {
                "validate": "list",
                "source": lists[column],
                "error_title": HEADINGS[column],
                "error_message": "请从列表中选择",
            }
            sheet.data_validation(1, place, last_row, place, options)


def _explain(book: Any) -> None:
    sheet = book.add_worksheet("填写说明")
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 14, wrap)
    sheet.set_column(1, 1, 90, wrap)
    for number, line in enumerate(_HELP):
        if len(line) == 1:
            sheet.merge_range(number, 0, number, 1, line[0], wrap)
        else:
            sheet.write_row(number, 0, line, wrap)
    sheet.write_string(len(_HELP) + 1, 0, DRAFTED, wrap)
    sheet.write_string(len(_HELP) + 1, 1, "来源列里的 drafted 就是“拟定”。", wrap)
