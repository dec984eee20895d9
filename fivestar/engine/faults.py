"""Faults of a rulebook or of a table of facts: an id and values, put into words by whoever shows them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


def N_(message: str) -> str:  # noqa: N802 -- the name the catalogue tools look for
    """Mark a message id for the catalogue; it is translated where it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and where: `line` from 1 (0 = the file as a whole), `id` of the thing."""

    file: str
    line: int
    id: str
    message_id: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The message in the product's own language."""
        return self.message_id.format(**self.values)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line or "", self.id) if part)
        return f"{place}: {self.text}"


class RulebookFaults(Exception):  # noqa: N818 -- it carries faults, in the words of the command that prints them
    """A rulebook that cannot be used, with every fault found in it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class RuleFault(Exception):  # noqa: N818 -- one fault of one condition, before it is known in which file it stands
    """A condition outside the rule language."""

    def __init__(self, message_id: str, **values: Any) -> None:
        super().__init__(message_id.format(**values))
        self.message_id = message_id
        self.values = values


class FaultList:
    """Collects the faults of one rulebook; files are named relative to its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: list[Fault] = []

    def add(self, file: str, line: int, id: str, message_id: str, /, **values: Any) -> None:  # noqa: A002
        self.found.append(Fault(file, line, id, message_id, values))
