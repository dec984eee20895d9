"""What may be done with re-checks: commit, witness, draw, void, close, find."""

from fivestar.rechecks.actions.carrying import add_witness, close_plan, commit_plan, draw_plan, void_plan
from fivestar.rechecks.actions.errors import UnableToCarry, UnableToCommit, UnableToFind
from fivestar.rechecks.actions.finding import record_finding

__all__ = [
    "UnableToCarry",
    "UnableToCommit",
    "UnableToFind",
    "add_witness",
    "close_plan",
    "commit_plan",
    "draw_plan",
    "record_finding",
    "void_plan",
]
