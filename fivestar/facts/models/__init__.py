"""The records of facts."""

from fivestar.facts.models.asking import AnswerReceipt
from fivestar.facts.models.contests import Contest, ContestTerm
from fivestar.facts.models.files import ImportBatch, StagedRow
from fivestar.facts.models.gate import MinuteBudget, QuestionProposal
from fivestar.facts.models.observations import Basis, Observation

__all__ = [
    "AnswerReceipt",
    "Basis",
    "Contest",
    "ContestTerm",
    "ImportBatch",
    "MinuteBudget",
    "Observation",
    "QuestionProposal",
    "StagedRow",
]
