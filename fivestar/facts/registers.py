"""How the rooms above hear of facts. Filled by config/wiring.py only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from fivestar.facts.models import ImportBatch
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


changed: Register[Listener] = Register("facts.changed")
batch_outcomes: Register[Outcomes] = Register("facts.batch_outcomes")


def tell(branch_ids: Sequence[int], *, at: datetime) -> None:
    """Every listener hears it, in the caller's transaction."""
    for listener in changed:
        listener(branch_ids, at=at)
