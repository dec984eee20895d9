"""One task of a branch in words: its value, what it needs, what is missing, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from fivestar.engine import FactDef, Rulebook, Value
from fivestar.engine.explain import Step, steps
from fivestar.engine.facts import base_name
from fivestar.engine.tree import And, Arithmetic, Comparison, Fact, Node, Number, keys_in
from fivestar.scorecards.shapes import Meter, StepView
from fivestar.standards import words

Facts = Mapping[str, FactDef]
Values = Mapping[str, Value]

_SHARES = {100: "%", 1000: "‰"}


@dataclass(frozen=True, slots=True)
class TaskWords:
    """Words are None where there is no single value, threshold or gap to name."""

    value: str | None
    threshold: str | None
    gap: str | None
    meter: Meter | None
    steps: tuple[StepView, ...]


def task_words(rulebook: Rulebook, condition: str, values: Values) -> TaskWords:
    """A condition over these values."""
    tree = rulebook.trees[condition]
    parts = tree.parts if isinstance(tree, And) else (tree,)
    looked_at = [(part, steps(part, values, rulebook.facts)) for part in parts]
    said = [_value(part, values, rulebook.facts) for part in parts]
    needed = [_threshold(part, values, rulebook.facts) for part in parts]
    gaps = [gap for _, step in looked_at if (gap := words.gap_in_words(step, rulebook.facts))]
    return TaskWords(
        value=_joined(said),
        threshold=_joined([needed[0]] if len(set(needed)) == 1 else needed),
        gap=gettext("、").join(gaps) or None,
        meter=_meter(parts[0], values) if len(parts) == 1 else None,
        steps=tuple(
            StepView(
                words.tree_in_words(part, rulebook.facts),
                _verdict(step),
                words.gap_in_words(step, rulebook.facts) or None,
            )
            for part, step in looked_at
        ),
    )


def label_of(key: str, facts: Facts) -> str:
    """The fact's label; last year's says so."""
    label = words.label_of(facts[base_name(key)])
    return label if key in facts else gettext("上年的{fact}").format(fact=label)


def _joined(said: list[str | None]) -> str | None:
    known = [one for one in said if one]
    return gettext(";").join(known) if known and len(known) == len(said) else None


def _verdict(step: Step) -> str:
    return {True: "met", False: "unmet"}.get(step.value, "unknown") if isinstance(step.value, bool) else "unknown"


def share_of(node: Node) -> tuple[Fact, Fact, int, int] | None:
    """numerator, denominator, base and share of `a * 100 >= b * 30`."""
    match node:
        case Comparison(
            _, Arithmetic("*", Fact() as part, Number(base)), Arithmetic("*", Fact() as whole, Number(share))
        ):
            return part, whole, base, share
        case _:
            return None


def _value(node: Node, values: Values, facts: Facts) -> str | None:
    share = share_of(node)
    if share is not None:
        return _share_value(share, values, facts)
    keys = keys_in(node)
    if any(values.get(key) is None for key in keys):
        return None
    if len(keys) == 1:
        return words.value_in_words(facts[base_name(keys[0])], values[keys[0]])
    return gettext(",").join(
        f"{label_of(key, facts)} {words.value_in_words(facts[base_name(key)], values[key])}" for key in keys
    )


def _share_value(share: tuple[Fact, Fact, int, int], values: Values, facts: Facts) -> str | None:
    part, whole, base, _ = share
    have, of = values.get(part.key), values.get(whole.key)
    if not isinstance(have, int) or not isinstance(of, int):
        return None
    fact = facts[part.name]
    counted = f"{have:,} / {of:,} {fact.unit or ''}"
    if fact.unit == "分":
        counted = " / ".join(words.amount_in_words(amount, fact.unit, fact.shown_as) for amount in (have, of))
    if base in _SHARES and of:
        # Cut off to one decimal, never rounded up to the threshold.
        tenths = have * base * 10 // of
        return f"{tenths // 10}.{tenths % 10} {_SHARES[base]}({counted})".replace(".0 ", " ")
    return counted


def _threshold(node: Node, values: Values, facts: Facts) -> str | None:
    share = share_of(node)
    if share is not None and isinstance(node, Comparison):
        _, _, base, least = share
        return (
            f"{words.SIGNS[node.op]} {least} {_SHARES[base]}"
            if base in _SHARES
            else f"{words.SIGNS[node.op]} {least}/{base}"
        )
    match node:
        case Comparison(op, left, Number(value)):
            fact = facts[base_name(keys_in(left)[0])] if keys_in(left) else None
            amount = words.amount_in_words(value, fact.unit, fact.shown_as) if fact else f"{value:,}"
            return f"{words.SIGNS[op]} {amount}"
        case Comparison(op, _, Fact() as right) if values.get(right.key) is not None:
            return f"{words.SIGNS[op]} {words.value_in_words(facts[right.name], values[right.key])}"
        case Fact():
            return words.value_in_words(facts[node.name], value=True)
        case _:
            return None


def _meter(node: Node, values: Values) -> Meter | None:
    """Only where more is better: a bar that grows to its mark."""
    share = share_of(node)
    if share is not None and isinstance(node, Comparison) and node.op in {">=", ">"}:
        part, whole, base, least = share
        have, of = values.get(part.key), values.get(whole.key)
        if not isinstance(have, int) or not isinstance(of, int) or not of:
            return None
        return Meter(value=have, threshold=-(-of * least // base), maximum=max(of, have))
    match node:
        case Comparison(">=" | ">", Fact() as left, Number(threshold)) if threshold > 0:
            have = values.get(left.key)
            if isinstance(have, int) and have >= 0:
                return Meter(value=have, threshold=threshold, maximum=max(have, threshold * 5 // 4))
            return None
        case _:
            return None
