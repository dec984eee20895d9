"""What may be done with shortfalls: take one up, give it to another post, strike it off; screen a district.

Errors

    Refused
    ├── UnableToPlan        no measure, a day that is over, a post that cannot answer for it, or nothing lacking
    │   └── ChangedMeanwhile    somebody else changed it first; `shortfall` is as it stands
    ├── UnableToStrikeOff   his own post answers for it
    └── UnableToScreen      nobody aims at these stars, or it was done today
"""

from fivestar.shortfalls.actions.rectifying import (
    ChangedMeanwhile,
    UnableToPlan,
    UnableToStrikeOff,
    hand_over,
    plan,
    strike_off,
)
from fivestar.shortfalls.actions.screening import UnableToScreen, screen

__all__ = [
    "ChangedMeanwhile",
    "UnableToPlan",
    "UnableToScreen",
    "UnableToStrikeOff",
    "hand_over",
    "plan",
    "screen",
    "strike_off",
]
