"""How a worklist is laid out: what others wait for first, then by the day it is due. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item

NEAR = timedelta(days=7)
SHOWN = 6
"""How many of a group stand open; the rest is folded under its number, never left out."""
FAR = date.max


@dataclass(frozen=True, slots=True)
class Line:
    """An item as a day reads it. days: until it is due, negative when that is past, None without a day."""

    item: Item
    days: int | None

    @property
    def is_late(self) -> bool:
        return self.days is not None and self.days < 0

    @property
    def days_late(self) -> int:
        return -(self.days or 0)


@dataclass(frozen=True, slots=True)
class Group:
    """One heading. is_quiet: nothing there is to be done by the reader, so that it stands folded whole."""

    id: str
    label: str
    lines: tuple[Line, ...]
    is_quiet: bool = False

    @property
    def shown(self) -> tuple[Line, ...]:
        """One more is not worth a fold."""
        return () if self.is_quiet else self.lines if len(self.lines) <= SHOWN + 1 else self.lines[:SHOWN]

    @property
    def folded(self) -> tuple[Line, ...]:
        return self.lines[len(self.shown) :]


def _is_near(item: Item, day: date) -> bool:
    return item.due_on is not None and item.due_on <= day + NEAR


# Each item stands in the first group that takes it.
GROUPS: tuple[tuple[str, str, Callable[[Item, date], bool]], ...] = (
    ("with_others", N_("已交给别人，不用您办"), lambda item, day: item.is_with_others),
    ("blocking", N_("别人在等您"), lambda item, day: item.blocks_others),
    ("late", N_("已过期的"), lambda item, day: item.due_on is not None and item.due_on < day),
    ("near", N_("七天内到期"), _is_near),
    ("later", N_("以后到期，或没有期限"), lambda item, day: True),
)
ORDER = ("blocking", "late", "near", "later", "with_others")


def grouped(items: Iterable[Item], day: date) -> tuple[Group, ...]:
    """Groups that hold something, in their order; within one by due day, then by who has waited longest."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(next(name for name, _, takes in GROUPS if takes(item, day)), []).append(item)
    labels = {name: label for name, label, _ in GROUPS}
    return tuple(
        Group(name, labels[name], tuple(_lines(found[name], day)), is_quiet=name == "with_others")
        for name in ORDER
        if name in found
    )


def _lines(items: list[Item], day: date) -> Iterable[Line]:
    for item in sorted(items, key=lambda one: (one.due_on or FAR, one.since or FAR)):
        yield Line(item, None if item.due_on is None else (item.due_on - day).days)
