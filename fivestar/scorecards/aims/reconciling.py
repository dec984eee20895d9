"""Whether the figures of a plan, and the targets set, come to the same sums by level and by star. Pure.

A branch that aims at four stars aims at four of them: over any set of branches the sum over levels equals the sum over
stars. What does not come out is said with its difference, never put right. A level a plan does not name is not zero.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from fivestar.foundation.outcome import N_


@dataclass(frozen=True, slots=True)
class Figures:
    """branches: how many there are, None where nobody says. levels: level → branches. stars: star id → branches."""

    branches: int | None
    levels: Mapping[int, int]
    stars: Mapping[str, int]

    @property
    def placed(self) -> int:
        return sum(self.levels.values())

    @property
    def by_level(self) -> int:
        return sum(level * count for level, count in self.levels.items())

    @property
    def by_star(self) -> int:
        return sum(self.stars.values())


@dataclass(frozen=True, slots=True)
class Check:
    """One sum. comes_out: False is a finding, not a fault to be mended here."""

    message_id: str
    comes_out: bool
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aim:
    """What a branch aims at. stars: those named, empty where none is."""

    level: int
    stars: tuple[str, ...]


def of_all_levels(figures: Figures, most: int) -> Figures:
    """Counted figures: a level nobody aims at is zero, not unknown."""
    levels = {level: figures.levels.get(level, 0) for level in range(1, most + 1)}
    return Figures(figures.branches, levels, figures.stars)


def figures_of(
    aims: Collection[Aim], branches: int, every_star: Mapping[int, tuple[str, ...]] | None = None
) -> Figures:
    """Of targets set. every_star: level → the stars it can only be, such as all five of five."""
    levels: dict[int, int] = {}
    stars: dict[str, int] = {}
    for aim in aims:
        levels[aim.level] = levels.get(aim.level, 0) + 1
        for star in aim.stars or (every_star or {}).get(aim.level, ()):
            stars[star] = stars.get(star, 0) + 1
    return Figures(branches, levels, stars)


def within(figures: Figures, most: int) -> Iterator[Check]:
    """Figures against themselves. most: the highest level. Where branches are left for levels not named no sum
    can be told.
    """
    if not figures.levels:
        return
    has_room = figures.branches is None or figures.placed < figures.branches
    if has_room and set(figures.levels) < set(range(1, most + 1)):
        yield Check(N_("写明级别的共 {placed} 个支部，别的级没有写，合计对不了"), True, {"placed": figures.placed})
        return
    if figures.branches is not None:
        values = {"placed": figures.placed, "branches": figures.branches, "rest": figures.branches - figures.placed}
        if figures.placed == figures.branches:
            yield Check(N_("各级加起来 {placed} 个，正是全部 {branches} 个支部"), True, values)
        elif figures.placed < figures.branches:
            yield Check(N_("各级加起来 {placed} 个，支部有 {branches} 个，{rest} 个没有定级"), False, values)
        else:
            values["rest"] = -int(values["rest"])
            yield Check(N_("各级加起来 {placed} 个，比支部 {branches} 个多 {rest} 个"), False, values)
    if figures.stars:
        yield by_star_check(figures)


def by_star_check(figures: Figures) -> Check:
    """The sum over levels against the sum over stars."""
    values = {"levels": figures.by_level, "stars": figures.by_star, "rest": abs(figures.by_level - figures.by_star)}
    if figures.by_level == figures.by_star:
        return Check(N_("按级算 {levels} 颗星，按星算 {stars} 颗，相等"), True, values)
    return Check(N_("按级算 {levels} 颗星，按星算 {stars} 颗，差 {rest} 颗"), False, values)


@dataclass(frozen=True, slots=True)
class Against:
    """A level or star: planned (None: the plan does not name it) against set."""

    key: str
    planned: int | None
    set: int

    @property
    def difference(self) -> int | None:
        return None if self.planned is None else self.set - self.planned


def against_levels(planned: Figures | None, now: Figures, most: int) -> list[Against]:
    """From the highest level down to one."""
    named = planned.levels if planned is not None else {}
    return [Against(str(level), named.get(level), now.levels.get(level, 0)) for level in range(most, 0, -1)]


def against_stars(planned: Figures | None, now: Figures, stars: Collection[str]) -> list[Against]:
    named = planned.stars if planned is not None else {}
    return [Against(star, named.get(star), now.stars.get(star, 0)) for star in stars]
