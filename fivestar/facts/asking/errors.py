"""Why an answer was not taken.

Refused
├── UnableToAnswer      its number was used for another answer, or a correction says no reason
├── UnableToSettle      the answer is in no conflict (any more)
└── UnableToUndo        it was not given for somebody else, or something newer stands
"""

from fivestar.foundation.outcome import Refused


class UnableToAnswer(Refused):
    """Its number was used for another answer, or a correction says no reason."""


class UnableToSettle(Refused):
    """The answer is in no conflict (any more)."""


class UnableToUndo(Refused):
    """It was not given for somebody else, or something newer stands."""
