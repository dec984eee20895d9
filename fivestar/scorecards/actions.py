"""What may be done with scorecards: score branches (never by hand), set what one aims at, keep daily tallies.

Errors

    Refused
    ├── UnableToSetTarget       no edition in force, a level or star it does not have, or changed once already
    └── UnableToImportTargets   a table with faults; all of them are in `faults`
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.privacy import refuse_personal
from fivestar.foundation.sheets import SheetFault, Table
from fivestar.scorecards.aim_rules import MAX_CHANGES, fault_of
from fivestar.scorecards.models import CurrentRow, Scorecard, Target
from fivestar.scorecards.registers import changed
from fivestar.scorecards.rescoring import CHUNK_BRANCHES, rescore_chunk
from fivestar.scorecards.standing import targets_under
from fivestar.scorecards.target_table import LONGEST_REASON, Aim, read_targets
from fivestar.standards import queries as standards
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.standards.models import Edition
    from fivestar.territory.models import Branch, Region

Progress = Callable[[int, int], object]


class UnableToSetTarget(Refused):
    """No edition in force, or a level or star it does not have."""


class UnableToImportTargets(Refused):
    """A table with faults."""

    def __init__(self, faults: Sequence[SheetFault]) -> None:
        super().__init__(N_("表中有 {count} 处错误，没有写入"), count=len(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class TargetReport:
    """What an import of targets did; a row that says what stands already is unchanged."""

    rows: int
    set: int
    withdrawn: int
    unchanged: int


@transaction.atomic(savepoint=False)  # it stands or falls with the act that changed the facts
def rescore(branch_ids: Iterable[int], at: datetime) -> None:
    """Current rows and scorecards of these branches from their observations. Listens to `facts.changed`.

    at: the district's time; the answer is as at its legal day.
    """
    for chunk in _chunks(sorted(set(branch_ids))):
        moved = rescore_chunk(chunk, at=at)
        if moved:
            for listener in changed:
                listener(moved, at=at)


def rescore_category(district: Region, category: str, at: datetime) -> None:
    """All branches of a category in a district. Listens to `standards.changed`."""
    branches = territory.branches_under(district).filter(category=category)
    rescore(branches.values_list("pk", flat=True), at=at)


def rescore_all(district: Region, *, at: datetime, progress: Progress = lambda _done, _of: None) -> int:
    """Every branch of a region, a transaction for each chunk: may be killed and done again. How many there were."""
    branch_ids = sorted(territory.branches_under(district).values_list("pk", flat=True))
    done = 0
    for chunk in _chunks(branch_ids):
        rescore(chunk, at=at)
        done += len(chunk)
        progress(done, len(branch_ids))
    return done


def rescore_due() -> int:
    """What the calendar has changed: answers past `next_change_at` and editions that began or ended. How many branches.

    Each district at its own time; doing it twice does nothing the second time.
    """
    count = 0
    for district in territory.districts():
        at = territory.now_in(district)
        due = due_branches(district, at)
        for chunk in _chunks(due):
            rescore(chunk, at=at)
        count += len(due)
    return count


def due_branches(district: Region, at: datetime) -> list[int]:
    """Branches of a district whose standing answer is not the answer of that day."""
    today = legal_day(at)
    editions = standards.editions_in_force([district.pk], today)
    cards = {
        branch: (edition, next_change_at)
        for branch, edition, next_change_at in Scorecard.objects.filter(
            district=district, basis="C", is_current=True
        ).values_list("branch", "edition", "next_change_at")
    }
    stated = Scorecard.objects.filter(district=district, basis="S", is_current=True, next_change_at__lte=today)
    due = set(stated.values_list("branch", flat=True))
    for branch, category in territory.branches_under(district).values_list("pk", "category"):
        edition = editions.get((district.pk, category))
        card = cards.pop(branch, None)
        is_other = (edition.pk if edition else None) != (card[0] if card else None)
        if is_other or (card is not None and card[1] is not None and card[1] <= today):
            due.add(branch)
    return sorted(due | cards.keys())


@transaction.atomic
def rebuild(district: Region, *, at: datetime) -> None:
    """Forgets what stands for a district and derives it anew from the observations. History before stays."""
    branch_ids = list(territory.branches_under(district).values_list("pk", flat=True))
    CurrentRow.objects.filter(branch__in=branch_ids).delete()
    rescore(branch_ids, at=at)


@transaction.atomic
def set_target(*, actor: Actor, branch: Branch, level: int, stars: Sequence[str], reason: str, at: datetime) -> Target:
    """What a branch aims at under the edition in force, changed once a year; the one before stays as history."""
    require(actor, "scorecards.set_target", branch)
    edition = standards.edition_in_force(branch.district, branch.category, legal_day(at))
    if edition is None:
        raise UnableToSetTarget(N_("这个支部还没有适用的标准,不能定目标"))
    known = [star.id for star in standards.rulebook_of(edition).stars]
    fault = fault_of(level, stars, reason, known)
    if fault is not None:
        raise UnableToSetTarget(fault.message_id, **fault.values)
    refuse_personal(UnableToSetTarget, reason)
    territory.lock_branches([branch.pk])
    _may_change(branch, edition)
    standing = targets_under([edition]).filter(branch=branch).select_for_update(of=("self",)).first()
    if standing is not None:
        Target.objects.filter(pk=standing.pk).update(is_current=False)
    target = Target.objects.create(
        branch=branch,
        edition=edition,
        level=level,
        stars=[star for star in known if star in stars],
        reason=reason.strip(),
        set_at=at,
        set_by=actor.person_ref,
    )
    audit.record(
        actor=actor,
        act="scorecards.set_target",
        subject=branch,
        changes={"level": [standing.level if standing else None, level], "stars": target.stars},
        at=at,
    )
    return target


def _may_change(branch: Branch, edition: Edition) -> None:
    """What was fixed is changed once a year; taken back and set again is a change too. Raises UnableToSetTarget."""
    there = Target.objects.filter(branch=branch, edition__category=edition.category, edition__year=edition.year)
    if there.count() > MAX_CHANGES:
        raise UnableToSetTarget(
            N_("{name}：{year} 年的目标已经改过一次，不能再改"), name=branch.name, year=edition.year
        )


@transaction.atomic
def withdraw_target(*, actor: Actor, branch: Branch, reason: str, at: datetime) -> bool:
    """Takes back what a branch aims at under the edition in force; it stays with the reason. False: nothing was."""
    require(actor, "scorecards.set_target", branch)
    edition = standards.edition_in_force(branch.district, branch.category, legal_day(at))
    standing = targets_under([edition] if edition else []).filter(branch=branch).select_for_update(of=("self",)).first()
    if standing is None:
        return False
    told = reason.strip()
    if not told:
        raise UnableToSetTarget(N_("请写明理由"))
    if len(told) > LONGEST_REASON:
        raise UnableToSetTarget(N_("应写明理由，不超过 {most} 字"), most=LONGEST_REASON)
    _may_change(branch, standing.edition)
    Target.objects.filter(pk=standing.pk).update(
        is_current=False, withdrawn_at=at, withdrawn_by=actor.person_ref, withdrawn_because=told
    )
    changes = {"level": [standing.level, None]}
    audit.record(actor=actor, act="scorecards.withdraw_target", subject=branch, changes=changes, at=at)
    return True


@transaction.atomic
def import_targets(*, actor: Actor, district: Region, table: Table, at: datetime) -> TargetReport:
    """Takes a table of targets in (see `target_table`), wholly or not at all; done again, nothing moves.

    Raises UnableToImportTargets. A branch the actor may set no target for is none of the district's to him.
    """
    territory.lock_region(district)
    branches = territory.visible_branches(actor, "scorecards.set_target").filter(district=district)
    by_code = {branch.village.code: branch for branch in branches.select_related("village", "district")}
    editions = standards.editions_in_force([district.pk], legal_day(at))
    rulebooks = {category: standards.rulebook_of(edition) for (_, category), edition in editions.items()}
    aims, faults = read_targets(table, by_code, rulebooks)
    if faults:
        raise UnableToImportTargets(faults)
    there = targets_under(editions.values()).filter(branch__district=district)
    standing = {branch: rest for branch, *rest in there.values_list("branch", "level", "stars", "reason")}
    try:
        done = Counter(_aim(actor, aim, standing.get(aim.branch.pk), at) for aim in aims)
    except UnableToSetTarget as refused:  # changed once already
        raise UnableToImportTargets(
            [SheetFault(table.name, None, "level", refused.message_id, refused.values)]
        ) from refused
    return TargetReport(len(aims), done["set"], done["withdrawn"], done["unchanged"])


def _aim(actor: Actor, aim: Aim, standing: list[object] | None, at: datetime) -> str:
    """What the row did."""
    if aim.level == 0:
        is_withdrawn = withdraw_target(actor=actor, branch=aim.branch, reason=aim.reason, at=at)
        return "withdrawn" if is_withdrawn else "unchanged"
    if standing == [aim.level, list(aim.stars), aim.reason]:
        return "unchanged"
    set_target(actor=actor, branch=aim.branch, level=aim.level, stars=aim.stars, reason=aim.reason, at=at)
    return "set"


def _chunks(branch_ids: Iterable[int]) -> Iterable[list[int]]:
    ids = iter(branch_ids)
    while chunk := list(islice(ids, CHUNK_BRANCHES)):
        yield chunk
