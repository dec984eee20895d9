"""How the rooms above hear of facts. Filled by config/wiring only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from fivestar.facts.models import ImportBatch, Observation
from fivestar.foundation.registers import Register


class Listener(Protocol):
    """Hears which branches have other facts now, inside the transaction that changed them."""

    def __call__(self, branch_ids: Sequence[int], *, at: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class BranchOutcome:
    """A branch whose confirmed stars changed with a batch. Stars are names; `url_name` takes the public id."""

    public_id: str
    name: str
    township: str
    level_before: int | None
    level_after: int
    stars_before: tuple[str, ...]
    stars_after: tuple[str, ...]
    url_name: str


class Outcomes(Protocol):
    def __call__(self, batch: ImportBatch) -> Sequence[BranchOutcome]: ...


class ReopenedListener(Protocol):
    """Hears which observations stand stated again because a verdict did not hold, inside that transaction."""

    def __call__(self, observations: Sequence[Observation], *, reason: str, by: str, at: datetime) -> None: ...


changed: Register[Listener] = Register("facts.changed")
reopened: Register[ReopenedListener] = Register("facts.reopened")
batch_outcomes: Register[Outcomes] = Register("facts.batch_outcomes")


def tell(branch_ids: Sequence[int], *, at: datetime) -> None:
    """Every listener hears it, in the caller's transaction."""
    for listener in changed:
        listener(branch_ids, at=at)
