"""How notices hear of what upper rooms will post by themselves. Filled by config/wiring only."""

from collections.abc import Collection, Mapping
from typing import Protocol

from fivestar.foundation.registers import Register


class Ledgers(Protocol):
    """(Branch, kind of notice) → the length of the periods its ledger is kept and disclosed in; ledgers begun alone."""

    def __call__(self, branch_ids: Collection[int]) -> Mapping[tuple[int, str], str]: ...


ledgers: Register[Ledgers] = Register("notices.ledgers")
