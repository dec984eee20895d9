"""What the standards in force already ask for, as the gate needs it: facts, shares, criteria, minutes. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fivestar.engine import FactDef, Rulebook
from fivestar.engine.facts import base_name
from fivestar.engine.tree import Arithmetic, Comparison, Fact, Node, Number, keys_in, walk
from fivestar.facts.gate.shapes import Held


def needed_facts(rulebook: Rulebook) -> dict[str, FactDef]:
    """The facts that criteria in force read; a veto that is off needs none."""
    texts = [text for one in rulebook.criteria if not one.is_off for text in one.conditions()]
    texts += [cap.when for cap in rulebook.edition.caps]
    slugs = dict.fromkeys(base_name(key) for text in texts for key in keys_in(rulebook.trees[text]))
    return {slug: rulebook.facts[slug] for slug in slugs}


def held_facts(rulebooks: Mapping[str, Rulebook]) -> tuple[Held, ...]:
    """Every fact that is needed, with the categories of branches it is held for."""
    found: dict[str, Held] = {}
    for category, rulebook in rulebooks.items():
        for slug, fact in needed_facts(rulebook).items():
            before = found[slug].populations if slug in found else frozenset()
            found[slug] = Held(
                slug=slug,
                label=fact.label,
                unit=fact.unit or "",
                populations=before | {category},
                period=fact.period,
                adds=fact.adds,
                supplier=supplier_in_chinese(fact),
            )
    return tuple(found.values())


def shares(rulebooks: Mapping[str, Rulebook]) -> tuple[tuple[str, str], ...]:
    """(part, whole) of every comparison `part * 100 >= whole * 30`, each once."""
    found = (
        pair
        for rulebook in rulebooks.values()
        for one in rulebook.criteria
        for node in walk(rulebook.trees[one.met_when])
        for pair in _share_in(node)
    )
    return tuple(dict.fromkeys(found))


def criteria(rulebooks: Mapping[str, Rulebook]) -> dict[str, bool]:
    """Criterion → may it ask for a file."""
    return {
        one.id: one.evidence_reason is not None
        for rulebook in rulebooks.values()
        for one in rulebook.criteria
        if not one.is_off
    }


def supplier_in_chinese(fact: FactDef) -> str:
    """Stays Chinese, as rulebook text does: it is kept with the finding."""
    if fact.supplied_by == "records":
        return fact.department or "工作记录"
    return fact.department or {"village": "村(社区)", "township": "乡镇(街道)", "department": "部门"}[fact.supplied_by]


def _share_in(node: Node) -> Iterator[tuple[str, str]]:
    match node:
        case Comparison(_, Arithmetic("*", Fact(part, False), Number()), Arithmetic("*", Fact(whole, False), Number())):
            if part != whole:
                yield part, whole
