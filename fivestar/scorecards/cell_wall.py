"""The wall of a district or township: a cell for each branch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Min

from fivestar.foundation.access import Duty
from fivestar.scorecards.models import Scorecard
from fivestar.scorecards.narrowing import CHOSEN_BY, Asked, Narrowed, narrow
from fivestar.scorecards.shapes import Block, Cell, Change, Direction, LevelCount, Wall
from fivestar.scorecards.standing import (
    Standing,
    cards_on,
    held,
    level_counts,
    names_of,
    share_of,
    standings,
    targets_under,
)
from fivestar.scorecards.stuck import stuck_departments
from fivestar.scorecards.wall_notes import department_choices, notes, star_choices
from fivestar.standards import queries as standards
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.standards.models import Edition
    from fivestar.territory.models import Branch, Region

CHANGED_WITHIN = timedelta(days=7)
RECENT_SHOWN = 8
OUTSIDE = "outside"  # not in the drive: drawn, but no branch of it and in no count


@dataclass(frozen=True, slots=True)
class _Before:
    """What a branch carried before its first change of the last seven days."""

    level: int
    stars: str
    digest: str
    changed_on: date


@dataclass(frozen=True, slots=True)
class _Known:
    """All a cell is drawn from, by branch."""

    day: date
    is_past: bool
    narrowed: Narrowed
    standing: Mapping[int, Standing]
    before: Mapping[int, _Before]
    targets: Mapping[int, tuple[int, tuple[str, ...]]]
    editions: Mapping[str, Edition]  # by category


def wall_of_cells(region: Region, day: date, today: date, asked: Asked) -> Wall:
    is_past = day < today
    district_id = region.pk if region.kind == "district" else region.parent_id
    assert district_id is not None  # only the nation has no parent, by constraint
    townships = [region] if region.kind == "township" else list(territory.townships_of(region))
    everywhere = list(territory.branches_under(region).select_related("village").order_by("village__code"))
    in_force = standards.editions_in_force([district_id], day)
    rulebooks = [standards.rulebook_of(edition) for _, edition in sorted(in_force.items())]
    narrowed = narrow(region, day, asked, rulebooks)
    branches = narrowed.of(everywhere)
    paths = {branch.pk: branch.path for branch in branches}
    within = cards_on(day, is_past=is_past).filter(district=district_id)
    if region.kind == "township":
        within = within.filter(branch__township=region)
    known = _Known(
        day=day,
        is_past=is_past,
        narrowed=narrowed,
        standing={branch: one for branch, one in standings(within).items() if branch in paths},
        before=_before(district_id, day),
        targets=_targets(branches, in_force.values()),
        editions={category: edition for (_, category), edition in in_force.items()},
    )
    aims = Counter(level for level, _ in known.targets.values())
    counted = Counter(one.level for one in known.standing.values())
    return Wall(
        name=region.name,
        code=region.code,
        kind=region.kind,
        on=day,
        today=today,
        first_day=Scorecard.objects.filter(district=district_id, basis="C").aggregate(day=Min("since"))["day"],
        year=max((edition.year for edition in in_force.values()), default=day.year),
        branch_count=sum(branch.category != OUTSIDE for branch in branches),
        rural_count=sum(branch.category == "rural" for branch in branches),
        urban_count=sum(branch.category == "urban" for branch in branches),
        level_counts=tuple(LevelCount(*row) for row in level_counts(counted, aims)),
        undecided_count=sum(branch.category != OUTSIDE and branch.pk not in known.standing for branch in branches),
        known=share_of(known.standing.values()),
        blocks=_blocks(townships, branches, known),
        recent=_recent(branches, townships, known),
        stuck=stuck_departments(
            known.standing, in_force.values(), today, is_past=is_past, paths=paths, there=narrowed.there
        ),
        figures=notes(region, day, Counter(branch.category for branch in everywhere), rulebooks),
        star_choices=star_choices(rulebooks),
        department_choices=department_choices(rulebooks),
        star=narrowed.star,
        department=narrowed.department,
        is_fictitious=region.is_fictitious,
        is_past=is_past,
        taskforce_choices=narrowed.there[Duty.TASKFORCE],
        holder_choices=tuple((duty, narrowed.there[duty]) for duty in CHOSEN_BY if narrowed.there[duty]),
        taskforce=narrowed.taskforce,
        holder=narrowed.holder,
    )


def _before(district_id: int, day: date) -> dict[int, _Before]:
    ended = Scorecard.objects.filter(district=district_id, basis="C", until__gt=day - CHANGED_WITHIN, until__lte=day)
    found: dict[int, _Before] = {}
    for branch, level, stars, digest, until in ended.order_by("until").values_list(
        "branch", "level", "stars", "edition__digest", "until"
    ):
        assert until is not None  # by the filter
        first = found.get(branch)
        found[branch] = (
            _Before(level, stars, digest, until)
            if first is None
            else _Before(first.level, first.stars, first.digest, until)
        )
    return found


def _targets(branches: Sequence[Branch], editions: Iterable[Edition]) -> dict[int, tuple[int, tuple[str, ...]]]:
    """Targets of the year the editions in force are for."""
    targets = targets_under(editions)
    there = {branch.pk for branch in branches}
    return {
        branch: (level, tuple(stars))
        for branch, level, stars in targets.filter(
            branch__district__in={one.district_id for one in branches}
        ).values_list("branch", "level", "stars")
        if branch in there
    }


def _blocks(townships: Iterable[Region], branches: Sequence[Branch], known: _Known) -> tuple[Block, ...]:
    """Of a narrowed wall only those with a cell."""
    blocks = (_block(township, branches, known) for township in townships)
    is_narrowed = known.narrowed.taskforce is not None or known.narrowed.holder is not None
    return tuple(block for block in blocks if block.cells or not is_narrowed)


def _block(township: Region, branches: Sequence[Branch], known: _Known) -> Block:
    cells = tuple(_cell(branch, known) for branch in branches if branch.township_id == township.pk)
    within = [cell for cell in cells if cell.category != OUTSIDE]
    return Block(
        name=township.name,
        code=township.code,
        kind=township.kind,
        public_id=township.public_id,
        branch_count=len(within),
        waiting_count=sum(cell.level is None or any(star.code == "2" for star in cell.stars) for cell in within),
        cells=cells,
        level_counts=tuple(
            LevelCount(*row)
            for row in level_counts(
                Counter(cell.level for cell in cells if cell.level is not None),
                Counter(cell.target_level for cell in cells if cell.target_level is not None),
            )
        ),
        star_counts=Counter(cell.filtered for cell in cells if cell.filtered is not None),
    )


def _cell(branch: Branch, known: _Known) -> Cell:
    one = known.standing.get(branch.pk)
    star = known.narrowed.star
    target_level, target_stars = known.targets.get(branch.pk, (None, ()))
    return Cell(
        public_id=branch.public_id,
        name=branch.village.name,
        category=branch.category,
        level=one.level if one else None,
        at_most=one.at_most if one else None,
        stars=one.marks if one else (),
        unmet=one.unmet if one else 0,
        unknown=one.unknown if one else 0,
        pending=one.pending if one else 0,
        target_level=target_level,
        target_stars=target_stars,
        changed=_direction(one, known.before.get(branch.pk)),
        is_stale=one is not None and _is_stale(one, branch, known),
        filtered=one.star(star) if one and star else None,
        waits_on=known.narrowed.open_tasks(one.rulebook, one.outcomes) if one and known.narrowed.counts_tasks else None,
    )


def _is_stale(one: Standing, branch: Branch, known: _Known) -> bool:
    """Past its date, or by an edition that no longer holds: read as unknown until it is scored again."""
    edition = known.editions.get(branch.category)
    if known.is_past:
        return False
    return edition is None or edition.pk != one.edition or one.is_over(known.day)


def _direction(one: Standing | None, before: _Before | None) -> Direction | None:
    """Up or down against a week ago: by level, and at the same level by the number of stars that may still come."""
    if one is None or before is None or one.level == before.level:
        return None
    return "up" if one.level > before.level else "down"


def _recent(branches: Sequence[Branch], townships: Sequence[Region], known: _Known) -> tuple[Change, ...]:
    """The latest changes of stars, newest first."""
    names = {township.pk: township.name for township in townships}
    found = []
    for branch in branches:
        before, now = known.before.get(branch.pk), known.standing.get(branch.pk)
        if before is None or now is None:
            continue
        had, has = held(standards.rulebook_by_digest(before.digest), before.stars), held(now.rulebook, now.stars)
        if had == has:
            continue
        found.append(
            Change(
                public_id=branch.public_id,
                branch=branch.village.name,
                township=names.get(branch.township_id, ""),
                on=before.changed_on,
                level_before=before.level,
                level_after=now.level,
                gained=names_of(now.rulebook, has - had),
                lost=names_of(standards.rulebook_by_digest(before.digest), had - has),
            )
        )
    return tuple(sorted(found, key=lambda change: change.on, reverse=True)[:RECENT_SHOWN])
