"""What upper rooms hear of the standards. `config/wiring` fills it; listeners run in the caller's transaction."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from fivestar.engine import Rulebook
from fivestar.foundation.outcome import Denied
from fivestar.foundation.registers import Register

if TYPE_CHECKING:
    from fivestar.territory.models import Region


class StandardsChanged(Protocol):
    """Another edition is in force for a district and category from some day: its branches must be reckoned anew."""

    def __call__(self, district: "Region", category: str, at: datetime) -> None: ...


changed: Register[StandardsChanged] = Register("standards.changed")


class Hurdle(Protocol):
    """What stands in the way of a rulebook in a district from a day on: every reason, or none."""

    def __call__(self, district: "Region", rulebook: Rulebook, on: date) -> Sequence[Denied]: ...


hurdles: Register[Hurdle] = Register("standards.hurdles")
