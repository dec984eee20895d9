"""Why an act on facts was not done.

Refused
├── UnableToState       the value, period or day cannot be of this fact
├── UnableToHandIn      values from a department's system; carries every fault by position
├── UnreadableFile      the file itself: encoding, header, empty; carries every fault
├── UnableToMend        the batch is closed
├── UnableToConfirm     it has faulty rows, nothing to take in, or was confirmed or withdrawn before
└── UnableToWithdraw    it is closed already
"""

from collections.abc import Sequence

from fivestar.facts.judging import Fault
from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.sheets import SheetFault


class UnableToState(Refused):
    """The value, period or day cannot be of this fact."""


class UnableToHandIn(Refused):
    """Some of the values cannot be taken, so none was; `faults` are (position, fault)."""

    def __init__(self, faults: Sequence[tuple[int, Fault]]) -> None:
        super().__init__(N_("有 {count} 处问题,一个数据都没有写入"), count=len(faults))
        self.faults = tuple(faults)


class UnreadableFile(Refused):
    """The file itself cannot be read; `faults` says where."""

    def __init__(self, faults: Sequence[SheetFault]) -> None:
        super().__init__(N_("这个文件读不出来,共 {count} 处问题"), count=len(faults))
        self.faults = tuple(faults)


class UnableToMend(Refused):
    """The batch is closed."""


class UnableToConfirm(Refused):
    """The batch has faulty rows, nothing to take in, or was confirmed or withdrawn before."""


class UnableToWithdraw(Refused):
    """The batch is closed already."""
