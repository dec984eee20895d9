"""Reads of evidence: of a task, by its key, its bytes, and what looks like it elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from fivestar.engine import Criterion
from fivestar.evidence import fingerprints, storage
from fivestar.evidence.likeness import COMPARED, Gallery, fingerprint_of
from fivestar.evidence.models import Evidence
from fivestar.foundation.access import WHATEVER, Actor, decide, visible
from fivestar.standards import queries as standards

if TYPE_CHECKING:
    from fivestar.standards.models import Edition
    from fivestar.territory.models import Branch


@dataclass(frozen=True, slots=True)
class Task:
    """A criterion of the edition in force for a branch."""

    edition: Edition
    criterion: Criterion
    star: str


@dataclass(frozen=True, slots=True)
class Alike:
    """Another file that looks like one: `bits` of 64 that differ; None when the bytes are the same."""

    file: Evidence
    bits: int | None


@dataclass(frozen=True, slots=True)
class Look:
    """What is worth a look at a file: others like it, the likest first, and how many lie beyond the actor's reach."""

    alike: tuple[Alike, ...]
    beyond: int


def task_of(branch: Branch, criterion_id: str, on: date) -> Task | None:
    """The task by the standards in force for the branch on a day."""
    edition = standards.edition_in_force(branch.district, branch.category, on)
    return None if edition is None else task_in(edition, criterion_id)


def past_task_of(branch: Branch, criterion_id: str) -> Task | None:
    """The task by the standards under which the newest file was brought: it may be in force no more."""
    newest = Evidence.objects.filter(branch=branch, criterion_id=criterion_id).select_related("edition").first()
    return None if newest is None else task_in(newest.edition, criterion_id)


def task_in(edition: Edition, criterion_id: str) -> Task | None:
    """The task by these standards."""
    for star in standards.rulebook_of(edition).stars:
        for criterion in star.criteria:
            if criterion.id == criterion_id:
                return Task(edition, criterion, star.id)
    return None


def files_of(actor: Actor, branch: Branch, criterion_id: str) -> list[Evidence]:
    """All of a task, withdrawn ones too, the newest first."""
    there = Evidence.objects.filter(branch=branch, criterion_id=criterion_id).select_related("branch", "edition")
    return list(visible(actor, "evidence.read", there))


def counts_of(actor: Actor, branch: Branch) -> dict[str, int] | None:
    """Task id → files in use; None for whoever may not read any here."""
    if not decide(actor, "evidence.read_of", branch, about=WHATEVER):
        return None
    there = Evidence.objects.filter(branch=branch, state=Evidence.State.KEPT)
    return dict(Counter(visible(actor, "evidence.read", there).values_list("criterion_id", flat=True)))


def file_by_public_id(actor: Actor, branch: Branch, public_id: str) -> Evidence | None:
    """None also when the actor may not know of it."""
    there = Evidence.objects.filter(branch=branch, public_id=public_id).select_related("branch", "edition")
    return visible(actor, "evidence.read", there).first()


def bytes_of(file: Evidence) -> bytes | None:
    """The bytes as kept; None when they are gone or are not the ones whose hash was written down.

    Raises storage.StorageFails when that cannot be told now.
    """
    data = storage.read(file.storage_key)
    return data if data is not None and storage.digest(data) == file.sha256 else None


def looks(actor: Actor, files: Sequence[Evidence]) -> dict[int, Look]:
    """Key of a file → what is worth a look at it; files without anything are left out. Two queries for any number.

    Only files in use; those of one branch, task and year are not compared.
    """
    compared = [file for file in files if file.state == Evidence.State.KEPT]
    if not compared:
        return {}
    gallery = Gallery(_candidates(compared).values_list(*COMPARED, named=True))
    hits = {file.pk: gallery.like(file.pk) for file in compared}
    found = {key for bits in hits.values() for key in bits}
    there = Evidence.objects.filter(pk__in=found).select_related("branch__village", "edition")
    reached = {one.pk: one for one in visible(actor, "evidence.compare", there)} if found else {}
    return {key: _look(bits, reached) for key, bits in hits.items() if bits}


def _candidates(files: Sequence[Evidence]) -> QuerySet[Evidence]:
    """Same bytes, or a band within one bit; by indices, so that the number of files kept hardly matters."""
    digests = {digest for file in files for digest in (file.sha256, file.sha256_given)}
    wanted = Q(sha256__in=digests) | Q(sha256_given__in=digests)
    by_band: list[set[int]] = [set() for _ in range(fingerprints.BAND_COUNT)]
    for file in files:
        if (looked_for := fingerprint_of(file)) is not None:
            for values, probes in zip(by_band, fingerprints.probes(looked_for), strict=True):
                values.update(probes)
    for place, values in enumerate(by_band):
        if values:
            wanted |= Q(**{f"band_{place}__in": sorted(values)})
    return Evidence.objects.filter(wanted, state=Evidence.State.KEPT).order_by("pk")


def _look(hits: Mapping[int, int | None], reached: Mapping[int, Evidence]) -> Look:
    alike = [Alike(reached[key], bits) for key, bits in hits.items() if key in reached]
    alike.sort(key=lambda one: (-1 if one.bits is None else one.bits, one.file.pk))
    return Look(tuple(alike), len(hits) - len(alike))
