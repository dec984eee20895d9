"""A file as its line on the page tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from fivestar.evidence.models import Evidence
from fivestar.evidence.queries import Alike, Look
from fivestar.foundation.access import Actor, decide
from fivestar.foundation.outcome import N_

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


def lines_of(actor: Actor, files: Sequence[Evidence], looks: Mapping[int, Look]) -> list[Line]:
    return [_line(actor, file, looks.get(file.pk)) for file in files]


def _line(actor: Actor, file: Evidence, look: Look | None) -> Line:
    compares = look is not None and bool(decide(actor, "evidence.compare", file))
    return Line(
        file=file,
        size=size_in_words(file.bytes),
        brought_as=gettext(_BROUGHT_AS[file.brought_as]),
        may_open=bool(decide(actor, "evidence.open", file)),
        may_withdraw=bool(decide(actor, "evidence.withdraw", file)),
        alike=tuple(AlikeLine(one.file, _alike_in_words(one)) for one in look.alike) if look and compares else (),
        beyond=look.beyond if look and compares else 0,
    )


def _alike_in_words(one: Alike) -> str:
    if one.bits is None:
        return gettext("内容完全相同")
    return gettext("画面相近（64 处里有 {bits} 处不同）").format(bits=one.bits)


def size_in_words(count: int) -> str:
    """“640 KB”, “2.4 MB”."""
    if count < _MEGABYTE:
        return f"{max(1, round(count / _KILOBYTE))} KB"
    return f"{count / _MEGABYTE:.1f} MB"
