"""One cell of a table of facts as a value, or what is wrong with it."""

import re
from typing import Any

from fivestar.engine.facts import FactDef, Value, value_problem
from fivestar.engine.faults import N_
from fivestar.foundation.sheets import Cell, is_error_cell

Problem = tuple[str, dict[str, Any]]

_AS_NUMBER = re.compile(r"[0-9]+\.[0-9]+|[0-9.]+[eE][+-]?[0-9]+")
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_TRUTHS = {"true": True, "false": False, "1": True, "0": False, "是": True, "否": False}


def branch_value(cell: Cell) -> tuple[str | None, str | None]:
    """The branch's code, or a message (with `found`) about why this is none."""
    if cell is None:
        return None, N_("缺支部代码")
    if is_error_cell(cell):
        return None, N_("公式出错 {found};应为支部代码")
    if not isinstance(cell, str) or _AS_NUMBER.fullmatch(cell):
        return None, N_("支部代码被存成了数字 {found};请把这一列设为文本,写全 12 位")
    return cell, None


def fact_value(fact: FactDef, cell: Cell) -> tuple[Value, Problem | None]:
    """The value of `fact`, or why the cell holds none. An empty cell is unknown."""
    if cell is None:
        return None, None
    if is_error_cell(cell):
        return None, (N_("公式出错 {found};应为{expected}"), {"found": cell, "expected": expected(fact)})
    value = _as_type(fact, cell)
    problem = value_problem(fact, value)
    return (None, problem) if problem else (value, None)


def expected(fact: FactDef) -> str:
    """What a cell of this fact should hold."""
    if fact.type == "boolean":
        return "TRUE 或 FALSE"
    if fact.type == "choice":
        return "、".join(fact.choices or ())
    return f"整数({fact.unit})"


def _as_type(fact: FactDef, cell: Any) -> Any:
    """The cell in the fact's own type where it can be read so; else as it is, for `value_problem` to refuse."""
    if fact.type == "boolean":
        text = str(int(cell)) if isinstance(cell, float) and cell in {0.0, 1.0} else str(cell).lower()
        return _TRUTHS.get(text, cell)
    if fact.type == "integer":
        if isinstance(cell, float) and cell.is_integer():
            return int(cell)
        if isinstance(cell, str) and _INTEGER.fullmatch(cell):
            return int(cell)
    return cell
