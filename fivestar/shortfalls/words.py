"""Shortfalls in words: the task, what is missing, who supplies it, where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from fivestar.engine import Criterion, Rulebook, Value
from fivestar.engine.facts import base_name
from fivestar.engine.tree import keys_in
from fivestar.foundation.outcome import N_
from fivestar.scorecards.task_words import label_of, task_words
from fivestar.standards import words
from fivestar.standards.queries import rulebook_by_digest

if TYPE_CHECKING:
    from fivestar.responsibility.queries import InCharge
    from fivestar.shortfalls.models import Shortfall

STATE_WORDS = {
    "found": N_("待认领"),
    "rectifying": N_("整改中"),
    "reached": N_("已达标，待销号"),
    "struck_off": N_("已销号"),
    "gone": N_("不再考核"),
}
VERDICT_WORDS = {
    "unmet": N_("未达标"),
    "unknown": N_("待核实"),
    "met": N_("达标"),
    "pending": N_("期内"),
    "not_applicable": N_("不适用"),
    "gone": N_("不再考核"),
}
SINCE_WORDS = {
    "still": N_("还没解决"),
    "fallen_back": N_("反弹"),
    "reached": N_("已达标，待销号"),
    "struck_off": N_("已销号"),
    "cleared": N_("不再是短板，没有立整改"),
    "gone": N_("不再考核"),
}
AIM_WORDS = {"aimed": N_("目标星内"), "outside": N_("目标星外"), "open": N_("目标没定到星")}


_REACHED_WORDS = {"pending": N_("期内，待销号"), "not_applicable": N_("不适用，待销号")}


def state_words(row: Shortfall) -> str:
    """Where it stands; what is no longer lacking for another reason than being met says so."""
    if row.state == "reached":
        return gettext(_REACHED_WORDS.get(row.verdict, STATE_WORDS["reached"]))
    return gettext(STATE_WORDS[row.state])


def rulebook_of(row: Shortfall) -> Rulebook:
    return rulebook_by_digest(row.edition.digest)


def criterion_of(rulebook: Rulebook, criterion_id: str) -> Criterion:
    return next(one for one in rulebook.criteria if one.id == criterion_id)


def task_name(row: Shortfall) -> str:
    return criterion_of(rulebook_of(row), row.criterion).name


def star_name(rulebook: Rulebook, star_id: str) -> str:
    return next(star.name for star in rulebook.stars if star.id == star_id)


def gap_words(rulebook: Rulebook, criterion: Criterion, verdict: str, values: Mapping[str, Value]) -> str:
    """How much is missing, or which facts nobody has supplied; "" where nothing can be said."""
    if verdict == "unmet":
        said = task_words(rulebook, criterion.met_when, values)
        if said.gap or not said.value:
            return said.gap or ""
        return gettext("现在是：{value}").format(value=said.value)
    if verdict == "unknown":
        missing = [key for key in keys_of(rulebook, criterion) if values.get(key) is None]
        labels = gettext("、").join(label_of(key, rulebook.facts) for key in missing)
        return gettext("缺数据：{labels}").format(labels=labels) if labels else ""
    return ""


def suppliers(rulebook: Rulebook, criterion: Criterion) -> str:
    """Who supplies the facts of a task: departments by name, else the level."""
    facts = [rulebook.facts[base_name(key)] for key in keys_of(rulebook, criterion)]
    found = dict.fromkeys(fact.department or words.supplier_word(fact.supplied_by) for fact in facts)
    return gettext("、").join(found)


def keys_of(rulebook: Rulebook, criterion: Criterion) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for text in criterion.conditions() for key in keys_in(rulebook.trees[text])))


def who_is(post: InCharge) -> str:
    """A post and the surname of its holder, as anybody may read it."""
    return f"{post.office} {post.surname or gettext('空缺')}"
