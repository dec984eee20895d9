"""The records of facts."""

from fivestar.facts.models.api import ApiMinute, ApiReceipt, ApiToken
from fivestar.facts.models.asking import AnswerReceipt
from fivestar.facts.models.burden import FormTime, QuestionMinutes
from fivestar.facts.models.contests import Contest, ContestTerm
from fivestar.facts.models.files import ImportBatch, StagedRow
from fivestar.facts.models.gate import MinuteBudget, QuestionProposal
from fivestar.facts.models.observations import Basis, Observation
from fivestar.facts.models.review import Return, ReviewAct, ReviewedRow

__all__ = [
    "AnswerReceipt",
    "ApiMinute",
    "ApiReceipt",
    "ApiToken",
    "Basis",
    "Contest",
    "ContestTerm",
    "FormTime",
    "ImportBatch",
    "MinuteBudget",
    "Observation",
    "QuestionMinutes",
    "QuestionProposal",
    "Return",
    "ReviewAct",
    "ReviewedRow",
    "StagedRow",
]
