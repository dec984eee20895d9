"""Who counts which fact. Rooms with records offer theirs, config/wiring fills the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from fivestar.foundation.registers import Register


class Counts(Protocol):
    """Branch → period → number of records on file, of one year.

    None is dated after the day it was recorded, so none is left out for being late: whoever counts with a clock that is
    behind (a demonstration's date set back, the slower of two who write at once) must not lower what stands.

    period: the kind of period the fact is kept by (`year`, `half_year`, `quarter`, `month` …); keys are such periods
    as text (`2023-Q1`). A branch or a period without records is left out.
    """

    def __call__(self, branch_ids: Sequence[int], *, year: int, period: str) -> Mapping[int, Mapping[str, int]]: ...


@dataclass(frozen=True, slots=True)
class Counter:
    """`fact`: slug. `of`: the kind of record, named in the source of what is counted (会议记录)."""

    fact: str
    of: str
    counts: Counts = field(repr=False)


counters: Register[Counter] = Register("facts.counters")
