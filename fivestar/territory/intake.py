"""Taking a register in: set by set, so that the nation's 620,573 rows are a matter of minutes, and twice is once.

Every chunk is a transaction of its own: an import that was cut off has placed whole chunks and is simply run again.
Nothing is merged or taken for the same on its own: a new code under a known name is asked about.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.sheets import Table
from fivestar.territory import names, placing, regions
from fivestar.territory.models import Region, Village
from fivestar.territory.register import NATION_CODE, Row, Unplaced, read

CHUNK = 5000

Progress = Callable[[int, int], None]
"""Told how many rows of how many are done."""


@dataclass(frozen=True, slots=True)
class Question:
    """A new code whose name a village of the township already carries under a code that the file no longer has.

    The row is held back until somebody says which it is: the same village (act `recode`) or another (`as_new`).
    """

    row: int
    code: str
    name: str
    township: str
    known_code: str
    known_name: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do. `absent`: villages of the file's districts that the file does not name."""

    rows: int = 0
    new: int = 0
    renamed: int = 0
    returned: int = 0
    unchanged: int = 0
    categorised: int = 0
    absent: int = 0
    ended: int = 0
    unnamed_regions: int = 0
    unplaced: tuple[Unplaced, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        return {
            name: getattr(self, name)
            for name in ("rows", "new", "renamed", "returned", "unchanged", "categorised", "absent", "ended")
        }


@dataclass(slots=True)
class _Sorted:
    """One chunk against what is known."""

    new: list[Row] = field(default_factory=list)
    renamed: list[tuple[Village, Row]] = field(default_factory=list)
    returned: list[Village] = field(default_factory=list)
    unchanged: int = 0
    unplaced: list[Unplaced] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def import_register(
    *,
    actor: Actor,
    table: Table,
    at: datetime,
    region_names: Mapping[str, str] | None = None,
    as_new: frozenset[str] = frozenset(),
    ends_absent: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Takes a register in. Rows that cannot be placed are reported; the others go in.

    region_names: code (41, 4110, 411003, 411003001) → name, for what the file does not name.
    as_new: codes answered to be villages of their own although their name is known.
    ends_absent: villages of the file's districts that it no longer names end on this day.
    dry_run: nothing is written; the report is the same.
    Raises UnreadableRegister when the file is no register.
    """
    read_rows = list(read(table))
    rows = [row for row in read_rows if isinstance(row, Row)]
    report = ImportReport(rows=len(read_rows), unplaced=tuple(row for row in read_rows if isinstance(row, Unplaced)))
    needed = regions.needed(rows, region_names or {})
    places = _places(actor, needed, dry_run=dry_run)
    codes = frozenset(row.code for row in rows)
    for done, chunk in _chunks(rows):
        with transaction.atomic():
            if not dry_run:
                regions.lock()
            sorted_rows = _sort(chunk, codes, as_new)
            categorised = 0
            if not dry_run:
                placing.create(sorted_rows.new, places)
                placing.take_back(sorted_rows.returned)
                placing.rename(sorted_rows.renamed, legal_day(at))
                categorised = _categorise(chunk, at)
        report = _added(report, sorted_rows, categorised)
        if progress:
            progress(done, len(rows))
    with transaction.atomic():
        ended = _absent(codes, places)
        if ends_absent and not dry_run:
            placing.end(ended, at)
        report = replace(
            report,
            absent=len(ended),
            ended=len(ended) if ends_absent else 0,
            unnamed_regions=sum(1 for one in needed.values() if _is_unnamed(one, places)),
            unplaced=tuple(sorted(report.unplaced, key=lambda one: one.row)),
        )
        if not dry_run:
            audit.record(
                actor=actor, act="territory.import_register", subject=_top(places), changes=report.counts, at=at
            )
    return report


def _places(actor: Actor, needed: Mapping[str, regions.Needed], *, dry_run: bool) -> dict[str, Region]:
    there = regions.existing(needed)
    if not actor.is_system:
        _require_districts(actor, needed, there)
    if dry_run:
        return there
    with transaction.atomic():
        return regions.ensure(needed)


def _require_districts(actor: Actor, needed: Mapping[str, regions.Needed], there: Mapping[str, Region]) -> None:
    """A post reaches only districts that exist; a district the register does not know yet is the system's to make."""
    for one in needed.values():
        if one.kind == Region.Kind.DISTRICT:
            require(actor, "territory.import_register", there.get(one.code, Region(kind=one.kind, code=one.code)))


def _chunks(rows: Sequence[Row]) -> Iterator[tuple[int, Sequence[Row]]]:
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        yield start + len(chunk), chunk


def _sort(chunk: Sequence[Row], codes: frozenset[str], as_new: frozenset[str]) -> _Sorted:
    result = _Sorted()
    known = {village.code: village for village in Village.objects.filter(code__in=[row.code for row in chunk])}
    namesakes = _namesakes([row for row in chunk if row.code not in known], codes)
    for row in chunk:
        village = known.get(row.code)
        namesake = namesakes.get((row.township_code, names.core(row.name)))
        if village is None and namesake is not None and row.code not in as_new:
            township, code, name = namesake
            result.questions.append(Question(row.number, row.code, row.name, township, code, name))
        elif village is None:
            result.new.append(row)
        elif village.merged_into_id is not None:
            result.unplaced.append(
                Unplaced(row.number, row.code, N_("编码“{code}”的村(社区)已并入别处"), {"code": row.code})
            )
        else:
            _sort_known(result, village, row)
    return result


def _sort_known(result: _Sorted, village: Village, row: Row) -> None:
    if village.ended_on is not None:
        result.returned.append(village)
    if village.name != row.name:
        result.renamed.append((village, row))
    elif village.ended_on is None:
        result.unchanged += 1


def _namesakes(new: Sequence[Row], codes: frozenset[str]) -> dict[tuple[str, str], tuple[str, str, str]]:
    """(township code, core name) → (township, code, name) of villages the file no longer names."""
    townships = {row.township_code for row in new}
    there = Village.objects.filter(
        township__code__in=townships, core__in={names.core(row.name) for row in new}, ended_on__isnull=True
    ).values_list("township__code", "core", "township__name", "code", "name")
    return {
        (township_code, core): (township, code, name)
        for township_code, core, township, code, name in there
        if code not in codes
    }


def _categorise(chunk: Sequence[Row], at: datetime) -> int:
    """Sets the categories the file states; an empty cell says nothing."""
    stated = {row.code: row.category for row in chunk if row.category}
    if not stated:
        return 0
    return placing.set_categories(stated, at)


def _absent(codes: frozenset[str], places: Mapping[str, Region]) -> list[int]:
    districts = [region.pk for region in places.values() if region.kind == Region.Kind.DISTRICT]
    absent: list[int] = []
    for start in range(0, len(districts), 500):
        there = Village.objects.filter(district__in=districts[start : start + 500], ended_on__isnull=True)
        absent += [pk for pk, code in there.values_list("pk", "code").iterator() if code not in codes]
    return absent


def _is_unnamed(one: regions.Needed, places: Mapping[str, Region]) -> bool:
    region = places.get(one.code)
    return (region.name == region.code) if region else not one.name


def _top(places: Mapping[str, Region]) -> Region | None:
    """The district when the register is one district's, otherwise the nation; None when no row could be placed."""
    districts = [region for region in places.values() if region.kind == Region.Kind.DISTRICT]
    return districts[0] if len(districts) == 1 else places.get(NATION_CODE)


def _added(report: ImportReport, chunk: _Sorted, categorised: int) -> ImportReport:
    changes: dict[str, Any] = {
        "new": report.new + len(chunk.new),
        "renamed": report.renamed + len(chunk.renamed),
        "returned": report.returned + len(chunk.returned),
        "unchanged": report.unchanged + chunk.unchanged,
        "categorised": report.categorised + categorised,
        "unplaced": (*report.unplaced, *chunk.unplaced),
        "questions": (*report.questions, *chunk.questions),
    }
    return replace(report, **changes)
