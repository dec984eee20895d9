"""The wall of a city, province or the nation: its child regions with counts, by GROUP BY over one narrow index.

The past is read from the daily tallies. What departments are awaited for stays on the districts' own walls.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, F, Min, Q, QuerySet, Sum

from fivestar.scorecards.cell_wall import CHANGED_WITHIN, OUTSIDE, RECENT_SHOWN
from fivestar.scorecards.models import DailyTally, Scorecard, Target
from fivestar.scorecards.shapes import Block, Change, LevelCount, Share, Wall
from fivestar.scorecards.standing import held, level_counts, names_of
from fivestar.scorecards.wall_notes import notes, star_choices
from fivestar.standards import queries as standards
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Region


@dataclass(slots=True)
class _Sum:
    """What is counted of a child region."""

    branches: int = 0
    scored: int = 0
    waiting: int = 0
    levels: Counter[int] = field(default_factory=Counter)
    aims: Counter[int] = field(default_factory=Counter)
    stars: Counter[str] = field(default_factory=Counter)


def wall_of_regions(region: Region, day: date, today: date, *, star: str | None) -> Wall:
    is_past = day < today
    children = list(territory.children_of(region))
    child_of = _child_of(region, children)
    sums = {child.pk: _Sum() for child in children}
    categories: Counter[str] = Counter()
    branches = territory.branches_under(region).order_by().values_list("district", "category")
    for district, category, count in branches.annotate(Count("pk")):
        sums[child_of[district]].branches += count if category != OUTSIDE else 0
        categories[category] += count
    digests, known = (
        _count_past(sums, child_of, day, star) if is_past else _count_standing(sums, child_of, region, star)
    )
    aims = Target.objects.filter(is_current=True, branch__path__startswith=region.path)
    for district, level, count in aims.values_list("branch__district", "level").annotate(Count("pk")):
        sums[child_of[district]].aims[level] += count
    rulebooks = [standards.rulebook_by_digest(digest) for digest in sorted(digests)]
    every = Counter[int]()
    for one in sums.values():
        every.update(one.levels)
    return Wall(
        name=region.name,
        code=region.code,
        kind=region.kind,
        on=day,
        today=today,
        first_day=DailyTally.objects.filter(district__in=child_of).aggregate(day=Min("day"))["day"],
        year=max((rulebook.edition.year for rulebook in rulebooks), default=day.year),
        branch_count=sum(one.branches for one in sums.values()),
        rural_count=categories["rural"],
        urban_count=categories["urban"],
        level_counts=tuple(
            LevelCount(*row) for row in level_counts(every, sum((one.aims for one in sums.values()), Counter()))
        ),
        undecided_count=sum(one.branches - one.scored for one in sums.values()),
        known=known,
        blocks=tuple(_block(child, sums[child.pk]) for child in children if sums[child.pk].branches),
        recent=_recent(region, day),
        stuck=(),
        figures=notes(region, day, categories, rulebooks),
        star_choices=star_choices(rulebooks),
        department_choices=(),
        star=star,
        department=None,
        is_fictitious=region.is_fictitious,
        is_past=is_past,
    )


def _child_of(region: Region, children: Sequence[Region]) -> dict[int, int]:
    """District → the child region it lies in."""
    by_path = {child.path: child.pk for child in children}
    depth = len(region.path.split("."))
    return {
        pk: by_path[".".join(path.split(".")[:depth]) + "."]
        for pk, path in territory.districts().filter(path__startswith=region.path).values_list("pk", "path")
    }


def _count_standing(
    sums: Mapping[int, _Sum], child_of: Mapping[int, int], region: Region, star: str | None
) -> tuple[set[str], Share]:
    cards: QuerySet[Scorecard] = Scorecard.objects.filter(basis="C", is_current=True, district__in=child_of)
    digests: set[str] = set()
    known = total = 0
    extra = ["stars"] if star else []
    rows = cards.values("district", "edition__digest", "level", *extra).annotate(
        count=Count("pk"),
        waiting=Count("pk", filter=Q(stars__contains="2")),
        known=Sum(F("met") + F("unmet") + F("pending")),
        unknown=Sum("unknown"),
    )
    for row in rows:
        one = sums[child_of[row["district"]]]
        digests.add(row["edition__digest"])
        one.scored += row["count"]
        one.levels[row["level"]] += row["count"]
        one.waiting += row["waiting"]
        known += row["known"]
        total += row["known"] + row["unknown"]
        if star:
            code = _code_of(row["edition__digest"], row["stars"], star)
            if code is not None:
                one.stars[code] += row["count"]
    return digests, Share(known, total)


def _count_past(
    sums: Mapping[int, _Sum], child_of: Mapping[int, int], day: date, star: str | None
) -> tuple[set[str], Share]:
    """From the tallies of that day; how much was known then they do not say."""
    tallies = DailyTally.objects.filter(district__in=child_of, day=day, basis="C", star__in=["", "?", star or ""])
    for district, kind, value, count in tallies.values_list("district", "star", "value").annotate(Sum("count")):
        one = sums[child_of[district]]
        if kind == "":
            one.levels[value] += count
            one.scored += count
        elif kind == "?":
            one.waiting += count
        else:
            one.stars[str(value)] += count
    current = Scorecard.objects.filter(district__in=child_of, basis="C", is_current=True)
    return set(current.values_list("edition__digest", flat=True).distinct()), Share(0, 0)


def _code_of(digest: str, stars: str, star_id: str) -> str | None:
    codes = (
        code for star, code in zip(standards.rulebook_by_digest(digest).stars, stars, strict=True) if star.id == star_id
    )
    return next(codes, None)


def _block(child: Region, one: _Sum) -> Block:
    return Block(
        name=child.name,
        code=child.code,
        kind=child.kind,
        public_id=child.public_id,
        branch_count=one.branches,
        waiting_count=one.waiting + one.branches - one.scored,
        level_counts=tuple(LevelCount(*row) for row in level_counts(one.levels, one.aims)),
        star_counts=one.stars,
    )


def _recent(region: Region, day: date) -> tuple[Change, ...]:
    """The latest changes anywhere in the region. Two queries."""
    ended = (
        Scorecard.objects.filter(
            basis="C", until__gt=day - CHANGED_WITHIN, until__lte=day, branch__path__startswith=region.path
        )
        .select_related("branch__village", "branch__township")
        .with_edition()
        .order_by("-until", "-pk")
    )
    latest = {card.branch_id: card for card in reversed(ended[: RECENT_SHOWN * 2])}
    then = Scorecard.objects.filter(branch__in=latest, basis="C", since__lte=day)
    then = then.filter(Q(until__isnull=True) | Q(until__gt=day)).with_edition()
    changes = [change for card in then if (change := _change(latest[card.branch_id], card))]
    return tuple(sorted(changes, key=lambda change: change.on, reverse=True)[:RECENT_SHOWN])


def _change(before: Scorecard, after: Scorecard) -> Change | None:
    old = standards.rulebook_by_digest(before.edition.digest)
    new = standards.rulebook_by_digest(after.edition.digest)
    had, has = held(old, before.stars), held(new, after.stars)
    if had == has:
        return None
    assert before.until is not None  # it has ended
    return Change(
        public_id=before.branch.public_id,
        branch=before.branch.village.name,
        township=before.branch.township.name,
        on=before.until,
        level_before=before.level,
        level_after=after.level,
        gained=names_of(new, has - had),
        lost=names_of(old, had - has),
    )
