"""What the pages of posts and moves show."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from fivestar.foundation.access import Actor, decide, visible
from fivestar.foundation.outcome import N_
from fivestar.responsibility.models import Handover, Holding, Person, Post
from fivestar.responsibility.open_items import OpenItem, open_items, open_on

if TYPE_CHECKING:
    from fivestar.foundation.outcome import Allowed, Denied
    from fivestar.territory.models import Region

DUTY_WORDS = {
    "LEAD": N_("包乡"),
    "GUIDE": N_("指导"),
    "SUPPORT": N_("帮建"),
    "MANAGE": N_("具体"),
    "OWN": N_("直接"),
    "ORGANISE": N_("组织部"),
    "CLERK": N_("乡镇干事"),
    "TASKFORCE": N_("工作专班"),
    "SUPPLY": N_("供数"),
    "SUPERVISE": N_("村务监督"),
    "HELPER": N_("代填"),
    "WORKGROUP": N_("专项工作组"),
    "MEMBER": N_("成员"),
    "DISCIPLINE": N_("纪检监察"),
}


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post and who holds it that day; `ends`: his last day, where it is known."""

    post: Post
    duty: str
    holder: Person | None
    since: date | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class LeavingRow:
    """A post somebody may leave, what is open there, and whether it can go elsewhere."""

    post: Post
    items: Sequence[tuple[OpenItem, bool]]


def posts_in(actor: Actor, district: Region, *, text: str = "", duty: str = "", vacant: bool = False) -> QuerySet[Post]:
    """Posts of a district the actor may see, in register order; those that have ended too, last."""
    posts = visible(actor, "responsibility.read_post", Post.objects.filter(district=district))
    if text:
        named = Holding.objects.filter(person__name__contains=text, to_day__isnull=True)
        posts = posts.filter(
            Q(title__contains=text)
            | Q(village__name__contains=text)
            | Q(village__initials__startswith=text.lower())
            | Q(region__name__contains=text)
            | Q(department__name__contains=text)
            | Q(pk__in=named.values("post"))
        )
    if duty in DUTY_WORDS:
        posts = posts.filter(duty=duty)
    if vacant:
        posts = posts.filter(valid_to__isnull=True).exclude(holdings__to_day__isnull=True, holdings__isnull=False)
    unit = Coalesce("village__code", "region__code")
    return posts.select_related("village", "region", "department", "district").order_by("valid_to", unit, "pk")


def post_rows(posts: Sequence[Post], on: date) -> list[PostRow]:
    """One query for all of them."""
    held = Holding.objects.filter(post__in=posts, from_day__lte=on).filter(Q(to_day__isnull=True) | Q(to_day__gte=on))
    by_post = {holding.post_id: holding for holding in held.select_related("person")}
    rows = []
    for post in posts:
        holding = by_post.get(post.pk)
        rows.append(
            PostRow(
                post,
                DUTY_WORDS[post.duty],
                holding.person if holding else None,
                holding.from_day if holding else None,
                holding.to_day if holding else None,
            )
        )
    return rows


def history_of(post: Post) -> QuerySet[Holding]:
    """Who held the post, the newest first."""
    return Holding.objects.filter(post=post).select_related("person").order_by("-from_day")


def person_by_public_id(public_id: str) -> Person | None:
    return Person.objects.filter(public_id=public_id).first()


def posts_to_leave(actor: Actor, person: Person) -> list[Post]:
    """The person's posts out of which this actor may move him."""
    held = Holding.objects.filter(person=person, to_day__isnull=True)
    posts = visible(actor, "responsibility.move_person", Post.objects.filter(pk__in=held.values("post")))
    return list(posts.select_related("district", "village", "region").order_by("path", "pk"))


def may_move(actor: Actor, post: Post) -> Allowed | Denied:
    return decide(actor, "responsibility.move_person", post)


def leaving_rows(posts: Sequence[Post], at: datetime) -> list[LeavingRow]:
    """What is open in each post, and what of it could go elsewhere."""
    movable = {source.kind for source in open_items if source.hand_over is not None}
    found: dict[int, list[tuple[OpenItem, bool]]] = {post.pk: [] for post in posts}
    for item in open_on([post.pk for post in posts], at):
        found[item.post_id].append((item, item.kind in movable))
    return [LeavingRow(post, found[post.pk]) for post in posts]


def handovers_in(actor: Actor, district: Region) -> QuerySet[Handover]:
    handovers = Handover.objects.filter(district=district).select_related("person")
    return visible(actor, "responsibility.read_handover", handovers)


def handover_that_took(actor: Actor, person: Person, post_ids: Collection[str] = ()) -> Handover | None:
    """The newest by which the person left one of these posts, or any where none is named; for whoever could have
    moved him out of them.
    """
    left = visible(actor, "responsibility.move_person", Post.objects.all())
    if post_ids:
        left = left.filter(public_id__in=post_ids)
    there = Handover.objects.filter(person=person, posts__post__in=left.values("pk"))
    return visible(actor, "responsibility.read_handover", there).order_by("-made_at", "-pk").first()


def handover_for(actor: Actor, public_id: str) -> Handover | None:
    """For those who may read it, whoever left, and whoever followed."""
    handover = Handover.objects.filter(public_id=public_id).select_related("person", "district").first()
    if handover is None:
        return None
    concerned = {handover.person_id, *handover.posts.values_list("successor", flat=True)}
    is_his = actor.person_id is not None and actor.person_id in concerned
    return handover if is_his or decide(actor, "responsibility.read_handover", handover) else None
