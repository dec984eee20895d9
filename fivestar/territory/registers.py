"""What upper rooms hear of the territory. `config/wiring` fills it; listeners run in the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from fivestar.foundation.registers import Register


class BranchesChanged(Protocol):
    """The category of these branches changed, or they ended: what was computed for them no longer holds."""

    def __call__(self, branch_ids: Sequence[int], at: datetime) -> None: ...


branches_changed: Register[BranchesChanged] = Register("territory.branches_changed")
