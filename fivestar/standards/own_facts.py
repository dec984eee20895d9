"""Facts and a condition for a task of the district's own that no edition has asked about yet.

A count or an amount is one whole number, a share two (what is met and of how many), an answer one yes or no. A fact's
name holds its district and what it is: the same task next year asks for the same fact, another district's never does.
"""

import hashlib
import re
from dataclasses import dataclass

from fivestar.engine import FactDef
from fivestar.standards.task_rows import TaskRow
from fivestar.standards.thresholds import BASES, FEN, amount_condition, share_condition
from fivestar.territory.names import pinyin

MOST = 1_000_000
MOST_FEN = 100_000_000_000  # 1 000 million yuan
MOST_DAYS = 366
_ADDED_UP = frozenset({"次", "期", "起", "场", "件"})  # what happens through the year and is added up
_PERIODS = {"realtime": "day", "on_change": "day"}
_SHARE = re.compile(r"(?P<part>[^,,;;。]+?)占(?P<whole>[^,,;;。]+?)(的)?(比例|比重|百分比|比率)")
_ASIDE = re.compile(r"[((][^))]*[))]")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a new task asks and when it is met."""

    facts: tuple[FactDef, ...]
    met_when: str
    applies_when: str | None = None


def facts_for(row: TaskRow, district_code: str) -> Asked:
    """The facts a new task needs. Raises nothing: a row has been read as sound."""
    slug = slug_of(row, district_code)
    if row.kind == "boolean":
        return Asked((_fact(row, slug, _ASIDE.sub("", row.text) or row.name, is_answer=True),), slug)
    if row.reading.unit in BASES:
        return _share(row, slug)
    fact = _fact(row, slug, row.name)
    factor = FEN.get(row.reading.unit, 1)
    high = None if row.reading.high is None else int(row.reading.high * factor)
    return Asked((fact,), amount_condition(slug, row.reading.op, int(row.reading.threshold * factor), high))


def slug_of(row: TaskRow, district_code: str) -> str:
    """d411003_<pinyin>_<six digits of what it is>: readable, and never two things under one name."""
    what = "|".join((row.name, "amount" if row.kind in {"number", "count", "veto"} else row.kind, row.reading.unit))
    digest = hashlib.sha256(what.encode()).hexdigest()[:6]
    return f"d{district_code}_{pinyin(row.name)[0][:36]}_{digest}"


def _share(row: TaskRow, slug: str) -> Asked:
    part, whole = f"{slug}_part", f"{slug}_whole"
    labels = _SHARE.search(_ASIDE.sub("", row.text))
    part_label, whole_label = (
        (labels["part"], labels["whole"]) if labels else (f"{row.name}:符合数", f"{row.name}:总数")
    )
    facts = (_fact(row, part, part_label), _fact(row, whole, whole_label))
    condition = share_condition(part, whole, BASES[row.reading.unit], row.reading)
    return Asked(facts, condition, applies_when=f"{whole} > 0")


def _fact(row: TaskRow, slug: str, label: str, *, is_answer: bool = False) -> FactDef:
    is_department = row.supplied_by == "department"
    unit, shown_as, most = _unit(row)
    adds_up = not is_answer and unit in _ADDED_UP and row.kind != "percentage"
    return FactDef(
        id=slug,
        label=label,
        type="boolean" if is_answer else "integer",
        unit=None if is_answer else unit,
        shown_as=None if is_answer else shown_as,  # type: ignore[arg-type]
        range=None if is_answer else (_least(row), most),
        supplied_by=row.supplied_by,  # type: ignore[arg-type]
        department=row.lead_dept if is_department else None,
        frequency=row.frequency,  # type: ignore[arg-type]
        period=_PERIODS.get(row.frequency, row.frequency),  # type: ignore[arg-type]
        adds="sum" if adds_up else "last",
    )


def _unit(row: TaskRow) -> tuple[str, str | None, int]:
    """(unit kept, unit shown, largest value)."""
    unit = row.reading.unit
    if unit in FEN:
        return "分", unit, MOST_FEN
    if unit in BASES:
        return "人" if unit == "人/万人" else "个", None, MOST
    return unit, None, MOST_DAYS if unit == "天" else MOST


def _least(row: TaskRow) -> int:
    """Only a change against last year can be below nothing."""
    return -MOST if "增减" in row.text else 0
