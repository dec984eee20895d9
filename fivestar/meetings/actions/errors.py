"""Why an act on meetings was not done.

Refused
├── UnableToRecord      the fields cannot be of a meeting, or one of that kind and day is on record
├── UnableToWithdraw    no reason, or withdrawn already
├── UnreadableFile      the file itself: encoding, header, empty; carries every fault
└── UnableToTakeIn      nothing to take in, faulty rows not left out, or closed already
"""

from collections.abc import Sequence

from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.sheets import SheetFault


class UnableToRecord(Refused):
    """The fields cannot be of a meeting. `column` names the field, "" where it is none of them."""

    def __init__(self, message_id: str, /, **values: object) -> None:
        self.column = str(values.pop("column", ""))
        super().__init__(message_id, **values)


class UnableToWithdraw(Refused):
    """No reason was given, or it is withdrawn already."""


class UnreadableFile(Refused):
    """The file itself cannot be read; `faults` says where."""

    def __init__(self, faults: Sequence[SheetFault]) -> None:
        super().__init__(N_("这个文件读不出来,共 {count} 处问题"), count=len(faults))
        self.faults = tuple(faults)


class UnableToTakeIn(Refused):
    """Nothing to take in, faulty rows not left out, or closed already."""
