"""Why an act of fieldwork was not done.

Refused
├── UnableToMeet      another meeting waits, a day that cannot be, or no task force was there
├── UnableToDecide    no words, a day that cannot be, or the meeting was not held
├── UnableToClose     it is closed, has no result, or belongs to another post
├── UnableToVisit     days that cannot be, another's post, or a study that ends in nothing
├── UnableToTour      a result that is not later, nothing to score by, or the tour is not at that step
└── UnableToScore     not a judge of it, his own township, or points that cannot be
"""

from fivestar.foundation.outcome import Refused


class UnableToMeet(Refused):
    """Another meeting waits, a day that cannot be, or no task force was there."""


class UnableToDecide(Refused):
    """No words, a day that cannot be, or the meeting was not held."""


class UnableToClose(Refused):
    """It is closed, has no result, or belongs to another post."""


class UnableToVisit(Refused):
    """Days that cannot be, another's post, or a study that ends in nothing."""


class UnableToTour(Refused):
    """A result that is not later, nothing to score by, or the tour is not at that step."""


class UnableToScore(Refused):
    """Not a judge of it, his own township, or points that cannot be."""
