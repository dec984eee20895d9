"""Why a file did not come in.

Refused
├── UnreadableFile  the file itself: encoding, headings, empty, too long; carries every fault. Nothing is kept
└── UnableToTakeIn  nothing to take in, what is faulty not left out, closed already, or what it rests on has moved
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
    """Nothing to take in, what is faulty not left out, closed already, or what it rests on has moved."""
