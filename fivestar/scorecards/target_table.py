"""A table of what branches aim at: `code`, `level`, `stars` (may be left out), `reason`. Read whole, every fault said.

Level 0 aims at nothing: a target that stands is taken back. Stars are names, short names or ids, separated by “、”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fivestar.engine import Rulebook
from fivestar.engine.rulebook import Star
from fivestar.foundation.outcome import N_
from fivestar.foundation.sheets import Cell, SheetFault, Table

if TYPE_CHECKING:
    from fivestar.territory.models import Branch

NEEDED = ("code", "level", "reason")
KNOWN = (*NEEDED, "stars", "name")
"""`name` is for whoever writes the table; the code decides."""
LONGEST_REASON = 300
_CODE = re.compile(r"[0-9]{12}")
_BETWEEN_STARS = re.compile(r"[、,，]")


@dataclass(frozen=True, slots=True)
class Aim:
    """A row without a fault. `stars` in the order of the edition."""

    branch: Branch
    level: int
    stars: tuple[str, ...]
    reason: str


def read_targets(
    table: Table, branches: Mapping[str, Branch], rulebooks: Mapping[str, Rulebook]
) -> tuple[list[Aim], list[SheetFault]]:
    """branches: those that may be given a target, by code; rulebooks: in force, by category."""
    faults = list(_of_header(table))
    if faults:
        return [], faults
    aims, seen = [], dict[str, int]()
    for number, cells in table.rows:
        given = {heading: _text(cell) for heading, cell in zip(table.header, cells, strict=True)}
        row = _Row(table.name, number, given, [])
        branch = row.branch(branches, seen)
        rulebook = rulebooks.get(branch.category) if branch else None
        if branch is not None and rulebook is None:
            row.fault("code", N_("这个支部还没有适用的标准，不能定目标"))
        stars = rulebook.stars if rulebook else ()
        level = row.level(len(stars)) if rulebook else None
        aimed = row.stars(stars, level) if level is not None else ()
        reason = row.reason()
        if branch is not None and level is not None and not row.faults:
            aims.append(Aim(branch, level, aimed, reason))
        faults += row.faults
    return aims, faults


@dataclass(frozen=True, slots=True)
class _Row:
    file: str
    number: int
    given: Mapping[str, str]
    faults: list[SheetFault]

    def fault(self, column: str, message_id: str, /, **values: object) -> None:
        self.faults.append(SheetFault(self.file, self.number, column, message_id, values))

    def branch(self, branches: Mapping[str, Branch], seen: dict[str, int]) -> Branch | None:
        code = self.given["code"]
        if not _CODE.fullmatch(code):
            self.fault("code", N_("应为 12 位数字的支部代码，现为“{found}”"), found=code)
            return None
        first = seen.setdefault(code, self.number)
        if first != self.number:
            self.fault("code", N_("{code} 已在第 {first} 行；一个支部应只有一行"), code=code, first=first)
        if code not in branches:
            self.fault("code", N_("应为本区现有支部的代码，没有 {code}"), code=code)
        return branches.get(code)

    def level(self, most: int) -> int | None:
        found = self.given["level"]
        if not found.isascii() or not found.isdecimal() or int(found) > most:
            self.fault("level", N_("应为 0 到 {most} 的整数，现为“{found}”"), most=most, found=found)
            return None
        return int(found)

    def stars(self, stars: Sequence[Star], level: int) -> tuple[str, ...]:
        ids = {name: star.id for star in stars for name in (star.id, star.name, star.short)}
        named = [name for part in _BETWEEN_STARS.split(self.given.get("stars", "")) if (name := part.strip())]
        for name in named:
            if name not in ids:
                known = "、".join(star.name for star in stars)
                self.fault("stars", N_("没有“{star}”这颗星；应为 {known}"), star=name, known=known)
                return ()
        aimed = {ids[name] for name in named}
        if aimed and len(aimed) != level:
            self.fault("stars", N_("应点 {level} 颗星或不点，现点了 {count} 颗"), level=level, count=len(aimed))
        return tuple(star.id for star in stars if star.id in aimed)

    def reason(self) -> str:
        reason = self.given["reason"]
        if not reason or len(reason) > LONGEST_REASON:
            self.fault("reason", N_("应写明理由，不超过 {most} 字"), most=LONGEST_REASON)
        return reason


def _of_header(table: Table) -> Iterator[SheetFault]:
    for column in NEEDED:
        if column not in table.header:
            yield SheetFault(table.name, None, column, N_("没有这一列；应有 code、level、reason，可有 stars、name"))
    for column in table.header:
        if column not in KNOWN:
            yield SheetFault(table.name, None, column, N_("不认识这一列；应有 code、level、reason，可有 stars、name"))
    if not table.rows:
        yield SheetFault(table.name, None, None, N_("文件里没有数据行"))


def _text(cell: Cell) -> str:
    """Excel keeps whole numbers as floats."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()
