"""The rules shipped in rulebook/rules/, read once and with care: unknown ids and unreadable values are refused."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import yaml
from django.conf import settings

from fivestar.standards.law.kinds import kind_of
from fivestar.standards.law.values import Rule, read_value


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    value: str
    unit: str
    valid_from: date
    valid_to: date | None
    article: str
    source: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    rules: list[_Row]


def shipped_rules() -> tuple[Rule, ...]:
    """Every rule of every file, in the order of the files."""
    return _read(Path(settings.RULEBOOK_DIR) / "rules")


@cache
def _read(folder: Path) -> tuple[Rule, ...]:
    return tuple(rule for file in sorted(folder.glob("*.yaml")) for rule in read_file(file))


def read_file(file: Path) -> list[Rule]:
    """Raises ValueError with the file and what is wrong in it."""
    try:
        rows = msgspec.convert(yaml.safe_load(file.read_text(encoding="utf-8")), _File).rules
        rules = [_rule(row) for row in rows]
    except ValueError as error:  # msgspec's and ours descend from it
        raise ValueError(f"{file.name}: {error}") from None
    for number, rule in enumerate(rules):
        for other in rules[:number]:
            if other.id == rule.id and overlap(other, rule):
                raise ValueError(f"{file.name}: {rule.id} holds twice on one day")
    return rules


def overlap(one: Rule, other: Rule) -> bool:
    """Whether both hold on some day."""
    starts = max(one.valid_from, other.valid_from)
    return one.holds_on(starts) and other.holds_on(starts)


def _rule(row: _Row) -> Rule:
    kind = kind_of(row.id)
    if kind is None:
        raise ValueError(f"{row.id}: no such rule")
    if not row.article or not row.source:
        raise ValueError(f"{row.id}: a rule names its article and its source")
    if row.valid_to is not None and row.valid_to < row.valid_from:
        raise ValueError(f"{row.id}: ends before it begins")
    value = read_value(row.value, kind.kind)
    return Rule(row.id, value, row.unit, row.valid_from, row.valid_to, row.article, row.source)
