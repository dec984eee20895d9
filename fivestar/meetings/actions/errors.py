"""Why an act on meetings was not done.

Refused
├── UnableToRecord      the fields cannot be of a meeting, or one of that kind and day is on record
└── UnableToWithdraw    no reason, or withdrawn already

Of files: `foundation.bringing.errors`.
"""

from fivestar.foundation.outcome import Refused


class UnableToRecord(Refused):
    """The fields cannot be of a meeting. `column` names the field, "" where it is none of them."""

    def __init__(self, message_id: str, /, **values: object) -> None:
        self.column = str(values.pop("column", ""))
        super().__init__(message_id, **values)


class UnableToWithdraw(Refused):
    """No reason was given, or it is withdrawn already."""
