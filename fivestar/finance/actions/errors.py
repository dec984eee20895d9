"""Why an act on ledgers was not done.

Refused
├── UnableToPublish  an earlier period is not public yet, or the notice cannot hang there; `column` names the field
└── UnableToAnswer   no answer, personal data in it, or answered already

Of files: `foundation.bringing.errors`.
"""

from fivestar.foundation.outcome import Refused


class UnableToPublish(Refused):
    """An earlier period is not public yet, or the notice cannot hang there."""

    def __init__(self, message_id: str, /, **values: object) -> None:
        self.column = str(values.pop("field", ""))
        super().__init__(message_id, **values)


class UnableToAnswer(Refused):
    """No answer, personal data in it, or answered already."""
