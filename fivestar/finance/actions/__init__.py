"""What may be done with ledgers: a file brought and taken in, a period published, a question asked and answered."""

from fivestar.finance.actions.bring import bring_file, confirm_file, withdraw_file
from fivestar.finance.actions.errors import UnableToAnswer, UnableToPublish
from fivestar.finance.actions.publish import publish_period
from fivestar.finance.actions.questions import answer_question, ask_about, enter_answer
from fivestar.foundation.bringing.errors import UnableToTakeIn, UnreadableFile

__all__ = [
    "UnableToAnswer",
    "UnableToPublish",
    "UnableToTakeIn",
    "UnreadableFile",
    "answer_question",
    "ask_about",
    "bring_file",
    "confirm_file",
    "enter_answer",
    "publish_period",
    "withdraw_file",
]
