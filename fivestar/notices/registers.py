"""How notices hear of upper rooms: what these will post, and where they lead on. Filled by config/wiring only."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from fivestar.foundation.registers import Register

if TYPE_CHECKING:
    from fivestar.territory.models import Branch


class Ledgers(Protocol):
    """(Branch, kind of notice) → the length of the periods its ledger is kept and disclosed in; ledgers begun alone."""

    def __call__(self, branch_ids: Collection[int]) -> Mapping[tuple[int, str], str]: ...


ledgers: Register[Ledgers] = Register("notices.ledgers")


@dataclass(frozen=True, slots=True)
class WayOn:
    """A page beyond a notice; label as it is read."""

    label: str
    address: str


class WaysOn(Protocol):
    """From a page of that branch; notice_id: the public id of the notice it shows, "" for none."""

    def __call__(self, branch: Branch, notice_id: str) -> Sequence[WayOn]: ...


ways_on: Register[WaysOn] = Register("notices.ways_on")
