"""One task of a branch as the dossier shows it, with each of its facts and why one is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from fivestar.engine import Criterion, FactDef, Rulebook
from fivestar.engine.explain import Explanation
from fivestar.engine.facts import base_name
from fivestar.engine.tree import keys_in
from fivestar.facts.queries import Reading, values_of
from fivestar.facts.values import value_of
from fivestar.foundation.outcome import N_
from fivestar.scorecards.shapes import FactLine, Note, TaskView
from fivestar.scorecards.task_words import label_of, task_words
from fivestar.standards import words

Readings = Mapping[str, Reading]

_INNER_QUOTES = str.maketrans("“”", "‘’")


def task_view(
    rulebook: Rulebook, criterion: Criterion, code: int, why: Explanation, readings: Readings, stated: Readings
) -> TaskView:
    """readings: on the basis shown; stated: what is stated, to say so where it is not confirmed yet."""
    values = values_of(readings, rulebook.facts)
    said = task_words(rulebook, criterion.met_when, values)
    lines = tuple(fact_line(key, rulebook, readings, stated) for key in _keys(rulebook, criterion))
    verdict = str(why.criteria[criterion.id].verdict)
    dated = [line for line in lines if line.observed_on is not None]
    newest = max(dated, key=lambda line: line.observed_on or date.min, default=None)
    is_decided = verdict in {"met", "unmet", "pending"}
    return TaskView(
        id=criterion.id,
        key_task=criterion.key_task,
        name=criterion.name,
        text=criterion.text,
        verdict=verdict,
        code=str(code),
        on_pace=why.criteria[criterion.id].on_pace,
        counted=why.rated.outcomes[criterion.id].counted,
        value_words=said.value,
        threshold_words=said.threshold,
        gap_words=said.gap if verdict in {"unmet", "pending"} else None,
        meter=said.meter if is_decided else None,
        condition_words=words.condition_in_words(criterion, rulebook.facts),
        condition=criterion.met_when,
        steps=said.steps,
        facts=lines,
        source=newest.source if newest else None,
        observed_on=newest.observed_on if newest else None,
        department=criterion.lead_dept,
        co_departments=criterion.co_depts,
        supplied_by=criterion.supplied_by,
        evidence=criterion.evidence or "",
        evidence_reason=criterion.evidence_reason,
        is_draft=criterion.source == "drafted",
        is_veto=criterion.veto is not None,
        unknown_reason=next((line.unknown_reason for line in lines if line.unknown_reason), None)
        if verdict == "unknown"
        else None,
    )


def fact_line(key: str, rulebook: Rulebook, readings: Readings, stated: Readings) -> FactLine:
    fact = rulebook.facts[base_name(key)]
    reading = readings.get(key)
    value = None if reading is None or reading.value is None else value_of(fact, reading.value)
    basis: Literal["S", "C"] | None = None
    if reading is not None:
        basis = "S" if reading.basis == "S" else "C"
    return FactLine(
        id=key,
        slug=fact.id,
        frequency=fact.frequency,
        label=label_of(key, rulebook.facts),
        value_words=None if value is None else words.value_in_words(fact, value),
        period=reading.period if reading else None,
        basis=basis,
        source=reading.source if reading else None,
        observed_on=reading.observed_on if reading else None,
        supplied_by=fact.supplied_by,
        department=fact.department,
        unknown_reason=None if value is not None else why_unknown(fact, reading, stated.get(key)),
        amount=value if isinstance(value, int) and not isinstance(value, bool) else None,
        unit=fact.unit or "",
    )


def why_unknown(fact: FactDef, reading: Reading | None, stated: Reading | None) -> Note:
    """Why a fact has no value: too old, stated but not confirmed, or not supplied, and by whom."""
    label = words.label_of(fact)
    if reading is not None and reading.missing is not None:
        return Note(N_("“{label}”缺 {period} 的数据"), {"label": label, "period": reading.missing})
    if reading is not None:
        return Note(N_("“{label}”已过期(上次 {day})"), {"label": label, "day": reading.observed_on.isoformat()})
    if stated is not None and stated.value is not None:
        # Without the figure: these words are for the public too, which may not read what is only stated.
        return Note(N_("“{label}”有报数，尚未核实"), {"label": label})
    if fact.supplied_by == "department" and fact.department:
        return Note(N_("{department}尚未供数:{label}"), {"department": fact.department, "label": label})
    if fact.supplied_by == "records":
        return Note(N_("还没有“{label}”的记录"), {"label": label.translate(_INNER_QUOTES)})
    if fact.supplied_by == "township":
        return Note(N_("乡镇(街道)尚未填报:{label}"), {"label": label})
    return Note(N_("村(社区)尚未填报:{label}"), {"label": label})


def _keys(rulebook: Rulebook, criterion: Criterion) -> tuple[str, ...]:
    """The facts of the task, those of `met_when` first."""
    conditions = (criterion.met_when, *criterion.conditions())
    return tuple(dict.fromkeys(key for text in conditions for key in keys_in(rulebook.trees[text])))
