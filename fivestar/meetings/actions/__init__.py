"""What may be done with meetings: record one, withdraw it, take an export in."""

from fivestar.foundation.bringing.errors import UnableToTakeIn, UnreadableFile
from fivestar.meetings.actions.bring import bring_file, confirm_file, withdraw_file
from fivestar.meetings.actions.errors import UnableToRecord, UnableToWithdraw
from fivestar.meetings.actions.record import record_meeting, withdraw_meeting

__all__ = [
    "UnableToRecord",
    "UnableToTakeIn",
    "UnableToWithdraw",
    "UnreadableFile",
    "bring_file",
    "confirm_file",
    "record_meeting",
    "withdraw_file",
    "withdraw_meeting",
]
