"""Reads of targets on their way, of the plan's figures, and of what targets come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from fivestar.foundation.access import Actor, decide, visible
from fivestar.scorecards.aims.reconciling import (
    Against,
    Aim,
    Check,
    Figures,
    against_levels,
    against_stars,
    by_star_check,
    figures_of,
    of_all_levels,
    within,
)
from fivestar.scorecards.models import Target, TargetPlan, TargetStep
from fivestar.scorecards.standing import targets_under
from fivestar.standards import queries as standards
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.standards.models import Edition
    from fivestar.territory.models import Branch, Region


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A district or township. star_names: id → name, in the order of the editions. unnamed: targets without stars."""

    plan: TargetPlan | None
    now: Figures
    levels: list[Against]
    stars: list[Against]
    star_names: Mapping[str, str]
    plan_checks: tuple[Check, ...]
    now_checks: tuple[Check, ...]
    unplaced: list[Branch]
    unnamed: int
    counted: Mapping[str, int]  # category → branches, those of unknown category too


def reconciled(region: Region, on: date) -> Reconciled:
    """Targets of today under a region against its plan. A constant number of queries."""
    district = region if region.kind == "district" else region.parent
    assert district is not None
    editions = standards.editions_in_force([district.pk], on)
    names = star_names(editions)
    branches = list(territory.branches_under(region).select_related("township", "village").order_by("path"))
    rated = [branch for branch in branches if branch.category in {category for _, category in editions}]
    targets = targets_under(editions.values()).filter(branch__in=[branch.pk for branch in rated])
    aims = {
        branch: Aim(level, tuple(stars)) for branch, level, stars in targets.values_list("branch", "level", "stars")
    }
    every = _every_star(editions)
    of = {branch.pk: branch.category for branch in rated}
    parts = _parts(aims, of, every)
    now = _joined(parts, len(rated))
    named = {key: aim for key, aim in aims.items() if aim.stars or aim.level in every.get(of[key], {})}
    by_star = Figures(None, _joined(_parts(named, of, every), 0).levels, now.stars)
    year = max((edition.year for edition in editions.values()), default=on.year)
    plan = current_plan(region, year)
    planned = figures_of_plan(plan) if plan is not None else None
    most = max((len(one) for one in (standards.rulebook_of(edition).stars for edition in editions.values())), default=5)
    return Reconciled(
        plan,
        now,
        against_levels(planned, now, most),
        against_stars(planned, now, tuple(names)),
        names,
        tuple(within(planned, most)) if planned is not None else (),
        (*within(of_all_levels(Figures(now.branches, now.levels, {}), most), most), by_star_check(by_star)),
        [branch for branch in rated if branch.pk not in aims],
        len(aims) - len(named),
        {
            category: sum(branch.category == category for branch in branches)
            for category in ("rural", "urban", "unknown")
        },
    )


def star_names(editions: Mapping[tuple[int, str], Edition]) -> dict[str, str]:
    found: dict[str, str] = {}
    for _, edition in sorted(editions.items(), key=lambda one: one[0][1]):
        for star in standards.rulebook_of(edition).stars:
            found.setdefault(star.id, star.name)
    return found


def current_plan(region: Region, year: int) -> TargetPlan | None:
    return TargetPlan.objects.filter(region=region, year=year, is_current=True).first()


def figures_of_plan(plan: TargetPlan) -> Figures:
    told = [count for count in (plan.rural, plan.urban) if count is not None]
    levels = {int(level): count for level, count in plan.levels.items()}
    return Figures(sum(told) if told else None, levels, plan.stars)


def rows_of_year(branch: Branch, edition: Edition) -> QuerySet[Target]:
    """Everything set for a branch in the edition's year, the newest first."""
    rows = Target.objects.filter(branch=branch, edition__category=edition.category, edition__year=edition.year)
    return rows.order_by("-id")


def current_steps(branch: Branch, edition: Edition) -> dict[str, TargetStep]:
    """Step → what is on its way now."""
    rows = TargetStep.objects.filter(branch=branch, category=edition.category, year=edition.year, is_current=True)
    return {row.step: row for row in rows}


def mark_of(branch: Branch, edition: Edition) -> str:
    """Changes with whatever is proposed, put forward, fixed or taken back in the edition's year: what a page showed."""
    targets = [f"{row.pk}{'+' * row.is_current}" for row in rows_of_year(branch, edition)]
    steps = sorted(row.public_id for row in current_steps(branch, edition).values())
    return ".".join([*targets, *steps])


def waiting(actor: Actor, region: Region, on: date, act: str, step: str) -> list[TargetStep]:
    """What waits for this actor under a region: proposals for a township, endorsements for the district. One query."""
    return _waiting(actor, visible(actor, act, territory.branches_under(region)), on, step)


def waiting_anywhere(actor: Actor, on: date, act: str, step: str) -> list[TargetStep]:
    """Wherever his posts lie. One query."""
    return _waiting(actor, territory.visible_branches(actor, act), on, step) if actor.posts else []


def _waiting(actor: Actor, branches: QuerySet[Branch], on: date, step: str) -> list[TargetStep]:
    """Of the day's year, and not what he said himself: that is for somebody else."""
    rows = TargetStep.objects.filter(branch__in=branches.order_by().values("pk"), year=on.year, is_current=True)
    found: dict[int, dict[str, TargetStep]] = {}
    for row in rows.select_related("branch__township", "branch__village", "branch__district").order_by(
        "branch__path", "at"
    ):
        found.setdefault(row.branch_id, {})[row.step] = row
    there = [steps for steps in found.values() if step in steps]
    if step == TargetStep.Step.PROPOSED:
        there = [steps for steps in there if TargetStep.Step.ENDORSED not in steps]
    return [steps[step] for steps in there if all(one.by != actor.person_ref for one in steps.values())]


def may(actor: Actor, act: str, branch: Branch) -> bool:
    return bool(decide(actor, act, branch))


def _every_star(editions: Mapping[tuple[int, str], Edition]) -> dict[str, dict[int, tuple[str, ...]]]:
    """Category → the highest level → all its stars: who aims at all need not name them."""
    found = {}
    for (_, category), edition in editions.items():
        stars = tuple(star.id for star in standards.rulebook_of(edition).stars)
        found[category] = {len(stars): stars}
    return found


def _parts(
    aims: Mapping[int, Aim], of: Mapping[int, str], every: Mapping[str, Mapping[int, tuple[str, ...]]]
) -> list[Figures]:
    """Counted category by category: five of one are other stars than five of the other."""
    return [
        figures_of([aim for key, aim in aims.items() if of[key] == category], 0, stars)
        for category, stars in every.items()
    ]


def _joined(parts: list[Figures], branches: int) -> Figures:
    levels: dict[int, int] = {}
    stars: dict[str, int] = {}
    for part in parts:
        for level, count in part.levels.items():
            levels[level] = levels.get(level, 0) + count
        for star, count in part.stars.items():
            stars[star] = stars.get(star, 0) + count
    return Figures(branches, levels, stars)
