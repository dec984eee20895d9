"""The plan as a workbook and as a print: Chinese, as it is circulated."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from fivestar.foundation.sheets import Sheet, write_xlsx
from fivestar.foundation.typeset import pdf_of
from fivestar.standards.plan.lines import GAPS, LEVELS, Line
from fivestar.standards.plan.queries import Plan

HEAD = ("序号", "星", "重点任务", "任务", "牵头单位", "协办单位", "责任层级", "期限", "工作专班", "还缺什么")
_WIDTHS = (8, 14, 18, 26, 18, 24, 18, 12, 22, 26)
_TEMPLATE = Path(__file__).parents[1] / "typst" / "plan.typ"


def cells_of(star: str, line: Line) -> tuple[str, ...]:
    """What nobody set is left empty and named as missing: a draft is not the plan."""
    said, is_set = line.said, bool(line.version)
    return (
        line.id,
        star,
        line.key_task,
        line.name,
        line.lead,
        "、".join(said.cos) or ("无" if is_set else ""),
        LEVELS[said.level] if is_set else "",
        said.due_on.isoformat() if is_set and said.due_on else "",
        said.force if is_set else "",
        "；".join(GAPS[gap] for gap in line.gaps),
    )


def workbook(plan: Plan, title: str) -> bytes:
    rows = (cells_of(part.star.name, line) for part in plan.stars for line in part.lines)
    buffer = BytesIO()
    write_xlsx(buffer, [Sheet(title, HEAD, rows, _WIDTHS)])
    return buffer.getvalue()


def pdf(plan: Plan, *, district: str, mark: str) -> bytes:
    told = plan.tally
    status = "正式稿" if plan.edition.status == "official" else "拟定稿"
    lacks = "；".join(f"{GAPS[gap]} {count} 项" for gap, count in told.gaps)
    return pdf_of(
        _TEMPLATE,
        {
            "title": "任务分解方案",
            "mark": mark,
            "under": f"{district} · {plan.edition.name}（{status}）",
            "whole": f"共 {told.total} 项，齐全 {told.whole} 项" + (f"；还缺：{lacks}" if lacks else "。"),
            "head": [HEAD[0], *HEAD[2:]],
            "stars": [
                {
                    "name": part.star.name,
                    "rows": [
                        [cell for place, cell in enumerate(cells_of("", line)) if place != 1] for line in part.lines
                    ],
                }
                for part in plan.stars
            ],
        },
    )
