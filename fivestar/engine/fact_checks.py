"""What must be true of a fact definition beyond its shape."""

import re

from fivestar.engine.draft import Draft
from fivestar.engine.facts import EXACT, FactDef, base_name
from fivestar.engine.faults import N_
from fivestar.engine.language import is_name
from fivestar.engine.tree import keys_in

RESERVED = {"branch", "level", "at_most", "previous", "star", "name"}
_FACT_ID = re.compile(r"[a-z][a-z0-9_]{0,62}")


def facts_are_sound(draft: Draft) -> None:
    for name, fact in draft.facts.items():
        if not _FACT_ID.fullmatch(name) or name in RESERVED or not is_name(name):
            draft.fault("fact", name, N_("事实的 id 要用小写英文、数字和下划线,不能是 SQL 保留字"), at=("id",))
        for key, message_id in _fact_problems(fact):
            draft.fault("fact", name, message_id, at=(key,))


def _fact_problems(fact: FactDef) -> list[tuple[str, str]]:
    low, high = fact.range or (0, 0)
    is_integer, is_choice = fact.type == "integer", fact.type == "choice"
    choices = fact.choices or ()
    problems = {
        ("range", N_("整数事实要有 range")): is_integer and fact.range is None,
        ("range", N_("只有整数事实才有 range")): not is_integer and fact.range is not None,
        ("range", N_("range 要从小到大,并在 ±2^53 之内")): not -EXACT < low <= high < EXACT,
        ("unit", N_("只有整数事实才有 unit")): not is_integer and fact.unit is not None,
        ("unit", N_("整数事实要有 unit")): is_integer and not fact.unit,
        ("shown_as", N_("只有以分记的事实才能换算成元、万元")): fact.shown_as is not None and fact.unit != "分",
        ("adds", N_("只有整数事实才能相加或取大小")): not is_integer and fact.adds != "last",
        ("choices", N_("选项事实要列出至少两个不同的 choices")): is_choice
        and not 2 <= len(set(choices)) == len(choices),
        ("choices", N_("只有选项事实才有 choices")): not is_choice and fact.choices is not None,
        ("department", N_("由部门提供的事实要写明 department")): fact.supplied_by == "department"
        and not fact.department,
        ("department", N_("不由部门提供的事实不写 department")): fact.supplied_by != "department"
        and bool(fact.department),
        ("keeper", N_("由记录得出的事实要写明 keeper")): fact.supplied_by == "records" and fact.keeper is None,
        ("keeper", N_("只有由记录得出的事实才写 keeper")): fact.supplied_by != "records" and fact.keeper is not None,
        ("stale_after_days", N_("stale_after_days 要大于 0")): fact.stale_after_days is not None
        and fact.stale_after_days <= 0,
    }
    return [problem for problem, is_so in problems.items() if is_so]


def no_fact_is_unused(draft: Draft) -> None:
    """Strict only: a fact of this edition's own that no condition needs would be asked for nothing."""
    used = {base_name(key) for tree in draft.trees.values() for key in keys_in(tree)}
    for name in draft.facts:
        if name in draft.own_facts and name not in used:
            draft.fault("fact", name, N_("没有任务用到这个事实"), at=("id",))
