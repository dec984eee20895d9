"""Rules in words, in the reader's language: “须有三分之二以上”，said in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from fivestar.engine.faults import N_
from fivestar.standards.law.kinds import ALL, BODIES, FLAG_WORDS, OTHER_WORDS, PARTS, RuleKind
from fivestar.standards.law.values import Rule, Share, Value

EVERY_WORDS = {
    "month": N_("每月至少一次"),
    "quarter": N_("每季度至少一次"),
    "half_year": N_("每半年至少一次"),
    "year": N_("每年至少一次"),
}
_PEOPLE = "人"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A kind of rule on the page of a category, with what holds that day; None: 规则待录入."""

    label: str
    value: str
    rule: Rule | None


def kind_words(kind: RuleKind) -> str:
    if not kind.body:
        return gettext(FLAG_WORDS.get(kind.name) or OTHER_WORDS[kind.name])
    return f"{gettext(BODIES[kind.body])} · {gettext(PARTS[kind.part])}"


def value_words(value: Value, unit: str) -> str:
    """“不少于应到党员的 2/3”, “提前 3 天”, “每季度至少一次”, “3 人”, “适用”."""
    if isinstance(value, Share):
        words = (
            (gettext("超过应到{unit}的 {part}") if value.of_due else gettext("超过到会{unit}的 {part}"))
            if value.is_strict
            else (gettext("不少于应到{unit}的 {part}") if value.of_due else gettext("不少于到会{unit}的 {part}"))
        )
        return words.format(unit=unit, part=f"{value.numerator}/{value.denominator}")
    if isinstance(value, str):
        return gettext(EVERY_WORDS[value])
    if unit == _PEOPLE and value is not True:
        return gettext("{count} 人").format(count=value)
    return gettext("适用") if value is True else gettext("提前 {days} 天").format(days=value)


def lines_of(rules: dict[str, Rule]) -> list[RuleLine]:
    """Every kind there is, whether or not a text is loaded for it."""
    return [_line(kind, rules.get(kind.name)) for kind in ALL]


def _line(kind: RuleKind, rule: Rule | None) -> RuleLine:
    return RuleLine(kind_words(kind), value_words(rule.value, rule.unit) if rule else "", rule)


def days_words(first: date, last: date | None) -> str:
    if last is None:
        return gettext("{first} 起").format(first=first)
    return gettext("{first} 至 {last}").format(first=first, last=last)
