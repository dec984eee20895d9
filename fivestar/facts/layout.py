"""The two shapes of a file of facts: long (a row is one value) and wide (a column is one fact)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fivestar.facts.catalogue import Catalogue
from fivestar.facts.judging import Fault
from fivestar.facts.stamp import Heading, read_heading
from fivestar.foundation.outcome import N_

COLUMNS: dict[str, tuple[str, ...]] = {
    "branch": ("branch", "code", "代码", "支部代码", "村代码", "区划代码", "12位代码", "统计用区划代码"),
    "fact": ("fact", "数据项", "事实", "指标"),
    "period": ("period", "期间", "时期"),
    "value": ("value", "数值", "值"),
    "unit": ("unit", "单位"),
    "observed_on": ("observed_on", "日期", "数据日期", "采集日期"),
    "source": ("source", "来源", "数据来源"),
}
FOR_READERS = frozenset({"name", "township", "名称", "村(社区)", "村", "村名", "支部", "乡镇", "乡镇(街道)", "序号"})
"""Columns that help whoever fills the file in and are not read."""

_CALLED = {spelling: column for column, spellings in COLUMNS.items() for spelling in spellings}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where what stands. `columns`: canonical column → index; `facts` (wide only): index → heading, whose period and
    unit are empty where the file's own columns, or the form, say them.
    """

    kind: str
    columns: dict[str, int]
    facts: dict[int, Heading]

    def cells(self, values: Sequence[object]) -> Iterator[tuple[str, dict[str, object]]]:
        """The values of one row: (column, raw by canonical column). Empty cells of a wide row say nothing."""
        raw = {column: values[index] for column, index in self.columns.items() if index < len(values)}
        if self.kind == "long":
            yield "", raw
            return
        for index, one in self.facts.items():
            value = values[index] if index < len(values) else None
            if value is not None and str(value).strip() != "":
                said = {"period": one.period} if one.period else {}
                said |= {"unit": one.unit} if one.unit else {}
                column = f"{one.slug} {one.period}" if one.period else one.slug
                yield column, raw | said | {"fact": one.slug, "value": value}


def layout_of(header: Sequence[str], catalogue: Catalogue) -> Layout | list[Fault]:
    """How to read a file with this header, or what is wrong with the header."""
    columns: dict[str, int] = {}
    facts: dict[int, Heading] = {}
    faults: list[Fault] = []
    for index, written in enumerate(header):
        name = str(written or "").strip()
        column = _CALLED.get(name.lower().replace("（", "(").replace("）", ")"))
        slug = catalogue.find(name)
        heading = Heading(slug, "", "") if slug is not None else read_heading(name, catalogue)
        if column is not None and column not in columns:
            columns[column] = index
        elif heading is not None and (heading.slug, heading.period) not in _cells_of(facts):
            facts[index] = heading
        elif column is not None or heading is not None:
            faults.append(Fault(name, N_("“{column}”这一列出现了两次"), {"column": name}))
        elif name and name not in FOR_READERS:
            faults.append(Fault(name, N_("不认识“{column}”这一列"), {"column": name}))
    kind = "long" if "fact" in columns or "value" in columns else "wide"
    if "branch" not in columns:
        faults.append(Fault("代码", N_("缺少“代码”这一列:村(社区)的 12 位代码")))
    if kind == "long":
        faults += [
            Fault(called, N_("缺少“{column}”这一列"), {"column": called})
            for column, called in (("fact", "数据项"), ("value", "数值"))
            if column not in columns
        ]
    elif not facts:
        faults.append(
            Fault("数据项", N_("表头里没有任何数据项:请用“代码、数据项、期间、数值”这几列,或者一列一个数据项"))
        )
    return faults or Layout(kind, columns, {} if kind == "long" else facts)


def _cells_of(facts: dict[int, Heading]) -> set[tuple[str, str]]:
    """Fact and period of the columns so far: each once."""
    return {(one.slug, one.period) for one in facts.values()}
