"""What is open and whose it is: one register for worklists, digests and handovers.

An open item belongs to a post, never to a person: the duty follows the post, whoever holds it that day answers. So
nothing open can be left without an owner by a person who moves, as long as no post with open items stands empty, and
`actions.move_person` and `actions.end_holding` see to that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from fivestar.foundation.registers import Register

if TYPE_CHECKING:
    from fivestar.foundation.access import Actor
    from fivestar.responsibility.models import Post


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something not done yet. `title` and `place` are in the reader's words, `url` is where it is done.

    kind: of its source. subject_id: public id of the record. post_id: key of the post that answers for it.
    due_on: last day, None where there is none. blocks_others: somebody else cannot go on before; waits: who, by
    office, and since which day, where known. is_with_others: somebody else has to act next, the owner has nothing to
    do. path: of the branch or unit it is about, the district's where it is about none.
    """

    kind: str
    subject_id: str
    post_id: int
    title: str
    due_on: date | None
    url: str
    blocks_others: bool = False
    place: str = ""
    waits: str = ""
    since: date | None = None
    is_with_others: bool = False
    path: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.subject_id

    def is_overdue(self, on: date) -> bool:
        return self.due_on is not None and self.due_on < on


class HandsOver(Protocol):
    """Gives exactly these open items to another post, audited, inside the caller's transaction."""

    def __call__(self, *, actor: Actor, subject_ids: Sequence[str], to: Post, at: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class OpenItems:
    """One kind of open items.

    label: message id. of: what is open on these posts at a moment; a constant number of queries. hand_over: None where
    an item belongs to its post, so that only whoever follows in the post can take it.
    """

    kind: str
    label: str
    of: Callable[[Collection[int], datetime], Sequence[OpenItem]]
    hand_over: HandsOver | None


open_items: Register[OpenItems] = Register("responsibility.open_items")


def open_on(post_ids: Collection[int], at: datetime) -> list[OpenItem]:
    """Everything open on these posts: what is due first comes first, what has no day last."""
    if not post_ids:
        return []
    found = [item for source in open_items for item in source.of(post_ids, at)]
    return sorted(found, key=lambda item: (item.due_on or date.max, not item.blocks_others))
