"""Open work of an upper room, as the register knows it: some can be handed over, some belongs to its post."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import pytest

from fivestar.foundation.access import Actor
from fivestar.responsibility.models import Post
from fivestar.responsibility.open_items import Late, OpenItem, OpenItems, Over, open_items


def _none_late(_overs: Sequence[Over], _at: datetime) -> Sequence[Late]:
    return ()


@dataclass
class OpenWork:
    """Name of the work → key of the post that answers for it."""

    movable: dict[str, int] = field(default_factory=dict)
    pinned: dict[str, int] = field(default_factory=dict)
    due: dict[str, date] = field(default_factory=dict)
    is_deaf: bool = False  # says it hands over, and does not

    def sources(self) -> tuple[OpenItems, ...]:
        return (
            OpenItems("movable", "可移交的事", self._of(self.movable, "movable"), _none_late, self._hand_over),
            OpenItems("pinned", "跟岗位走的事", self._of(self.pinned, "pinned"), _none_late, None),
        )

    def _of(self, where: dict[str, int], kind: str):  # type: ignore[no-untyped-def]
        def of(post_ids: Collection[int], at: datetime) -> Sequence[OpenItem]:
            return [
                OpenItem(kind, name, post_id, f"事项{name}", self.due.get(name), f"/{name}/")
                for name, post_id in where.items()
                if post_id in post_ids
            ]

        return of

    def _hand_over(self, *, actor: Actor, subject_ids: Sequence[str], to: Post, at: datetime) -> None:
        if not self.is_deaf:
            self.movable.update(dict.fromkeys(subject_ids, to.pk))


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> OpenWork:
    there = OpenWork()
    monkeypatch.setattr(open_items, "_entries", there.sources())
    return there
