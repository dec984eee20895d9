"""The workbook a supplier fills in: empty rows under the right headings, the facts there are, the district's codes."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from fivestar.facts.judging import PERIOD_WORDS
from fivestar.facts.periods import EXAMPLE
from fivestar.facts.queries import catalogue
from fivestar.foundation.sheets import Sheet, write_xlsx
from fivestar.standards import words
from fivestar.territory.queries import branches_of

if TYPE_CHECKING:
    from fivestar.engine import FactDef
    from fivestar.territory.models import Region

HEADINGS = ("代码", "村(社区)", "数据项", "期间", "数值", "单位", "数据日期", "来源")
FACT_HEADINGS = ("数据项", "单位", "按什么填", "期间写法", "由谁提供")
_WIDTHS = (16, 20, 34, 12, 14, 8, 14, 30)


def template_bytes(district: Region) -> bytes:
    """An .xlsx whose first sheet is what `receive_file` reads; the others are there to copy from."""
    target = BytesIO()
    write_xlsx(
        target,
        (
            Sheet("数据", HEADINGS, (), _WIDTHS),
            Sheet(
                "有哪些数据项", ("数据项", "单位", "按什么填", "期间写法", "由谁提供"), _facts(), (40, 14, 10, 14, 24)
            ),
            Sheet("支部代码", ("代码", "村(社区)", "乡镇(街道)"), _branches(district), (16, 24, 20)),
        ),
    )
    return target.getvalue()


def _facts() -> Iterator[tuple[str, ...]]:
    for fact in catalogue().facts.values():
        supplier = fact.department or words.supplier_word(fact.supplied_by)
        yield fact.label, _unit(fact), PERIOD_WORDS[fact.period], EXAMPLE[fact.period], supplier


def _unit(fact: FactDef) -> str:
    if fact.type == "boolean":
        return "是/否"
    if fact.type == "choice":
        return "/".join(fact.choices or ())
    return fact.shown_as or fact.unit or ""


def _branches(district: Region) -> Iterator[tuple[str, ...]]:
    for branch in branches_of(district):
        yield branch.village.code, branch.village.name, branch.township.name
