"""What rooms above derive from scorecards: the answers of branches by day, what they aim at, their facts of today."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fivestar.engine import Rulebook, Value
from fivestar.engine.facts import base_name
from fivestar.facts.values import value_of
from fivestar.scorecards.models import CurrentRow, Scorecard
from fivestar.scorecards.packing import unpack
from fivestar.scorecards.standing import targets_under
from fivestar.standards import queries as standards

if TYPE_CHECKING:
    from fivestar.standards.models import Edition


@dataclass(frozen=True, slots=True)
class Answered:
    """A confirmed answer and the days it stood: from `since` until before `until`; `digest` is the edition's."""

    branch: int
    district: int
    edition: int
    digest: str
    year: int
    since: date
    until: date | None
    outcomes: bytes


@dataclass(frozen=True, slots=True)
class Aim:
    """stars: ids; empty where only the level is fixed."""

    level: int
    stars: tuple[str, ...]


def answers_since(branch_ids: Collection[int], *, year: int) -> dict[int, list[Answered]]:
    """Branch → its confirmed answers under editions of that year and later, the oldest first. One query."""
    rows = (
        Scorecard.objects.filter(branch__in=branch_ids, basis="C", edition__year__gte=year)
        .order_by("branch", "since")
        .values_list(
            *("branch", "district", "edition", "edition__digest", "edition__year", "since", "until", "outcomes")
        )
    )
    found: dict[int, list[Answered]] = {branch: [] for branch in branch_ids}
    for branch, district, edition, digest, of_year, since, until, outcomes in rows:
        found[branch].append(Answered(branch, district, edition, digest, of_year, since, until, bytes(outcomes)))
    return found


def aims_of(branch_ids: Collection[int], editions: Iterable[Edition]) -> dict[int, Aim]:
    """What stands as aimed at under these editions; a branch without an aim is absent. One query."""
    there = targets_under(editions).filter(branch__in=branch_ids)
    return {branch: Aim(level, tuple(stars)) for branch, level, stars in there.values_list("branch", "level", "stars")}


def values_now(rulebooks: Mapping[int, Rulebook]) -> dict[int, dict[str, Value]]:
    """Branch → its confirmed facts, as the engine judges them. rulebooks: by branch. One query."""
    slugs = standards.catalogue_slugs()
    rows = CurrentRow.objects.filter(branch__in=list(rulebooks), basis="C")
    return {
        branch: {
            key: value_of(rulebooks[branch].facts[base_name(key)], stored)
            for key, stored in unpack(bytes(packed), slugs).items()
            if base_name(key) in rulebooks[branch].facts
        }
        for branch, packed in rows.values_list("branch", "packed")
    }
