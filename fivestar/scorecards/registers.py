"""How the rooms above hear of scorecards. Filled by config/wiring.py only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from fivestar.foundation.registers import Register
from fivestar.scorecards.shapes import Note

if TYPE_CHECKING:
    from fivestar.territory.models import Region


class Listener(Protocol):
    """Hears which branches carry another answer now, inside the transaction that scored them."""

    def __call__(self, branch_ids: Sequence[int], *, at: datetime) -> None: ...


class Figures(Protocol):
    """Notes on published figures of a region, shown beside its wall."""

    def __call__(self, region: Region, day: date) -> Sequence[Note]: ...


changed: Register[Listener] = Register("scorecards.changed")
figures: Register[Figures] = Register("scorecards.figures")
