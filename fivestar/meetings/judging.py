"""What a record of a meeting must be, whoever writes it: a form, an export or an act. Pure, told the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from fivestar.foundation.outcome import N_
from fivestar.meetings.kinds import Kind

MAX_DUE = 20_000  # as many as the largest residents' meeting of the register could have
MAX_GROUP = 200  # the range of the fact party_groups
MAX_TOPIC = 120


@dataclass(frozen=True, slots=True)
class Told:
    """The four fields; `group` is the number of the Party group where groups meet by themselves, else 0."""

    kind: Kind
    held_on: date
    due: int
    present: int
    topic: str
    group: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and with which field."""

    column: str
    message_id: str
    values: Mapping[str, object] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        return {"column": self.column, "message_id": self.message_id, "values": dict(self.values)}


def faults_of(told: Told, *, category: str, today: date) -> list[Fault]:
    """Everything wrong with a record; empty when it may be kept."""
    faults = [*_day_faults(told.held_on, today), *_number_faults(told)]
    if category in ("rural", "urban") and category not in told.kind.categories:
        faults.append(Fault("kind", N_("这类支部不开“{kind}”"), {"kind": told.kind.label}))
    if told.kind.by_group and not 1 <= told.group <= MAX_GROUP:
        faults.append(Fault("group", N_("请填是第几党小组")))
    if not told.topic:
        faults.append(Fault("topic", N_("没有填议题")))
    elif len(told.topic) > MAX_TOPIC:
        faults.append(Fault("topic", N_("议题最多 {most} 个字"), {"most": MAX_TOPIC}))
    return faults


def _day_faults(held_on: date, today: date) -> list[Fault]:
    if held_on > today:
        return [Fault("held_on", N_("日期 {day} 还没有到"), {"day": held_on.isoformat()})]
    if held_on.year < today.year - 1:
        return [Fault("held_on", N_("只记今年和去年的会议，{day} 太早了"), {"day": held_on.isoformat()})]
    return []


def _number_faults(told: Told) -> list[Fault]:
    if not 1 <= told.due <= MAX_DUE:
        return [Fault("due", N_("应到人数应在 1 到 {most} 之间"), {"most": MAX_DUE})]
    if not 1 <= told.present <= told.due:
        return [Fault("present", N_("实到人数应在 1 到应到人数 {due} 之间"), {"due": told.due})]
    return []


def least_of_groups(by_group: Mapping[int, int], *, groups: int | None) -> int:
    """How often the Party group that met least has met. A group without a record has met 0 times.

    groups: how many there are; None where that is not known: then of those that have a record.
    """
    if groups is None or groups < 1:
        return min(by_group.values(), default=0)
    return min(by_group.get(group, 0) for group in range(1, groups + 1))


def by_period(days: Iterable[tuple[str, int]]) -> dict[str, dict[int, int]]:
    """Period → group → how many, of (period, group) pairs."""
    found: dict[str, dict[int, int]] = {}
    for period, group in days:
        groups = found.setdefault(period, {})
        groups[group] = groups.get(group, 0) + 1
    return found
