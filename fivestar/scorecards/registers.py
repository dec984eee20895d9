"""How the rooms above hear of scorecards. Filled by config/wiring only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from fivestar.foundation.registers import Register
from fivestar.scorecards.shapes import Aside, Dossier, Note, TaskView, ToldReceipt

if TYPE_CHECKING:
    from fivestar.engine import Rulebook
    from fivestar.foundation.access import Actor
    from fivestar.territory.models import Branch, Region


class Listener(Protocol):
    """Hears which branches carry another answer now, inside the transaction that scored them."""

    def __call__(self, branch_ids: Sequence[int], *, at: datetime) -> None: ...


class Figures(Protocol):
    """Notes on published figures of a region, shown beside its wall."""

    def __call__(self, region: Region, day: date) -> Sequence[Note]: ...


class Asides(Protocol):
    """Cards of another room beside the wall of a district, as of a day."""

    def __call__(self, district: Region, day: date) -> Sequence[Aside]: ...


class BranchLines(Protocol):
    """Sentences of another room on a branch's dossier."""

    def __call__(self, branch: Branch, day: date) -> Sequence[Note]: ...


class ForReaders(Protocol):
    """A dossier as this reader may see it."""

    def __call__(self, actor: Actor, dossier: Dossier) -> Dossier: ...


class ForTasks(Protocol):
    """All tasks of one scorecard, in their order, as this reader may see them."""

    def __call__(self, actor: Actor, tasks: Sequence[TaskView], as_at: date) -> tuple[TaskView, ...]: ...


class ForReceipts(Protocol):
    """A receipt as this reader may have it."""

    def __call__(self, actor: Actor, rulebook: Rulebook, document: dict[str, Any]) -> ToldReceipt: ...


changed: Register[Listener] = Register("scorecards.changed")
figures: Register[Figures] = Register("scorecards.figures")
asides: Register[Asides] = Register("scorecards.asides")
branch_lines: Register[BranchLines] = Register("scorecards.branch_lines")
for_readers: Register[ForReaders] = Register("scorecards.for_readers")
for_tasks: Register[ForTasks] = Register("scorecards.for_tasks")
for_receipts: Register[ForReceipts] = Register("scorecards.for_receipts")
open_pages: Register[str] = Register("scorecards.open_pages")
"""Name of the address to which the wall leads whoever is not signed in, instead of the dossier; it takes the branch."""
