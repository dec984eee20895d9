"""Somebody leaves posts; what is open there goes to whoever follows, or to other posts. Nothing stays behind.

Refused
└── UnableToMove            a post he does not hold, a day that does not fit, a post that is taken
    └── LeftWithoutOwner    something open would have no owner; carries the items
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, path_and_above, require
from fivestar.foundation.outcome import N_, Refused
from fivestar.responsibility.actions.days import refuse_days
from fivestar.responsibility.actions.posts import UnableToAppoint, UnableToEndHolding, appoint, close_holding
from fivestar.responsibility.decisions import ONE_DAY, is_held_from
from fivestar.responsibility.models import Handover, Holding, ItemHandedOver, Person, Post, PostHandedOver
from fivestar.responsibility.open_items import OpenItem, open_items, open_on
from fivestar.responsibility.owners import spans_of

if TYPE_CHECKING:
    from fivestar.territory.models import Region

Key = tuple[str, str]
"""Kind and public id of an open item."""
_MAX_TITLE, _MAX_PLACE, _MAX_URL = 300, 80, 300


class UnableToMove(Refused):
    """The move cannot be made like this."""


class LeftWithoutOwner(UnableToMove):
    """Something open would have no owner: each of `items` needs a successor in its post or a new owner."""

    def __init__(self, items: Sequence[OpenItem]) -> None:
        super().__init__(N_("还有 {count} 件事没有人接,逐件指定接手岗位或者安排接任人后才能办理"), count=len(items))
        self.items = tuple(items)


@dataclass(frozen=True, slots=True)
class Move:
    """What is asked for.

    leaves: post → who follows in it from the next day; None: it stands empty. owners: item → the post that takes it
    (needed where the post will be empty, possible where it is not). takes: vacant posts he goes to.
    """

    leaves: Mapping[Post, Person | None]
    last_day: date
    owners: Mapping[Key, Post] = field(default_factory=dict)
    takes: Sequence[Post] = ()


@transaction.atomic
def move_person(*, actor: Actor, person: Person, district: Region, move: Move, at: datetime) -> Handover:
    """Ends his holdings, fills the posts, gives every open item an owner, keeps the capsule: all or nothing."""
    if not move.leaves:
        raise UnableToMove(N_("请选至少一个要离开的岗位"))
    refuse_days(UnableToMove, at, move.last_day)
    for post in move.leaves:
        require(actor, "responsibility.move_person", post)
    if any(post.district_id != district.pk for post in (*move.leaves, *move.owners.values(), *move.takes)):
        raise UnableToMove(N_("岗位都要在{name}"), name=district.name)
    _lock([*move.leaves, *move.owners.values(), *move.takes])
    holdings = _holdings(person, move)
    items = open_on([post.pk for post in move.leaves], at)
    goes_to = _new_owners(items, move)
    for holding in holdings:
        _close(actor, holding, move.last_day, at)
    for post, successor in move.leaves.items():
        if successor is not None:
            _fill(actor, post, successor, move.last_day, at)
    for post in move.takes:
        _fill(actor, post, person, move.last_day, at)
    _give(actor, items, goes_to, at)
    _check_nothing_stays(move, at)
    handover = _keep(actor, person, district, move, items, goes_to, at)
    audit.record(
        actor=actor,
        act="responsibility.move_person",
        subject=handover,
        changes={"person": person.ref, "posts": len(holdings), "items": len(items), "last_day": [None, move.last_day]},
        at=at,
    )
    return handover


def _lock(posts: Collection[Post]) -> None:
    """In the order of their keys, so that two moves never wait for each other."""
    keys = {post.pk for post in posts}
    list(Post.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))


def _holdings(person: Person, move: Move) -> list[Holding]:
    found = {
        holding.post_id: holding
        for holding in Holding.objects.filter(post__in=list(move.leaves), person=person, to_day__isnull=True)
    }
    for post, successor in move.leaves.items():
        if post.pk not in found:
            raise UnableToMove(N_("{name}现在不在“{title}”岗位上"), name=person.name, title=post.title)
        if successor == person:
            raise UnableToMove(N_("“{title}”的接任人不能是本人"), title=post.title)
    return [found[post.pk] for post in move.leaves]


def _new_owners(items: Sequence[OpenItem], move: Move) -> dict[Key, Post]:
    """Item → the post that answers for it after the move. Raises LeftWithoutOwner with all that have none."""
    by_key = {post.pk: post for post in move.leaves}
    movable = {source.kind for source in open_items if source.hand_over is not None}
    held = _held_after(move)
    goes_to: dict[Key, Post] = {}
    without: list[OpenItem] = []
    for item in items:
        own = by_key[item.post_id]
        chosen = move.owners.get(item.key)
        target = chosen if chosen is not None and item.kind in movable else own
        if target.pk in held:
            goes_to[item.key] = target
        else:
            without.append(item)
    if without:
        raise LeftWithoutOwner(without)
    return goes_to


def _held_after(move: Move) -> set[int]:
    """Which of the posts concerned somebody holds from the day after."""
    followed = {post.pk for post, successor in move.leaves.items() if successor is not None}
    taken = {post.pk for post in move.takes}
    others = {
        post.pk: post
        for post in move.owners.values()
        if post not in move.leaves and post.pk not in taken and post.valid_to is None
    }
    spans = spans_of(list(others))
    return followed | taken | {key for key in others if is_held_from(move.last_day + ONE_DAY, spans[key])}


def _close(actor: Actor, holding: Holding, last_day: date, at: datetime) -> None:
    try:
        close_holding(actor=actor, holding=holding, to_day=last_day, at=at)
    except UnableToEndHolding as refused:
        raise UnableToMove(refused.message_id, **refused.values) from refused


def _fill(actor: Actor, post: Post, person: Person, last_day: date, at: datetime) -> None:
    try:
        appoint(actor=actor, post=post, person=person, from_day=last_day + ONE_DAY, at=at)
    except UnableToAppoint as refused:
        raise UnableToMove(refused.message_id, **refused.values) from refused


def _give(actor: Actor, items: Sequence[OpenItem], goes_to: Mapping[Key, Post], at: datetime) -> None:
    for source in open_items:
        groups: dict[int, list[str]] = {}
        targets: dict[int, Post] = {}
        for item in items:
            target = goes_to[item.key]
            if item.kind == source.kind and target.pk != item.post_id:
                groups.setdefault(target.pk, []).append(item.subject_id)
                targets[target.pk] = target
        for key, subject_ids in groups.items():
            assert source.hand_over is not None  # only what can be handed over is given away
            source.hand_over(actor=actor, subject_ids=subject_ids, to=targets[key], at=at)


def _check_nothing_stays(move: Move, at: datetime) -> None:
    """A source that says it has handed over and has not is found here, and nothing has moved."""
    empty = [post.pk for post, successor in move.leaves.items() if successor is None]
    if stays := open_on(empty, at):
        raise LeftWithoutOwner(stays)


def _keep(
    actor: Actor,
    person: Person,
    district: Region,
    move: Move,
    items: Sequence[OpenItem],
    goes_to: Mapping[Key, Post],
    at: datetime,
) -> Handover:
    handover = Handover.objects.create(
        district=district,
        path=nearest_above([post.path for post in move.leaves]),
        person=person,
        last_day=move.last_day,
        made_by=actor.person_ref,
        made_at=at,
    )
    PostHandedOver.objects.bulk_create(
        PostHandedOver(handover=handover, post=post, successor=successor) for post, successor in move.leaves.items()
    )
    ItemHandedOver.objects.bulk_create(
        ItemHandedOver(
            handover=handover,
            kind=item.kind,
            subject=item.subject_id,
            title=item.title[:_MAX_TITLE],
            place=item.place[:_MAX_PLACE],
            due_on=item.due_on,
            url=item.url[:_MAX_URL],
            from_post_id=item.post_id,
            to_post=goes_to[item.key],
        )
        for item in items
    )
    return handover


def nearest_above(paths: Sequence[str]) -> str:
    """The path of the unit that lies over all of them, or is the only one."""
    over_all = set.intersection(*(set(path_and_above(path)) for path in paths))
    return max(over_all, key=len)
