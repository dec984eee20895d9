"""What the log's pages draw, as data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from fivestar.disclosure.proof.queries import units_told
from fivestar.disclosure.proof.words import FIELDS
from fivestar.foundation.publiclog import listing, reading
from fivestar.foundation.publiclog.kinds import BY_ID
from fivestar.notices.kinds import BY_ID as NOTICE_KINDS
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime
    from typing import Any

    from fivestar.disclosure.proof.queries import UnitTold
    from fivestar.foundation.access import Actor
    from fivestar.foundation.publiclog.models import LogEntry, LogHead
    from fivestar.territory.models import Region


@dataclass(frozen=True, slots=True)
class EntryLine:
    """number: its place, from 1 as people count; `index` from 0."""

    index: int
    number: int
    kind: str
    unit: UnitTold
    day: date
    is_erased: bool


@dataclass(frozen=True, slots=True)
class WitnessLine:
    """A township beside the newest head. state: signed, behind, no_key."""

    name: str
    state: str
    size: int | None = None
    at: datetime | None = None


def entry_lines(entries: Sequence[LogEntry]) -> list[EntryLine]:
    units = units_told(entry.unit for entry in entries)
    return [
        EntryLine(
            index=entry.number or 0,
            number=(entry.number or 0) + 1,
            kind=kind_words(entry.kind),
            unit=units[entry.unit],
            day=entry.day,
            is_erased=entry.content is None,
        )
        for entry in entries
    ]


def kind_words(kind: str) -> str:
    known = BY_ID.get(kind)
    return gettext(known.label) if known is not None else kind


def witness_lines(actor: Actor, district: Region, head: LogHead | None) -> list[WitnessLine]:
    """Every township of the district, also those that have no key: what is missing is shown. Three queries."""
    keys = {one.unit: one.name for one in reading.witnesses(actor) if one.ended_at is None}
    signed = listing.signed_up_to()
    lines = []
    for township in territory.townships_of(district):
        last = signed.get(keys.get(township.code, ""))
        if township.code not in keys:
            lines.append(WitnessLine(township.name, "no_key"))
        elif last is None or head is None or last.size < head.size:
            size, at = (last.size, last.at) if last is not None else (None, None)
            lines.append(WitnessLine(township.name, "behind", size, at))
        else:
            lines.append(WitnessLine(township.name, "signed", last.size, last.at))
    return lines


def field_lines(content: dict[str, Any]) -> list[tuple[str, str]]:
    """Label and value of each field, in the order of the verifying page."""
    lines = [(gettext(FIELDS[name]), _value(name, content[name])) for name in FIELDS if content.get(name) is not None]
    for column, total in content.get("figures", []):
        lines.append((gettext("第 {column} 列各数相加").format(column=column), str(total)))
    return lines + [(name, _value(name, content[name])) for name in _unknown(content)]


def _unknown(content: dict[str, Any]) -> Iterable[str]:
    return (name for name in sorted(content) if name not in FIELDS and name != "figures")


def _value(name: str, value: object) -> str:
    if name == "class" and value in NOTICE_KINDS:
        return gettext(NOTICE_KINDS[str(value)].label)
    if value is True:
        return gettext("是")
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
