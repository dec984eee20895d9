"""What may be done with facts: state one, bring a file, mend it, confirm or withdraw it."""

from fivestar.facts.actions.bring import continue_staging, import_options, receive_file, stage_import
from fivestar.facts.actions.close import confirm_import, withdraw_import
from fivestar.facts.actions.errors import (
    UnableToConfirm,
    UnableToHandIn,
    UnableToMend,
    UnableToState,
    UnableToWithdraw,
    UnreadableFile,
)
from fivestar.facts.actions.hand_in import HandedIn, hand_in
from fivestar.facts.actions.mend import leave_out_row, mend_row
from fivestar.facts.actions.record import Given, record_many
from fivestar.facts.actions.reopen import reopen_facts
from fivestar.facts.actions.state import act_for, state_observation

__all__ = [
    "Given",
    "HandedIn",
    "UnableToConfirm",
    "UnableToHandIn",
    "UnableToMend",
    "UnableToState",
    "UnableToWithdraw",
    "UnreadableFile",
    "act_for",
    "confirm_import",
    "continue_staging",
    "hand_in",
    "import_options",
    "leave_out_row",
    "mend_row",
    "receive_file",
    "record_many",
    "reopen_facts",
    "stage_import",
    "state_observation",
    "withdraw_import",
]
