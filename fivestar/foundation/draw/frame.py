"""What a draw is made from: strata of items, sorted, counted and with the number to take."""

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

FORMAT: Literal[1] = 1


class FrameStratum(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`items` sorted by their UTF-8 bytes, each once; `count` of them, of which `take` are drawn."""

    id: str
    count: int
    take: int
    items: list[str]


class Frame(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`as_at`: the day the items were true of. `editions`: category → digest of the standards they were judged by."""

    format: Literal[1]
    district: str
    as_at: str
    editions: dict[str, str]
    strata: list[FrameStratum]


def frame_of(
    *,
    district: str,
    as_at: str,
    editions: Mapping[str, str],
    items: Mapping[str, Iterable[str]],
    take: Mapping[str, int],
) -> Frame:
    """The frame of these items by stratum; strata and items are put in order here."""
    strata = []
    for stratum in sorted(items, key=_spelt):
        members = sorted(set(items[stratum]), key=_spelt)
        strata.append(FrameStratum(stratum, len(members), take.get(stratum, 0), members))
    return Frame(FORMAT, district, as_at, dict(editions), strata)


def faulty_place(frame: Frame) -> tuple[str, object, object] | None:
    """(path, expected, found) of the first thing that is not as a frame must be."""
    names = [stratum.id for stratum in frame.strata]
    if names != sorted(set(names), key=_spelt):
        return "frame.strata", "按代码排序,每层一次", names
    for index, stratum in enumerate(frame.strata):
        path = f"frame.strata[{index}]"
        if stratum.items != sorted(set(stratum.items), key=_spelt):
            return f"{path}.items", "按字节排序,每项一次", stratum.id
        if stratum.count != len(stratum.items):
            return f"{path}.count", len(stratum.items), stratum.count
        if not 0 <= stratum.take <= stratum.count:
            return f"{path}.take", f"0 到 {stratum.count}", stratum.take
    return None


def _spelt(text: str) -> bytes:
    return text.encode("utf-8")
