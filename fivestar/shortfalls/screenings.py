"""Reads of screenings: the frozen list held against how its tasks stand now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from fivestar.engine import Rulebook
from fivestar.foundation.access import Actor, visible
from fivestar.shortfalls.decisions import aim_of, since_screened
from fivestar.shortfalls.models import ScreenedBranch, ScreenedTask, Screening, Shortfall
from fivestar.standards.queries import rulebook_by_digest
from fivestar.territory.queries import visible_branches

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

OUTCOMES = ("still", "fallen_back", "reached", "struck_off", "cleared", "gone")
NEW = "new"


@dataclass(frozen=True, slots=True)
class Screened:
    """A task of the list, or one that is new since (then `then` is ""). then: what was said that day."""

    branch: int
    criterion: str
    star: str
    department: str
    then: str
    aim: str
    outcome: str


@dataclass(slots=True)
class Tally:
    """How many of the list stand how. new: lacking now and not on the list."""

    name: str
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def found(self) -> int:
        return sum(self.counts[one] for one in OUTCOMES)

    @property
    def new(self) -> int:
        return self.counts[NEW]

    @property
    def cells(self) -> list[int]:
        """Found, then each outcome, then new."""
        return [self.found, *(self.counts[one] for one in OUTCOMES), self.new]


@dataclass(frozen=True, slots=True)
class Report:
    """A screening against today, of the branches its reader may see. by_…: in register or edition order."""

    screening: Screening
    branches: Mapping[int, ScreenedBranch]
    tasks: tuple[Screened, ...]
    total: Tally
    by_aim: tuple[Tally, ...]
    by_star: tuple[Tally, ...]
    by_township: tuple[Tally, ...]

    @property
    def unmet(self) -> int:
        return sum(one.then == "unmet" for one in self.tasks)

    @property
    def unknown(self) -> int:
        return sum(one.then == "unknown" for one in self.tasks)

    @property
    def held_against(self) -> int:
        """Tasks the branches were held against."""
        return sum(one.tasks for one in self.branches.values())

    @property
    def unanswered(self) -> list[ScreenedBranch]:
        """Branches without any answer that day: nothing of theirs is on the list."""
        return [one for one in self.branches.values() if not one.is_answered]


@dataclass(frozen=True, slots=True)
class ScreeningLine:
    """A screening in the list of a district."""

    screening: Screening
    branches: int
    unmet: int
    unknown: int


def screenings_of(actor: Actor, district: Region) -> list[ScreeningLine]:
    """The newest first, whole numbers of the district. Three queries."""
    there = list(visible(actor, "shortfalls.read_screening", Screening.objects.filter(district=district)))
    of = ScreenedBranch.objects.filter(screening__in=there).order_by()
    branches = dict(of.values_list("screening").annotate(Count("pk")))
    tasks = ScreenedTask.objects.filter(screening__in=there).order_by().values("screening")
    found = {
        row["screening"]: row
        for row in tasks.annotate(
            unmet=Count("pk", filter=Q(verdict="unmet")), unknown=Count("pk", filter=Q(verdict="unknown"))
        )
    }
    nothing = {"unmet": 0, "unknown": 0}
    return [
        ScreeningLine(
            one,
            branches.get(one.pk, 0),
            found.get(one.pk, nothing)["unmet"],
            found.get(one.pk, nothing)["unknown"],
        )
        for one in there
    ]


def screening_for(actor: Actor, district: Region, public_id: str) -> Screening | None:
    there = visible(actor, "shortfalls.read_screening", Screening.objects.filter(district=district))
    return there.filter(public_id=public_id).first()


def is_screened(district: Region, today: date) -> bool:
    return Screening.objects.filter(district=district, on=today).exists()


def report_of(actor: Actor, screening: Screening) -> Report:
    """Four queries, whatever the length of the list."""
    seen = visible_branches(actor, "shortfalls.list").filter(district=screening.district_id)
    branches = {
        one.branch_id: one
        for one in ScreenedBranch.objects.filter(screening=screening, branch__in=seen)
        .select_related("branch__village", "branch__township", "edition")
        .defer("edition__document")
        .order_by("branch__village__code")
    }
    years = {one.edition.year for one in branches.values()}
    now = {
        (branch, criterion): rest
        for branch, criterion, *rest in Shortfall.objects.filter(branch__in=list(branches), year__in=years)
        .order_by("branch__village__code", "criterion")
        .values_list(
            *("branch", "criterion", "star", "department", "verdict", "is_open", "since", "owner", "struck_off_at")
        )
    }
    listed = ScreenedTask.objects.filter(screening=screening, branch__in=list(branches)).order_by("pk")
    tasks = [
        Screened(*row, _outcome(screening.on, now.get((row[0], row[1]))))
        for row in listed.values_list("branch", "criterion", "star", "department", "verdict", "aim")
    ]
    known = {(one.branch, one.criterion) for one in tasks}
    tasks += [
        Screened(branch, criterion, rest[0], rest[1], "", _aim(branches[branch], rest[0]), NEW)
        for (branch, criterion), rest in now.items()
        if rest[3] and (branch, criterion) not in known
    ]
    return _report(screening, branches, tasks)


def _outcome(screened_on: date, now: Sequence[object] | None) -> str:
    if now is None:  # lacking no more, and nobody had taken it up
        return "cleared"
    _, _, verdict, _, since, owner, struck_off_at = now
    assert isinstance(verdict, str)
    assert isinstance(since, date)
    return since_screened(
        screened_on,
        verdict=verdict,
        since=since,
        is_planned=owner is not None,
        is_struck_off=struck_off_at is not None,
    )


def _report(screening: Screening, branches: Mapping[int, ScreenedBranch], tasks: Sequence[Screened]) -> Report:
    rulebooks = {one.edition.digest: rulebook_of(one) for one in branches.values()}
    stars = {star.id: star.name for rulebook in rulebooks.values() for star in rulebook.stars}
    townships = {one.branch.township_id: one.branch.township.name for one in branches.values()}
    total = Tally("")
    by_aim = {aim: Tally(aim) for aim in ("aimed", "outside", "open")}
    by_star = {star: Tally(name) for star, name in stars.items()}
    by_township = {key: Tally(name) for key, name in townships.items()}
    for one in tasks:
        branch: Branch = branches[one.branch].branch
        tallies = (total, by_township[branch.township_id], by_aim[one.aim], *_there(by_star.get(one.star)))
        for tally in tallies:
            tally.counts[one.outcome] += 1
    return Report(
        screening=screening,
        branches=branches,
        tasks=tuple(tasks),
        total=total,
        by_aim=tuple(tally for tally in by_aim.values() if tally.counts),
        by_star=tuple(by_star.values()),
        by_township=tuple(by_township.values()),
    )


def _there(tally: Tally | None) -> Iterable[Tally]:
    return () if tally is None else (tally,)


def _aim(one: ScreenedBranch, star: str) -> str:
    return aim_of(star, one.stars, one.level, len(rulebook_of(one).stars))


def rulebook_of(one: ScreenedBranch) -> Rulebook:
    return rulebook_by_digest(one.edition.digest)
