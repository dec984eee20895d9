"""Faults of an uploaded file as a page shows them: where, and what was expected, in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext

from fivestar.foundation.outcome import in_words


class Faulty(Protocol):
    """`foundation.sheets.SheetFault` is such."""

    @property
    def row(self) -> int | None: ...
    @property
    def column(self) -> str | None: ...
    @property
    def message_id(self) -> str: ...
    @property
    def values(self) -> Mapping[str, object]: ...


@dataclass(frozen=True, slots=True)
class FaultLine:
    """A fault in words; without a row it is of the whole file."""

    row: int | None
    column: str | None
    words: str


def fault_lines(faults: Iterable[Faulty]) -> list[FaultLine]:
    return [FaultLine(fault.row, fault.column, fault_in_words(fault.message_id, fault.values)) for fault in faults]


def stored_fault_lines(faults: Iterable[Mapping[str, Any]]) -> list[FaultLine]:
    """From records that keep faults as JSON (row, column, message_id, values)."""
    return [
        FaultLine(fault["row"] or None, fault["column"], fault_in_words(fault["message_id"], fault["values"]))
        for fault in faults
    ]


def fault_in_words(message_id: str, values: Mapping[str, object]) -> str:
    """Values that are words of the program are translated too; what a person wrote has no translation and stays."""
    return in_words(
        message_id, {key: gettext(one) if isinstance(one, str) and one else one for key, one in values.items()}
    )
