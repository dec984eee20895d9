"""What the page draws on which somebody is moved: his posts, what is open in each place, who can take it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from fivestar.responsibility.actions.moves import nearest_above
from fivestar.responsibility.giving import Offers, Thing, offers_for
from fivestar.responsibility.post_lines import LeavingRow, leaving_rows

if TYPE_CHECKING:
    from fivestar.responsibility.models import Post
    from fivestar.responsibility.open_items import OpenItem

_ONE_TICK = 2  # that many in one place can be ticked together


@dataclass(frozen=True, slots=True)
class Leaving:
    """things: post → what of it can go elsewhere; kind and record of each: `keys`."""

    rows: tuple[LeavingRow, ...]
    things: Mapping[str, Sequence[Thing]]
    keys: Mapping[str, tuple[str, str]]
    offers: Offers

    @property
    def all_things(self) -> list[Thing]:
        return [thing for things in self.things.values() for thing in things]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """number: of its kind on the page. chosen, goes_to: the post chosen for it by itself, as a key and in words.

    is_without: nobody would have it.
    """

    number: int
    item: OpenItem
    key: str
    can_go: bool
    is_ticked: bool
    chosen: str
    goes_to: str
    is_without: bool
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Place:
    """group: ticks all its lines at once, "" where there are too few for that."""

    name: str
    group: str
    is_ticked: bool
    lines: tuple[ItemLine, ...]


def leaving(posts: Sequence[Post], on: date, at: datetime) -> Leaving:
    """A constant number of queries."""
    rows = leaving_rows(posts, at)
    things, keys = {}, {}
    for row in rows:
        mine = []
        for item, can_go in row.items:
            if can_go:
                thing = Thing(_key(item), item.path, _group(row.post, item))
                mine.append(thing)
                keys[thing.key] = item.key
        things[row.post.public_id] = mine
    everything = [thing for mine in things.values() for thing in mine]
    # With one post left, nothing can stay in it unless somebody follows; with several, one may take another's.
    without = [post.public_id for post in posts] if len(posts) == 1 else []
    over_all = nearest_above([post.path for post in posts])
    return Leaving(tuple(rows), things, keys, offers_for(over_all, everything, on, without=without))


def places_of(
    row: LeavingRow,
    offers: Offers,
    *,
    chosen: Mapping[str, str],
    ticked: Collection[str],
    without: Collection[tuple[str, str]],
    numbers: Iterator[int],
    today: date,
) -> list[Place]:
    """A post's open items by place, what is due first comes first.

    chosen: thing → post. numbers: run on from post to post.
    """
    grouped: dict[str, list[tuple[OpenItem, bool]]] = {}
    for item, can_go in row.items:
        grouped.setdefault(_group(row.post, item), []).append((item, can_go))
    return [
        Place(
            items[0][0].place,
            group if sum(can_go for _, can_go in items) >= _ONE_TICK else "",
            group in ticked,
            tuple(
                ItemLine(
                    next(numbers),
                    item,
                    _key(item),
                    can_go,
                    _key(item) in ticked,
                    post := chosen.get(_key(item), "") if can_go else "",
                    offers.names.get(post, ""),
                    item.key in without,
                    item.is_overdue(today),
                )
                for item, can_go in items
            ),
        )
        for group, items in grouped.items()
    ]


def _key(item: OpenItem) -> str:
    return f"{item.kind}-{item.subject_id}"


def _group(post: Post, item: OpenItem) -> str:
    return f"{post.public_id}:{item.path}"
