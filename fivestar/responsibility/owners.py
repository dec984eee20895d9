"""Whose open items are whose: reads for worklists and for whoever names an owner."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext

from fivestar.foundation.access import Duty
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.responsibility.decisions import is_held_from
from fivestar.responsibility.in_charge import OF_DEPARTMENTS, InCharge, owner_choices
from fivestar.responsibility.models import Department, Holding, Post
from fivestar.responsibility.open_items import OpenItem, open_on

if TYPE_CHECKING:
    from fivestar.foundation.access import Actor
    from fivestar.territory.models import Branch, Region

_VILLAGE, _TOWNSHIP, _DEPARTMENTS = N_("村（社区）"), N_("乡镇（街道）"), N_("部门")
_DISTRICT, _FORCES = N_("区"), N_("工作专班、工作组")
_GROUPS = (_VILLAGE, _TOWNSHIP, _DEPARTMENTS, _DISTRICT, _FORCES)
_NOT_OF_A_BRANCH = frozenset({Duty.MEMBER, Duty.SUPPLY})


_held: ContextVar[dict[tuple[int, date], list[Post]] | None] = ContextVar("posts held, as read by a page", default=None)


@contextmanager
def held_once() -> Iterator[None]:
    """Within it `posts_held_by` asks once for a person and a day. For a page that gathers what many rooms read, and
    never around an act, which must see what has changed.
    """
    kept = _held.get()
    token = _held.set({} if kept is None else kept)
    try:
        yield
    finally:
        _held.reset(token)


def posts_held_by(actor: Actor, on: date) -> list[Post]:
    """The posts an actor holds that day. One query; within `held_once` the first time only."""
    if actor.person_id is None:
        return []
    kept = _held.get()
    if kept is None:
        return _posts_held_by(actor.person_id, on)
    if (actor.person_id, on) not in kept:
        kept[actor.person_id, on] = _posts_held_by(actor.person_id, on)
    return list(kept[actor.person_id, on])


def _posts_held_by(person_id: int, on: date) -> list[Post]:
    held = Holding.objects.filter(person=person_id, from_day__lte=on).filter(Q(to_day__isnull=True) | Q(to_day__gte=on))
    posts = Post.objects.filter(pk__in=held.values("post"), valid_from__lte=on)
    return list(posts.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)).select_related("district", "department"))


def open_items_for(actor: Actor, at: datetime) -> list[OpenItem]:
    """Everything open in the actor's own posts, what is due first comes first."""
    return open_on([post.pk for post in posts_held_by(actor, legal_day(at))], at)


def posts_of_district(district: Region) -> list[int]:
    """Keys of every post of a district, for reading all that is open there. One query."""
    return list(Post.objects.filter(district=district).order_by("pk").values_list("pk", flat=True))


def owner_groups(branch: Branch, on: date, *, keep: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """Who may answer for something of a branch, to choose from in groups, the branch's own posts first. One query.

    A seat of the leading group and whoever only hands figures in answer for nothing of one branch: they are left out,
    unless one of them (`keep`, a public id) is the owner now.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    for post in owner_choices(branch.path, on):
        if post.duty not in _NOT_OF_A_BRANCH or post.public_id == keep:
            words = f"{post.office} {post.surname or ''}".strip()
            groups.setdefault(_group_of(post, branch), []).append((post.public_id, words))
    return [(gettext(label), groups[label]) for label in _GROUPS if label in groups]


def _group_of(post: InCharge, branch: Branch) -> str:
    if post.duty in (Duty.TASKFORCE, Duty.WORKGROUP):
        return _FORCES
    if post.duty in OF_DEPARTMENTS:
        return _DEPARTMENTS
    if post.path == branch.path:
        return _VILLAGE
    return _TOWNSHIP if len(post.path) > len(branch.district.path) else _DISTRICT


def post_by_public_id(public_id: str) -> Post | None:
    """Any post, for acts that ask themselves whether it may own something."""
    return Post.objects.filter(public_id=public_id).select_related("district", "department").first()


def posts_by_public_ids(public_ids: Collection[str]) -> dict[str, Post]:
    """Those of them that are there. One query."""
    found = Post.objects.filter(public_id__in=public_ids).select_related("district", "department")
    return {post.public_id: post for post in found}


def spans_of(post_ids: Collection[int]) -> Mapping[int, list[tuple[date, date | None]]]:
    """Post → first and last day of each holding. One query."""
    found: dict[int, list[tuple[date, date | None]]] = {post_id: [] for post_id in post_ids}
    for post_id, first, last in Holding.objects.filter(post__in=post_ids).values_list("post", "from_day", "to_day"):
        found[post_id].append((first, last))
    return found


def may_own(post: Post, on: date) -> bool:
    """Whether somebody holds the post from that day on and it has no end."""
    return post.valid_to is None and is_held_from(on, spans_of([post.pk])[post.pk])


def posts_held_now(person_public_id: str) -> list[Post]:
    """A person's posts, for asking whether the actor may do something with them."""
    held = Holding.objects.filter(person__public_id=person_public_id, to_day__isnull=True)
    return list(Post.objects.filter(pk__in=held.values("post")))


def post_of_department(department: Department, duty: Duty) -> Post:
    """The first standing post of that duty in a department; it must be there."""
    return Post.objects.filter(department=department, duty=duty.value, valid_to__isnull=True).order_by("pk")[0]


def post_titled(district: Region, title: str) -> Post:
    """The first standing post of that title in a district; it must be there."""
    return Post.objects.filter(district=district, title=title, valid_to__isnull=True).order_by("pk")[0]


def post_over(path: str, duty: Duty) -> Post:
    """The standing post of that duty of exactly this unit; it must be there."""
    return Post.objects.filter(path=path, duty=duty.value, valid_to__isnull=True).order_by("pk")[0]
