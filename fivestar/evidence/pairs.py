"""Pairs of files that look alike over a district or one of its townships, for whoever reviews there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fivestar.evidence.likeness import COMPARED, Gallery
from fivestar.evidence.models import Comparison, Evidence
from fivestar.foundation.access import Actor, decide, visible
from fivestar.territory.queries import townships_of

if TYPE_CHECKING:
    from fivestar.territory.models import Region


@dataclass(frozen=True, slots=True)
class Match:
    """Keys of two files, the lower first; `bits` of 64 that differ, None when the bytes are the same."""

    first: int
    second: int
    bits: int | None
    is_noted: bool


@dataclass(frozen=True, slots=True)
class Matches:
    """What nobody has looked at yet comes first, then what came last. `beyond`: pairs that reach past the actor."""

    pairs: tuple[Match, ...]
    beyond: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A match with its two files and what was said of it, the last word first."""

    first: Evidence
    second: Evidence
    bits: int | None
    notes: tuple[Comparison, ...]


def matches(actor: Actor, district: Region, region: Region) -> Matches:
    """Every pair within the district of which one file lies in `region`. Three queries, however many files there are.

    Files are compared with all others of the district; a pair is shown only to whoever may compare both.
    """
    kept = Evidence.objects.filter(branch__district=district, state=Evidence.State.KEPT)
    gallery = Gallery(kept.order_by().values_list(*COMPARED, named=True))
    reached = dict(visible(actor, "evidence.compare", kept).order_by().values_list("pk", "branch__path"))
    noted = set(Comparison.objects.filter(first__branch__district=district).values_list("first", "second").order_by())
    found: dict[tuple[int, int], int | None] = {}
    beyond: set[tuple[int, int]] = set()
    for key, path in reached.items():
        if path.startswith(region.path):
            for other, bits in gallery.like(key).items():
                keys = (min(key, other), max(key, other))
                if other in reached:
                    found[keys] = bits
                else:
                    beyond.add(keys)
    pairs = [Match(*keys, bits, keys in noted) for keys, bits in found.items()]
    pairs.sort(key=lambda one: (one.is_noted, -one.second, -one.first))
    return Matches(tuple(pairs), len(beyond))


def pairs_of(shown: Sequence[Match]) -> list[Pair]:
    """The matches of one page with their files and notes. Two queries."""
    keys = {key for one in shown for key in (one.first, one.second)}
    there = Evidence.objects.filter(pk__in=keys).select_related("branch__village", "branch__township", "edition")
    files = {file.pk: file for file in there.defer("edition__document")}
    notes: dict[tuple[int, int], list[Comparison]] = {}
    for said in Comparison.objects.filter(first__in=keys, second__in=keys):
        notes.setdefault((said.first_id, said.second_id), []).append(said)
    return [
        Pair(files[one.first], files[one.second], one.bits, tuple(notes.get((one.first, one.second), ())))
        for one in shown
    ]


def is_pair(first: Evidence, second: Evidence) -> bool:
    """Do these two look alike, both still in use?"""
    rows = Evidence.objects.filter(pk__in=(first.pk, second.pk), state=Evidence.State.KEPT)
    gallery = Gallery(rows.values_list(*COMPARED, named=True))
    return second.pk in gallery.like(first.pk) or first.pk in gallery.like(second.pk)


def townships_compared(actor: Actor, district: Region) -> list[Region]:
    """The townships whose list he may open, in register order."""
    return [one for one in townships_of(district) if decide(actor, "evidence.compare_over", one)]


def comparable_file(actor: Actor, district: Region, public_id: str) -> Evidence | None:
    """None also when the actor may not compare it."""
    there = Evidence.objects.filter(branch__district=district, public_id=public_id).select_related("branch")
    return visible(actor, "evidence.compare", there).first()
