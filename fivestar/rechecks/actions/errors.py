"""Why an act on re-checks was not done.

Refused
├── UnableToCommit   nothing to draw from, a result that is not later, or another draw waits
├── UnableToCarry    the draw is not at that step, or a number is not spelt as one
└── UnableToFind     the list is not open, or what was found lacks its reason
"""

from fivestar.foundation.outcome import Refused


class UnableToCommit(Refused):
    """Nothing to draw from, a result that is not of a later day, or another draw waits."""


class UnableToCarry(Refused):
    """The draw is not at that step, or a number is not spelt as one."""


class UnableToFind(Refused):
    """The list is not open, or what was found lacks its reason."""
