"""Why an act on ledgers was not done.

Refused
├── UnreadableFile   the file itself: encoding, headings, empty; carries every fault
├── UnableToTakeIn   nothing to take in, faulty ledgers not left out, closed already, or what it rests on has moved
├── UnableToPublish  an earlier period is not public yet, or the notice cannot hang there; `column` names the field
└── UnableToAnswer   no answer, personal data in it, or answered already
"""

from collections.abc import Sequence

from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.sheets import SheetFault


class UnreadableFile(Refused):
    """The file itself cannot be read; `faults` says where."""

    def __init__(self, faults: Sequence[SheetFault]) -> None:
        super().__init__(N_("这个文件读不出来,共 {count} 处问题"), count=len(faults))
        self.faults = tuple(faults)


class UnableToTakeIn(Refused):
    """Nothing to take in, faulty ledgers not left out, closed already, or what it rests on has moved."""


class UnableToPublish(Refused):
    """An earlier period is not public yet, or the notice cannot hang there."""

    def __init__(self, message_id: str, /, **values: object) -> None:
        self.column = str(values.pop("field", ""))
        super().__init__(message_id, **values)


class UnableToAnswer(Refused):
    """No answer, personal data in it, or answered already."""
