"""What may be done in fieldwork: joint meetings and their decisions."""

from fivestar.fieldwork.actions.errors import UnableToClose, UnableToDecide, UnableToMeet
from fivestar.fieldwork.actions.joint import (
    ask_decision,
    call_joint_meeting,
    call_off_joint_meeting,
    close_decision,
    decide_duty,
    decline_request,
    hand_over_decisions,
    hold_joint_meeting,
)

__all__ = [
    "UnableToClose",
    "UnableToDecide",
    "UnableToMeet",
    "ask_decision",
    "call_joint_meeting",
    "call_off_joint_meeting",
    "close_decision",
    "decide_duty",
    "decline_request",
    "hand_over_decisions",
    "hold_joint_meeting",
]
