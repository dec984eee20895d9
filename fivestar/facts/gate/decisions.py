"""What the machine says to a question before any person does: one finding per reason, or none. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from fivestar.engine.faults import N_
from fivestar.facts.gate.deriving import derivation
from fivestar.facts.gate.names import NEAR_PERCENT, name_of, similarity, unit_kind
from fivestar.facts.gate.shapes import BRANCHES, Asked, Finding, Held, Known, Near

SHORTEST_REASON = 4  # characters: “是” says nothing
_DOCUMENT = re.compile(r"^.{1,30}[〔\[(【]\s*\d{4}\s*[〕\])】]\s*(?:第\s*)?\d+\s*号$")


def findings(asked: Asked, known: Known) -> tuple[Finding, ...]:
    """Every reason to send the question back, the plainest first."""
    return tuple(found for rule in RULES if (found := rule(asked, known)) is not None)


def held(asked: Asked, known: Known) -> Finding | None:
    """Same measure, unit, population and period."""
    for one in known.held:
        if not _is_same(asked, one):
            continue
        if one.state:
            return Finding("held", N_("“{label}”已经有同样的申请"), {"label": one.label, "question": one.slug})
        return Finding(
            "held",
            N_("已经有了:“{label}”由{supplier}提供,直接用就行"),
            {"label": one.label, "supplier": one.supplier, "slug": one.slug},
        )
    return None


def derivable(asked: Asked, known: Known) -> Finding | None:
    expression = derivation(asked, known)
    if expression is None:
        return None
    return Finding("derivable", N_("不用问,可以算出来:{expression}"), {"expression": expression})


def unneeded(asked: Asked, known: Known) -> Finding | None:
    """A criterion in force or the number of a document; a file only where a criterion says why a record cannot do."""
    unknown = [one for one in asked.criteria if one not in known.criteria]
    if unknown:
        return Finding("unneeded", N_("现行标准里没有 {criteria}"), {"criteria": "、".join(unknown)})
    if asked.form == "evidence" and not any(known.criteria[one] for one in asked.criteria):
        return Finding("unneeded", N_("只有标准写明了为什么记录不够的任务,才可以要材料"), {})
    if not asked.criteria and not asked.document:
        return Finding("unneeded", N_("没有任务要用它,也没有文件要求"), {})
    if asked.document and not is_document_number(asked.document):
        return Finding("unneeded", N_("“{document}”不是文号,应写成 某办发〔2023〕12号"), {"document": asked.document})
    return None


def over_budget(asked: Asked, known: Known) -> Finding | None:
    """Reckoned over the year: a question once a year may take longer in its month than a month's share."""
    budget = known.budget
    if budget is None or budget.used_a_year + asked.minutes_a_year <= budget.minutes_a_month * 12:
        return None
    return Finding(
        "over_budget",
        N_("每月最多 {most} 分钟,已经用了 {used} 分钟,再加 {more} 分钟就超过了"),
        {
            "most": budget.minutes_a_month,
            "used": _a_month(budget.used_a_year),
            "more": _a_month(asked.minutes_a_year),
        },
    )


RULES: tuple[Callable[[Asked, Known], Finding | None], ...] = (held, derivable, unneeded, over_budget)


def near_names(asked: Asked, known: Known) -> tuple[Near, ...]:
    """What sounds alike, the most alike first; each, however many, needs a reason why it is something else."""
    name = name_of(asked.measure or asked.label)
    alike = (Near(one.slug, one.label, similarity(name, name_of(one.label))) for one in known.held)
    near = (one for one in alike if one.similarity >= NEAR_PERCENT)
    return tuple(sorted(near, key=lambda one: (-one.similarity, one.slug)))


def is_reason(text: str) -> bool:
    return len(text.strip()) >= SHORTEST_REASON


def is_document_number(text: str) -> bool:
    """区办发〔2023〕12号, with any brackets."""
    return _DOCUMENT.match(text.strip()) is not None


def _is_same(asked: Asked, one: Held) -> bool:
    return (
        asked.key == one.key
        and unit_kind(asked.unit) == one.unit_kind
        and asked.period == one.period
        and BRANCHES.get(asked.population, frozenset({asked.population})) <= one.populations
    )


def _a_month(minutes_a_year: int) -> int:
    """Rounded up: a minute begun is asked for."""
    return -(-minutes_a_year // 12)
