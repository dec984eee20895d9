"""Screening and rectification of the demonstration: one screening in the year, measures since, some struck off.

Which tasks became met, fell back or are still lacking is what the year's facts say; nothing of that is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fivestar.demonstration.places import TOLD_COMMUNITY, TOLD_VILLAGE
from fivestar.foundation.access import SYSTEM, Actor, Duty
from fivestar.foundation.clock import morning_of
from fivestar.responsibility.in_charge import refs_of
from fivestar.responsibility.queries import owner_choices, post_by_public_id
from fivestar.shortfalls import actions, queries

if TYPE_CHECKING:
    from fivestar.shortfalls.models import Shortfall
    from fivestar.territory.models import Branch, Region

Say = Callable[[str], None]
BEFORE_TODAY = timedelta(days=100)
"""The screening is on a day of recording so long ago that much has come of it."""
TAKEN_UP_A_BRANCH = 3
BRANCHES_AT_WORK = 14
TERMS = (timedelta(days=70), timedelta(days=95), timedelta(days=140))
"""From the screening on: the first two are over by today, the last is not."""
MEASURES = (
    ("支部牵头，月内补齐；乡镇干事每周看一次进度（演示）", False),
    ("和牵头部门对接，一起补上差的部分（演示）", False),
    ("集体出钱，把闲着的老房子修整出来用（演示）", True),
)
"""Each with whether it spends collective money: the last takes a project."""
NOTE = "到村看过，和数据一致（演示）"
STRUCK_OFF = 2 / 3


def day_of_the_screening(days: Sequence[date], today: date) -> date | None:
    """None early in the year."""
    return max((day for day in days if day <= today - BEFORE_TODAY), default=None)


def screen_and_take_up(district: Region, branches: Iterable[Branch], day: date, say: Say) -> None:
    """That day's list, and what secretaries took up of it that morning."""
    made = actions.screen(actor=SYSTEM, district=district, at=morning_of(day))
    secretaries = refs_of(district, Duty.OWN, day)
    taken = 0
    for branch in _at_work(branches, made.branches.values_list("branch", flat=True)):
        lacking = [row for row in queries.of_branch(SYSTEM, branch) if row.is_open and row.verdict == "unmet"]
        for number, row in enumerate(lacking[:TAKEN_UP_A_BRANCH]):
            _take_up(row, secretaries, day, number)
            taken += 1
    say(f"全面排查：{day}，{made.branches.count()} 个支部，{made.tasks.count():,} 项，认领 {taken} 项")


def strike_off_what_is_reached(district: Region, today: date, say: Say) -> None:
    """Most of what the facts say by now, by the township's secretary; the rest waits for somebody."""
    managers = refs_of(district, Duty.MANAGE, today)
    reached = [row for row in queries.to_strike_off(SYSTEM, morning_of(today)).order_by("pk") if row.owner_id]
    for row in reached[: round(len(reached) * STRUCK_OFF)]:
        actor = _as(managers.get(row.branch.township.path, ""))
        actions.strike_off(actor=actor, shortfall=row, note=NOTE, at=morning_of(today))
    say(f"销号：达标待销号 {len(reached)} 项，销了 {round(len(reached) * STRUCK_OFF)} 项")


def _at_work(branches: Iterable[Branch], screened: Iterable[int]) -> list[Branch]:
    """The told ones, and every so many of the screened."""
    ids = set(screened)
    there = [branch for branch in branches if branch.pk in ids]
    told = [branch for branch in there if _is_told(branch)]
    step = max(1, len(there) // BRANCHES_AT_WORK)
    return [*told, *(branch for branch in there[::step] if branch not in told)]


def _is_told(branch: Branch) -> bool:
    return any(
        branch.township.name == township and branch.village.name.startswith(core)
        for township, core in (TOLD_VILLAGE, TOLD_COMMUNITY)
    )


def _take_up(row: Shortfall, secretaries: dict[str, str], day: date, number: int) -> None:
    choices = owner_choices(row.branch.path, day)
    owner = post_by_public_id(choices[0].public_id)
    assert owner is not None  # it has just been offered
    measure, spends = MEASURES[number % len(MEASURES)]
    actions.plan(
        actor=_as(secretaries.get(row.branch.path, "")),
        shortfall=row,
        measure=measure,
        owner=owner,
        due_on=day + TERMS[number % len(TERMS)],
        spends_collective=spends,
        touches_villagers=spends,
        seen=row.version,
        at=morning_of(day),
    )


def _as(ref: str) -> Actor:
    """The program itself, in the name of whoever holds the post."""
    return replace(SYSTEM, person_ref=ref) if ref else SYSTEM
