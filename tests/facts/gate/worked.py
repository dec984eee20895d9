"""Proposals worked by hand against the shipped standards: what the machine must say to each.

python -m tests.facts.gate.worked > docs/reference/gate.md
"""

import sys
from pathlib import Path
from typing import Any

from fivestar import engine
from fivestar.facts.gate import decisions, knowledge
from fivestar.facts.gate.shapes import Asked, Budget, Known

_ROOT = Path(__file__).resolve().parents[3] / "rulebook"
RULEBOOKS = {category: engine.load(_ROOT / f"{category}-2023") for category in ("rural", "urban")}
KNOWN = Known(
    held=knowledge.held_facts(RULEBOOKS),
    shares=knowledge.shares(RULEBOOKS),
    criteria=knowledge.criteria(RULEBOOKS),
    budget=Budget(minutes_a_month=30, used_a_year=300, source="测试"),
)
DOCUMENT = "区办发〔2023〕12号"


def asked(label: str, unit: str = "户", population: str = "rural", period: str = "year", **other: Any) -> Asked:
    given = {
        "form": "fact",
        "measure": "",
        "supplied_by": "village",
        "times_a_year": 1,
        "minutes": 5,
        "document": DOCUMENT,
        **other,
    }
    return Asked(label=label, unit=unit, population=population, period=period, **given)


WORKED = {
    # Held: the same measure, unit, population and period.
    "the same name": (asked("常住农户数"), [("held", "households")]),
    "the same thing as a question": (asked("全村常住农户有多少?", "户"), [("held", "households")]),
    "the same thing as people ask it": (asked("全村一共有几户常住农户?"), [("held", "households")]),
    "money in another unit": (asked("集体经济收入", "万元"), [("held", "collective_income")]),
    "people counted by another word": (
        asked("党员总数", "名", "both", "month", times_a_year=12, minutes=1),
        [("held", "party_members")],
    ),
    "a yes or no that is asked already": (
        asked("有经批准的村庄规划或纳入通则式管理", "是/否"),
        [("held", "village_plan_approved")],
    ),
    "another wording, the measure named": (
        asked("你村一共住了几户人", "户", measure="常住农户"),
        [("held", "households")],
    ),
    "asked of both kinds, held for one only": (asked("常住农户数", "户", "both"), []),
    "the same words, another unit": (asked("常住农户数", "亩"), []),
    # Derivable.
    "a share of two facts": (
        asked("流动党员人数占党员人数的比例", "%", "both"),
        [("derivable", "流动党员人数 ÷ 党员人数")],
    ),
    "a rate the standards reckon with": (
        asked("卫生厕所使用率", "%"),
        [("derivable", "使用卫生厕所的农户数 ÷ 常住农户数")],
    ),
    "per head": (asked("人均村集体经济收入", "元"), [("derivable", "村集体经济收入 ÷ 常住人口")]),
    "the part that has not": (
        asked("未办结的矛盾纠纷件数", "件", "both"),
        [("derivable", "受理的矛盾纠纷件数 − 办结的矛盾纠纷件数")],
    ),
    "one figure taken from another": (
        asked("党员人数与流动党员人数之差", "人", "both"),
        [("derivable", "党员人数 − 流动党员人数")],
    ),
    "two figures together": (
        asked("受理的矛盾纠纷件数和办结的矛盾纠纷件数合计", "件", "both"),
        [("derivable", "受理的矛盾纠纷件数 + 办结的矛盾纠纷件数")],
    ),
    "growth as an amount": (
        asked("村集体经济收入比上年增加额", "万元"),
        [("derivable", "村集体经济收入 − 上期的 村集体经济收入")],
    ),
    "growth as a rate": (
        asked("村集体经济收入增长率", "%"),
        [("derivable", "(村集体经济收入 − 上期的 村集体经济收入) ÷ 上期的 村集体经济收入")],
    ),
    "last year's figure": (asked("上年度村集体经济收入", "万元"), [("derivable", "上期的 村集体经济收入")]),
    "a township's sum": (
        asked("全镇常住农户数", "户", "township", supplied_by="township"),
        [("derivable", "Σ 各村(社区)常住农户数")],
    ),
    "the district's sum": (
        asked("各村党员人数合计", "人", "district", supplied_by="department"),
        [("derivable", "Σ 各村(社区)党员人数")],
    ),
    "a year made of its months": (
        asked("“两委”联席会议次数", "次"),
        [("derivable", "Σ 各期 “两委”联席会议次数")],
    ),
    # Not derivable: finer than what is held, or a whole nobody knows.
    "a month of what is held by the year": (asked("常住农户数", "户", period="month", times_a_year=12), []),
    "a share with an unknown part": (asked("大棚面积占粮食实播面积的比例", "%"), []),
    # Needed by nothing.
    "no reason at all": (asked("村内大棚数", "个", document=""), [("unneeded", "")]),
    "a task that does not exist": (
        asked("村内大棚数", "个", document="", criteria=("R999",)),
        [("unneeded", "R999")],
    ),
    "an order by telephone": (asked("村内大棚数", "个", document="领导电话要求"), [("unneeded", "")]),
    "photographs of what a record shows": (
        asked("党员大会照片", "", form="evidence", criteria=("R001",), document=""),
        [("unneeded", "")],
    ),
    "a file where the standards say why": (
        asked("入户核查表原件", "", form="evidence", criteria=("R031",), document=""),
        [],
    ),
    # Minutes: 25 of 30 a month are used.
    "a weekly table": (asked("走访台账", "次", form="form", times_a_year=52, minutes=10), [("over_budget", "")]),
    "just what is left": (asked("大棚用工人数", "人", times_a_year=12, minutes=5), []),
    "one minute more": (asked("大棚用工人数", "人", times_a_year=12, minutes=6), [("over_budget", "")]),
    # Several reasons at once, and none.
    "held and needed by nothing": (
        asked("常住农户数", document=""),
        [("held", "households"), ("unneeded", "")],
    ),
    "new, ordered and cheap": (asked("村内大棚数", "个"), []),
    "new and asked by a task": (asked("村内大棚数", "个", document="", criteria=("R022", "R030")), []),
}

PAGE_HEAD = """\
# What the gate says

Printed by `python -m tests.facts.gate.worked`; a test compares. Proposals worked by hand against the shipped
standards, with 25 of the village's 30 minutes a month already asked for ([why](../explanation/the-gate.md)).

| what is asked | of whom, how often, from whom | ground | answer of the machine |
|---|---|---|---|
"""
POPULATIONS = {"rural": "农村支部", "urban": "城市社区支部", "both": "每个支部", "township": "乡镇", "district": "全区"}
LEVELS = {"village": "村报", "township": "乡镇报", "department": "部门报"}
FORMS = {"fact": "", "form": "(表)", "evidence": "(材料)"}
PASSES = "等组织部门审定"


def page() -> str:
    return PAGE_HEAD + "".join(_line(question) for question, _ in WORKED.values())


def _line(one: Asked) -> str:
    found = decisions.findings(one, KNOWN)
    said = ";".join(finding.message_id.format(**finding.values) for finding in found) or PASSES
    near = decisions.near_names(one, KNOWN) if not found else ()
    if near:
        said += ",先说明为什么不能用" + "、".join(f"“{name.label}”({name.similarity} %)" for name in near)
    about = (
        f"{POPULATIONS[one.population]},一年 {one.times_a_year} 次,每次 {one.minutes} 分钟,{LEVELS[one.supplied_by]}"
    )
    ground = "、".join((*one.criteria, *filter(None, [one.document]))) or "—"
    return f"| {one.label}{FORMS[one.form]}{f',{one.unit}' if one.unit else ''} | {about} | {ground} | {said} |\n"


if __name__ == "__main__":
    sys.stdout.write(page())
