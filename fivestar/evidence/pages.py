"""A file as its line on the page tells it, and two that look alike side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from fivestar.evidence.fingerprints import is_mirrored
from fivestar.evidence.likeness import fingerprint_of
from fivestar.evidence.models import Evidence
from fivestar.evidence.pairs import Pair
from fivestar.evidence.queries import Look, task_in
from fivestar.foundation.access import Actor, decide
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.responsibility.in_charge import offices_of

if TYPE_CHECKING:
    from fivestar.territory.models import Region

_BROUGHT_AS = {"village": N_("村（社区）提供"), "township": N_("乡镇（街道）提供")}
_KILOBYTE, _MEGABYTE = 1024, 1024**2


@dataclass(frozen=True, slots=True)
class AlikeLine:
    """Another file worth a look."""

    file: Evidence
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """`alike` is empty and `beyond` 0 for whoever does not compare."""

    file: Evidence
    size: str
    brought_as: str
    may_open: bool
    may_withdraw: bool
    alike: tuple[AlikeLine, ...]
    beyond: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of two files. `task` is the name by the standards of its year."""

    file: Evidence
    task: str
    size: str
    may_open: bool


@dataclass(frozen=True, slots=True)
class Said:
    """`office` is “柳河镇党建干事 吴”."""

    note: str
    office: str
    on: date


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two files side by side, how alike they are, and what whoever looked at them wrote."""

    sides: tuple[Side, Side]
    words: str
    notes: tuple[Said, ...]


def pair_lines(actor: Actor, district: Region, pairs: Sequence[Pair]) -> list[PairLine]:
    """One query, for the offices of whoever wrote."""
    refs = {said.noted_by for pair in pairs for said in pair.notes}
    offices = offices_of(refs, district.path) if refs else {}
    return [
        PairLine(
            (_side(actor, pair.first), _side(actor, pair.second)),
            likeness_in_words(pair.first, pair.second, pair.bits),
            tuple(Said(one.note, offices.get(one.noted_by, ""), legal_day(one.noted_at)) for one in pair.notes),
        )
        for pair in pairs
    ]


def _side(actor: Actor, file: Evidence) -> Side:
    task = task_in(file.edition, file.criterion_id)
    return Side(
        file=file,
        task=task.criterion.name if task is not None else file.criterion_id,
        size=size_in_words(file.bytes),
        may_open=bool(decide(actor, "evidence.open", file)),
    )


def lines_of(actor: Actor, files: Sequence[Evidence], looks: Mapping[int, Look]) -> list[Line]:
    return [_line(actor, file, looks.get(file.pk)) for file in files]


def _line(actor: Actor, file: Evidence, look: Look | None) -> Line:
    seen = look if look is not None and decide(actor, "evidence.compare", file) else Look((), 0)
    return Line(
        file=file,
        size=size_in_words(file.bytes),
        brought_as=gettext(_BROUGHT_AS[file.brought_as]),
        may_open=bool(decide(actor, "evidence.open", file)),
        may_withdraw=bool(decide(actor, "evidence.withdraw", file)),
        alike=tuple(AlikeLine(one.file, likeness_in_words(file, one.file, one.bits)) for one in seen.alike),
        beyond=seen.beyond,
    )


def likeness_in_words(one: Evidence, other: Evidence, bits: int | None) -> str:
    """How much two pictures differ, and whether one is the other in a mirror."""
    if bits is None:
        return gettext("内容完全相同")
    looked_for = fingerprint_of(one)
    if looked_for is not None and is_mirrored(looked_for, int(other.dhash, 16)):
        said = gettext("左右翻转后画面相近（64 个比对点有 {bits} 个不同）") if bits else gettext("左右翻转后看不出差别")
    else:
        said = gettext("画面相近（64 个比对点有 {bits} 个不同）") if bits else gettext("画面看不出差别")
    return said.format(bits=bits)


def size_in_words(count: int) -> str:
    """“640 KB”, “2.4 MB”."""
    if count < _MEGABYTE:
        return f"{max(1, round(count / _KILOBYTE))} KB"
    return f"{count / _MEGABYTE:.1f} MB"
