"""The rule of a day: what the district entered for it, else what is shipped, else none."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from fivestar.standards.law.kinds import BY_NAME
from fivestar.standards.law.shipped import shipped_rules
from fivestar.standards.law.values import Rule, read_value
from fivestar.standards.models import LocalRule

if TYPE_CHECKING:
    from fivestar.territory.models import Region


def rule(rule_id: str, *, on: date, district: Region | None = None) -> Rule | None:
    """None where no text is loaded for that day: then nothing may be judged by it. One query with a district."""
    category, _, name = rule_id.partition(".")
    return rules_on(category, on=on, district=district).get(name)


def rules_on(category: str, *, on: date, district: Region | None = None) -> dict[str, Rule]:
    """Name → rule of a category (village, community) that day. A district's own stands before the shipped one."""
    found = {one.name: one for one in shipped_rules() if one.category == category and one.holds_on(on)}
    if district is not None:
        rows = LocalRule.objects.filter(district=district, category=category, withdrawn_at=None, valid_from__lte=on)
        for row in rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)):
            found[row.name] = as_rule(row)
    return found


def rules_of_days(district: Region, wanted: Collection[tuple[str, date]]) -> dict[tuple[str, date], dict[str, Rule]]:
    """(category, day) → what `rules_on` says of them. One query, however many."""
    rows = list(LocalRule.objects.filter(district=district, withdrawn_at=None)) if wanted else []
    found = {}
    for category, day in set(wanted):
        there = {one.name: one for one in shipped_rules() if one.category == category and one.holds_on(day)}
        local = [as_rule(row) for row in rows if row.category == category]
        found[category, day] = there | {one.name: one for one in local if one.holds_on(day)}
    return found


def as_rule(row: LocalRule) -> Rule:
    value = read_value(row.value, BY_NAME[row.name].kind)
    rule_id = f"{row.category}.{row.name}"
    return Rule(rule_id, value, row.unit, row.valid_from, row.valid_to, row.article, row.source, is_local=True)


def entered(district: Region) -> QuerySet[LocalRule]:
    """What a district entered, withdrawn rows too, the newest first. Rules are public."""
    return LocalRule.objects.filter(district=district).order_by("-entered_at", "-id")
