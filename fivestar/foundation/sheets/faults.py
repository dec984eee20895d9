"""What is wrong with a table, and where the person finds it in the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


def N_(message: str) -> str:  # noqa: N802 -- the name the catalogue tools look for
    """Mark a message id for the catalogue; it is translated where it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class SheetFault:
    """`row` as Excel numbers it (None: the file as a whole), `column` by its heading, `message_id` with its values."""

    file: str
    row: int | None
    column: str | None
    message_id: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The message in the product's own language."""
        return self.message_id.format(**self.values)


class SheetFaults(Exception):  # noqa: N818 -- it carries faults, for whoever shows them
    """A file that is no table, with everything found wrong with it."""

    def __init__(self, faults: Sequence[SheetFault]) -> None:
        super().__init__("; ".join(fault.text for fault in faults[:5]))
        self.faults = tuple(faults)


def unreadable(file: str, message_id: str, /, row: int | None = None, **values: object) -> SheetFaults:
    """The one fault that keeps a whole file from being read."""
    return SheetFaults([SheetFault(file, row, None, message_id, values)])
