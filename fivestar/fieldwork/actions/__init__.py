"""What may be done in fieldwork: joint meetings and their decisions, visits and their problems, tours."""

from fivestar.fieldwork.actions.errors import (
    UnableToClose,
    UnableToDecide,
    UnableToMeet,
    UnableToScore,
    UnableToTour,
    UnableToVisit,
)
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
from fivestar.fieldwork.actions.touring import close_tour, commit_tour, draw_route, score_stop
from fivestar.fieldwork.actions.visiting import (
    Found,
    Told,
    hand_over_problems,
    note_problem,
    record_visit,
    settle_problem,
    withdraw_visit,
)

__all__ = [
    "Found",
    "Told",
    "UnableToClose",
    "UnableToDecide",
    "UnableToMeet",
    "UnableToScore",
    "UnableToTour",
    "UnableToVisit",
    "ask_decision",
    "call_joint_meeting",
    "call_off_joint_meeting",
    "close_decision",
    "close_tour",
    "commit_tour",
    "decide_duty",
    "decline_request",
    "draw_route",
    "hand_over_decisions",
    "hand_over_problems",
    "hold_joint_meeting",
    "note_problem",
    "record_visit",
    "score_stop",
    "settle_problem",
    "withdraw_visit",
]
