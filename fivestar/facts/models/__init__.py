"""The records of facts."""

from fivestar.facts.models.files import ImportBatch, StagedRow
from fivestar.facts.models.observations import Basis, Observation

__all__ = ["Basis", "ImportBatch", "Observation", "StagedRow"]
