"""What a project is to be, as a value, and what no plan may be. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from fivestar.engine.faults import N_
from fivestar.projects.decisions import Finding

MAX_PHASES = 6
LONGEST_PLAN = timedelta(days=5 * 366)  # a village committee's term; beyond it a year was typed wrong
MAX_BUDGET = 10**13  # 分: a hundred billion yuan is a slip of the pen in a village


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase of the schedule; both days count."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Plan:
    """sources: kind → 分. serves: criterion → its name."""

    title: str
    purpose: str
    kind: str
    spends_collective: bool
    touches_villagers: bool
    acceptance: str
    budget: int
    sources: Mapping[str, int]
    phases: tuple[Stretch, ...]
    serves: Mapping[str, str]
    people: str = ""


def plan_faults(plan: Plan) -> Iterator[Finding]:
    """Why this is no project, or no plan of one."""
    if not plan.title or not plan.purpose:
        yield Finding(N_("请写明做什么、为什么做"))
    if not plan.acceptance:
        yield Finding(N_("请写明做成什么样才算验收"))
    if not plan.spends_collective and not plan.touches_villagers:
        yield Finding(N_("不花集体的钱、也不涉及村民利益的措施，不用立项"))
    if plan.sources.get("collective") and not plan.spends_collective:
        yield Finding(N_("资金里有集体自有资金，就是动用集体资金"))
    if not 0 <= plan.budget <= MAX_BUDGET:
        yield Finding(N_("预算不对"))
    elif sum(plan.sources.values()) != plan.budget:
        yield Finding(
            N_("资金来源加起来是 {total} 元，预算 {budget} 元，对不上"),
            {"total": yuan(sum(plan.sources.values())), "budget": yuan(plan.budget)},
        )
    yield from _phase_faults(plan)


def _phase_faults(plan: Plan) -> Iterator[Finding]:
    if not 1 <= len(plan.phases) <= MAX_PHASES:
        yield Finding(N_("请排 1 到 {most} 个阶段"), {"most": MAX_PHASES})
    for one in plan.phases:
        if one.last < one.first:
            yield Finding(N_("“{name}”结束在开始之前"), {"name": one.name})
    if plan.phases and max(one.last for one in plan.phases) - min(one.first for one in plan.phases) > LONGEST_PLAN:
        yield Finding(N_("各阶段合起来有五年多，请看年份有没有写错"))


def yuan(fen: int) -> str:
    """Exact: 1234505 分 are “12,345.05”."""
    sign, whole = "-" if fen < 0 else "", abs(fen)
    rest = f".{whole % 100:02d}" if whole % 100 else ""
    return f"{sign}{whole // 100:,}{rest}"
