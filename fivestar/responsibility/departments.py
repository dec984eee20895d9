"""One department: who stands for it, whom it supports, how much is open in its posts. Never beside another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from fivestar.foundation.access import Actor, Duty, decide
from fivestar.foundation.clock import legal_day
from fivestar.responsibility.bodies import names_of
from fivestar.responsibility.models import Department, Post
from fivestar.responsibility.open_items import open_on
from fivestar.responsibility.owners import posts_held_by

if TYPE_CHECKING:
    from datetime import date

    from fivestar.territory.models import Region


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post of the department. name: as for a body's seats; "" where it is empty. place: the unit it supports."""

    post: Post
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class DepartmentPage:
    """open_items: how many, None for whoever may not know."""

    posts: tuple[PostLine, ...]
    supports: tuple[PostLine, ...]
    open_items: int | None


def department_page(actor: Actor, department: Department, at: datetime) -> DepartmentPage:
    """As of the legal day; a constant number of queries."""
    today = legal_day(at)
    posts = _posts_of(department, today)
    ids = {post.pk for post in posts}
    names = names_of(actor, ids, today)
    lines = [_line(post, names) for post in posts]
    is_own = any(post.pk in ids for post in posts_held_by(actor, today))
    may_count = is_own or decide(actor, "responsibility.read_posts", department.district)
    return DepartmentPage(
        tuple(line for line in lines if line.post.duty != Duty.SUPPORT),
        tuple(line for line in lines if line.post.duty == Duty.SUPPORT),
        len(open_on(ids, at)) if may_count else None,
    )


def department_named(district: Region, name: str) -> Department | None:
    """A department, task force or work group of a district by its whole name."""
    return Department.objects.filter(district=district, name=name).first()


def _posts_of(department: Department, on: date) -> list[Post]:
    there = Post.objects.filter(department=department, valid_from__lte=on)
    standing = there.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    return list(standing.select_related("village", "region").order_by("path", "pk"))


def _line(post: Post, names: Mapping[int, str]) -> PostLine:
    unit = post.village or post.region
    return PostLine(post, names.get(post.pk, ""), unit.name if unit else "")
