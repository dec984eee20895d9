"""What may be done with a project, from the plan to the published result."""

from fivestar.projects.actions.blocking import block, unblock
from fivestar.projects.actions.both_posts import end_both_posts, state_both_posts
from fivestar.projects.actions.building import (
    accept,
    finish_phase,
    move_phase,
    publish,
    spend,
    withdraw_project,
    withdraw_spending,
    words_of,
)
from fivestar.projects.actions.deliberating import judge_again, record_meeting, withdraw_meeting
from fivestar.projects.actions.errors import (
    ChangedBeforeMeeting,
    ChangedMeanwhile,
    UnableToCarry,
    UnableToDeliberate,
    UnableToStart,
)
from fivestar.projects.actions.starting import change_project, has_met, start_project

__all__ = [
    "ChangedBeforeMeeting",
    "ChangedMeanwhile",
    "UnableToCarry",
    "UnableToDeliberate",
    "UnableToStart",
    "accept",
    "block",
    "change_project",
    "end_both_posts",
    "finish_phase",
    "has_met",
    "judge_again",
    "move_phase",
    "publish",
    "record_meeting",
    "spend",
    "start_project",
    "state_both_posts",
    "unblock",
    "withdraw_meeting",
    "withdraw_project",
    "withdraw_spending",
    "words_of",
]
