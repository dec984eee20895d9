"""A branch proposes, its township puts forward, the district fixes; a plan's figures are entered as published.

Refused
├── UnableToPropose     no standards, a level or stars that cannot be, no reason, nothing to put forward, or his own
├── ChangedMeanwhile    somebody else proposed, put forward or fixed since the page was opened
└── UnableToEnterPlan   no source, or a figure that cannot be
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, Duty, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.privacy import refuse_personal
from fivestar.scorecards.actions import UnableToSetTarget, set_target
from fivestar.scorecards.aim_rules import MAX_CHANGES, fault_of
from fivestar.scorecards.aims import queries
from fivestar.scorecards.models import Target, TargetPlan, TargetStep
from fivestar.standards import queries as standards
from fivestar.territory.queries import lock_branches, lock_region

if TYPE_CHECKING:
    from fivestar.standards.models import Edition
    from fivestar.territory.models import Branch, Region

_AS = {
    TargetStep.Step.PROPOSED: (Duty.OWN, Duty.HELPER, Duty.CLERK),
    TargetStep.Step.ENDORSED: (Duty.MANAGE,),
}
_ACT = {
    TargetStep.Step.PROPOSED: "scorecards.propose_target",
    TargetStep.Step.ENDORSED: "scorecards.endorse_target",
}
MAX_FIGURE = 100_000


class UnableToPropose(Refused):
    """It cannot be proposed or put forward."""


class ChangedMeanwhile(Refused):
    """The second sees what the first did; the one change of a year is not used up unseen."""

    def __init__(self) -> None:
        super().__init__(N_("这期间别人申报、审核或定过目标。请先看上面现在的内容，再办。"))


class UnableToEnterPlan(Refused):
    """A source is missing, or a figure cannot be."""


@dataclass(frozen=True, slots=True)
class Aimed:
    """What is aimed at, and why."""

    level: int
    stars: Sequence[str]
    reason: str


def propose_target(*, actor: Actor, branch: Branch, aimed: Aimed, at: datetime, seen: str | None = None) -> TargetStep:
    """The branch says what it aims at; what it said before, and what the township made of that, stands no more."""
    require(actor, "scorecards.propose_target", branch)
    return _step(actor, branch, TargetStep.Step.PROPOSED, aimed, at, seen)


def endorse_target(*, actor: Actor, branch: Branch, aimed: Aimed, at: datetime, seen: str | None = None) -> TargetStep:
    """The township puts it forward, as proposed or otherwise, with its reason; not whoever proposed it himself."""
    require(actor, "scorecards.endorse_target", branch)
    return _step(actor, branch, TargetStep.Step.ENDORSED, aimed, at, seen)


@transaction.atomic
def fix_target(*, actor: Actor, branch: Branch, aimed: Aimed, at: datetime, seen: str | None = None) -> Target:
    """The district fixes it, also where nobody proposed; what was on its way is settled by that.

    Raises scorecards.actions.UnableToSetTarget, also for whoever proposed it or put it forward by another post.
    """
    lock_branches([branch.pk])
    edition = standards.edition_in_force(branch.district, branch.category, legal_day(at))
    if edition is not None:
        _was_seen(branch, edition, seen)
        on_its_way = queries.current_steps(branch, edition).values()
        if not actor.is_system and any(step.by == actor.person_ref for step in on_its_way):
            raise UnableToSetTarget(N_("自己申报或审核过的，由别人来定"))
    target = set_target(actor=actor, branch=branch, level=aimed.level, stars=aimed.stars, reason=aimed.reason, at=at)
    steps = TargetStep.objects.filter(branch=branch, year=target.edition.year, is_current=True)
    steps.update(is_current=False)
    return target


@transaction.atomic
def enter_plan(
    *,
    actor: Actor,
    region: Region,
    rural: int | None,
    urban: int | None,
    levels: Mapping[int, int],
    stars: Mapping[str, int],
    source: str,
    at: datetime,
) -> TargetPlan:
    """The figures as they were published, also where they do not come out. Raises UnableToEnterPlan."""
    require(actor, "scorecards.enter_plan", region)
    if not source.strip():
        raise UnableToEnterPlan(N_("请写明出处"))
    figures = [count for count in (rural, urban, *levels.values(), *stars.values()) if count is not None]
    if not figures or not all(0 <= count <= MAX_FIGURE for count in figures):
        raise UnableToEnterPlan(N_("至少填一个数，每个数在 0 到 {most} 之间"), most=MAX_FIGURE)
    lock_region(region)
    year = legal_day(at).year
    told = {str(level): count for level, count in levels.items()}
    standing = queries.current_plan(region, year)
    TargetPlan.objects.filter(region=region, year=year, is_current=True).update(is_current=False)
    made = TargetPlan.objects.create(
        region=region,
        year=year,
        rural=rural,
        urban=urban,
        levels=told,
        stars=dict(stars),
        source=source.strip()[:200],
        entered_by=actor.person_ref,
        entered_at=at,
    )
    changes = {
        "levels": [standing.levels if standing else None, told],
        "stars": [standing.stars if standing else None, dict(stars)],
        "branches": [rural, urban],
    }
    audit.record(actor=actor, act="scorecards.enter_plan", subject=region, changes=changes, at=at)
    return made


@transaction.atomic
def _step(
    actor: Actor, branch: Branch, step: TargetStep.Step, aimed: Aimed, at: datetime, seen: str | None
) -> TargetStep:
    edition = standards.edition_in_force(branch.district, branch.category, legal_day(at))
    if edition is None:
        raise UnableToPropose(N_("这个支部还没有适用的标准,不能定目标"))
    known = [star.id for star in standards.rulebook_of(edition).stars]
    fault = fault_of(aimed.level, aimed.stars, aimed.reason, known)
    if fault is not None:
        raise UnableToPropose(fault.message_id, **fault.values)
    refuse_personal(UnableToPropose, aimed.reason)
    lock_branches([branch.pk])
    _was_seen(branch, edition, seen)
    _has_its_turn(actor, branch, edition, step)
    after = [step] if step == TargetStep.Step.ENDORSED else list(TargetStep.Step)
    TargetStep.objects.filter(branch=branch, year=edition.year, step__in=after, is_current=True).update(
        is_current=False
    )
    held = {post.duty for post in actor.posts if branch.path.startswith(post.path)}
    made = TargetStep.objects.create(
        branch=branch,
        category=edition.category,
        year=edition.year,
        step=step,
        level=aimed.level,
        stars=[star for star in known if star in aimed.stars],
        reason=aimed.reason.strip()[:300],
        as_duty=next((duty for duty in _AS[step] if duty in held), ""),
        by=actor.person_ref,
        at=at,
    )
    changes = {"step": step.value, "level": made.level, "stars": made.stars}
    audit.record(actor=actor, act=_ACT[step], subject=branch, changes=changes, at=at)
    return made


def _was_seen(branch: Branch, edition: Edition, seen: str | None) -> None:
    """seen: `queries.mark_of` when the page was made; None where nobody looked at one."""
    if seen is not None and seen != queries.mark_of(branch, edition):
        raise ChangedMeanwhile


def _has_its_turn(actor: Actor, branch: Branch, edition: Edition, step: TargetStep.Step) -> None:
    """Raises UnableToPropose after the one change, and where the township has nothing before it but its own."""
    if queries.rows_of_year(branch, edition).count() > MAX_CHANGES:
        raise UnableToPropose(N_("{year} 年的目标已经改过一次，不能再改"), year=edition.year)
    if step != TargetStep.Step.ENDORSED:
        return
    proposed = queries.current_steps(branch, edition).get(TargetStep.Step.PROPOSED)
    if proposed is None:
        raise UnableToPropose(N_("支部还没有申报，没有可以审核的"))
    if proposed.by == actor.person_ref and not actor.is_system:
        raise UnableToPropose(N_("自己申报的，由别人来审核"))
