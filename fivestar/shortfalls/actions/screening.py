"""全面排查: freezes what is lacking on a day, computed from facts that are held; nobody types anything."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Refused
from fivestar.scorecards.actions import due_branches, rescore
from fivestar.scorecards.answered import Aim, aims_of, answers_since
from fivestar.shortfalls.decisions import aim_of
from fivestar.shortfalls.models import ScreenedBranch, ScreenedTask, Screening, Shortfall
from fivestar.standards import queries as standards
from fivestar.territory.queries import branches_of, lock_region

if TYPE_CHECKING:
    from fivestar.standards.models import Edition
    from fivestar.territory.models import Branch, Region

SCREENED_LEVELS = (5, 4, 3)
"""The article's; others by choice."""
ROWS_A_STATEMENT = 400


class UnableToScreen(Refused):
    """Nobody aims at these stars, or it was done today."""


@transaction.atomic
def screen(*, actor: Actor, district: Region, at: datetime, levels: Collection[int] = SCREENED_LEVELS) -> Screening:
    """The list of the branches that aim at these levels, against all their tasks, as at the legal day of `at`.

    What the calendar has changed is reckoned first, so that the list is that of the day.
    """
    require(actor, "shortfalls.screen", district)
    lock_region(district)
    today = legal_day(at)
    if Screening.objects.filter(district=district, on=today).exists():
        raise UnableToScreen(N_("今天已经排查过了，一天只排查一次"))
    editions = standards.editions_in_force([district.pk], today)
    by_category = {category: edition for (_, category), edition in editions.items()}
    rated = [branch for branch in branches_of(district) if branch.category in by_category]
    aims = aims_of([branch.pk for branch in rated], by_category.values())
    aiming = [branch for branch in rated if branch.pk in aims and aims[branch.pk].level in levels]
    if not aiming:
        raise UnableToScreen(N_("没有支部以这些星级为目标；先定目标，再排查"))
    rescore(due_branches(district, at), at=at)
    made = Screening.objects.create(
        district=district,
        on=today,
        levels=sorted(set(levels), reverse=True),
        screened_by=actor.person_ref,
        screened_at=at,
    )
    _freeze_branches(made, aiming, aims, by_category)
    count = _freeze_tasks(made, aiming, aims, by_category)
    changes = {"on": today.isoformat(), "levels": made.levels, "branches": len(aiming), "tasks": count}
    audit.record(actor=actor, act="shortfalls.screen", subject=made, changes=changes, at=at)
    return made


def _freeze_branches(
    made: Screening, aiming: Collection[Branch], aims: Mapping[int, Aim], editions: Mapping[str, Edition]
) -> None:
    answered = answers_since([branch.pk for branch in aiming], year=min(one.year for one in editions.values()))
    rows = [
        ScreenedBranch(
            screening=made,
            branch=branch,
            edition=editions[branch.category],
            level=aims[branch.pk].level,
            stars=list(aims[branch.pk].stars),
            tasks=len(standards.rulebook_of(editions[branch.category]).criteria),
            is_answered=any(one.until is None for one in answered[branch.pk]),
        )
        for branch in aiming
    ]
    ScreenedBranch.objects.bulk_create(rows, batch_size=ROWS_A_STATEMENT)


def _freeze_tasks(
    made: Screening, aiming: Collection[Branch], aims: Mapping[int, Aim], editions: Mapping[str, Edition]
) -> int:
    most = {category: len(standards.rulebook_of(edition).stars) for category, edition in editions.items()}
    categories = {branch.pk: branch.category for branch in aiming}
    lacking = Shortfall.objects.filter(branch__in=list(categories), is_open=True)
    rows = [
        ScreenedTask(
            screening=made,
            branch_id=branch,
            criterion=criterion,
            star=star,
            department=department,
            verdict=verdict,
            aim=aim_of(star, aims[branch].stars, aims[branch].level, most[categories[branch]]),
        )
        for branch, criterion, star, department, verdict in lacking.order_by(
            "branch__village__code", "criterion"
        ).values_list("branch", "criterion", "star", "department", "verdict")
    ]
    ScreenedTask.objects.bulk_create(rows, batch_size=ROWS_A_STATEMENT)
    return len(rows)
