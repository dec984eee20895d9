"""What is open, whose it is and what of it is late: one register for worklists, digests and handovers.

An open item belongs to a post, never to a person: the duty follows the post, whoever holds it that day answers. So
nothing open can be left without an owner by a person who moves, as long as no post with open items stands empty, and
`actions.move_person` and `actions.end_holding` see to that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Q, QuerySet

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


@dataclass(frozen=True, slots=True)
class Late:
    """An open item past its day with whose owner the next step lies. owner: title of the post."""

    kind: str
    subject_id: str
    post_id: int
    owner: str
    due_on: date

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.subject_id


@dataclass(frozen=True, slots=True)
class Over:
    """To whom what is late comes: all beneath a unit, or (department: its key) all of a department's own posts.

    until: the last due day that has come as far. beside: duties of owners who are not below whoever looks. Something
    about a whole district lies beneath a township too where a post of the township owns it.
    """

    until: date
    path: str = ""
    department: int | None = None
    beside: frozenset[str] = frozenset()

    def rows(self, path: str) -> Q:
        """Of a table with `owner` and `due_on`; path: the field of the unit each row is about."""
        due = Q(due_on__lte=self.until) & ~Q(owner__duty__in=self.beside)
        if self.department is not None:
            return due & Q(owner__department=self.department)
        return due & (Q(**{f"{path}__startswith": self.path}) | Q(owner__path__startswith=self.path))

    def takes(self, owner: Post, due_on: date) -> bool:
        """The same, of what is about the district of its owner."""
        if due_on > self.until or owner.duty in self.beside:
            return False
        return owner.path.startswith(self.path) if self.department is None else owner.department_id == self.department


def late_rows(kind: str, rows: QuerySet[Any], overs: Iterable[Over], *, path: str) -> list[Late]:
    """Of a table with `owner` and `due_on`, what is due first comes first. One query."""
    found = Q(pk__in=())
    for over in overs:
        found |= over.rows(path)
    late = rows.filter(found).order_by("due_on", "pk")
    return [Late(kind, *row) for row in late.values_list("public_id", "owner_id", "owner__title", "due_on")]


class HandsOver(Protocol):
    """Gives exactly these open items to another post, audited, inside the caller's transaction."""

    def __call__(self, *, actor: Actor, subject_ids: Sequence[str], to: Post, at: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class OpenItems:
    """One kind of open items.

    label: message id. of: what is open on these posts at a moment. late: what of it, on whosever posts, is late and
    lies with its owner, in few words so that a district's thousands cost little; both a constant number of queries.
    hand_over: None where an item belongs to its post, so that only whoever follows in the post can take it.
    """

    kind: str
    label: str
    of: Callable[[Collection[int], datetime], Sequence[OpenItem]]
    late: Callable[[Sequence[Over], datetime], Sequence[Late]]
    hand_over: HandsOver | None


open_items: Register[OpenItems] = Register("responsibility.open_items")


def open_on(post_ids: Collection[int], at: datetime) -> list[OpenItem]:
    """Everything open on these posts: what is due first comes first, what has no day last."""
    if not post_ids:
        return []
    found = [item for source in open_items for item in source.of(post_ids, at)]
    return sorted(found, key=lambda item: (item.due_on or date.max, not item.blocks_others))


def late_under(overs: Sequence[Over], at: datetime) -> list[Late]:
    """Everything late that has come to somebody, each once, the latest first."""
    if not overs:
        return []
    found = [item for source in open_items for item in source.late(overs, at)]
    return sorted(found, key=lambda item: item.due_on)


def in_full(late: Collection[Late], at: datetime) -> list[tuple[Late, OpenItem]]:
    """The open items that were told in few words, in the same order."""
    there = {item.key: item for item in open_on({one.post_id for one in late}, at)}
    return [(one, there[one.key]) for one in late if one.key in there]
