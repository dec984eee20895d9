"""Why something was not done.

Refused
├── UnableToSpeak       nothing was put into the letterbox
└── UnableToHandle      the voice stands as it stood
"""

from fivestar.foundation.outcome import Refused


class UnableToSpeak(Refused):
    """Said to whoever reports; nothing is stored."""

    column = ""


class UnableToHandle(Refused):
    """Said to the office."""
