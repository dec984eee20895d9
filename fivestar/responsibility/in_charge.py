"""Who helps a branch, as everybody may read it: posts with the surname of whoever holds them, never more.

The five levels of responsibility by contract, and the holders and task forces a district's wall is narrowed by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from fivestar.foundation.access import Duty, path_and_above
from fivestar.responsibility.decisions import surname_of
from fivestar.responsibility.models import Holding, Post

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

FIVE_LEVELS = (Duty.LEAD, Duty.GUIDE, Duty.SUPPORT, Duty.MANAGE, Duty.OWN)
OWNERS = (
    Duty.OWN,
    Duty.SUPPORT,
    Duty.MANAGE,
    Duty.CLERK,
    Duty.GUIDE,
    Duty.LEAD,
    Duty.TASKFORCE,
    Duty.WORKGROUP,
    Duty.SUPPLY,
    Duty.ORGANISE,
    Duty.MEMBER,
)
"""Duties that may own open items, the nearest to the work first; never those who supervise or only fill in."""
OF_DEPARTMENTS = frozenset({Duty.SUPPORT, Duty.SUPPLY})
"""Duties a department has, whoever does its work: known by its name."""


@dataclass(frozen=True, slots=True)
class InCharge:
    """A post as the public sees it; a vacant one has no surname."""

    public_id: str
    duty: Duty
    title: str
    path: str
    department: str | None
    stars: tuple[str, ...] | None  # None: not limited
    person: int | None  # for telling apart, not for showing
    surname: str | None

    @property
    def office(self) -> str:
        """The department where it is the department that helps, else the title of the post."""
        return self.department if self.department and self.duty in OF_DEPARTMENTS else self.title

    @property
    def is_vacant(self) -> bool:
        return self.surname is None


@dataclass(frozen=True, slots=True)
class Level:
    """One of the five; without posts it is a gap."""

    duty: Duty
    posts: tuple[InCharge, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has one duty: all posts of a department's pairing, or all of one person; a vacant post stands alone."""

    first: InCharge
    posts: tuple[InCharge, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(post.path for post in self.posts)

    def has(self, public_id: str) -> bool:
        return any(post.public_id == public_id for post in self.posts)

    def covers(self, path: str) -> bool:
        return path.startswith(self.paths)


def chain_of(branch: Branch, on: date) -> tuple[Level, ...]:
    """For anyone: the five levels over a branch that day, each by the posts nearest to it. One query."""
    over = Post.objects.filter(path__in=path_and_above(branch.path), duty__in=[duty.value for duty in FIVE_LEVELS])
    found = _posts_on(over, on)
    return tuple(Level(duty, _nearest(post for post in found if post.duty is duty)) for duty in FIVE_LEVELS)


def _nearest(posts: Iterable[InCharge]) -> tuple[InCharge, ...]:
    of_duty = list(posts)
    deepest = max((len(post.path) for post in of_duty), default=0)
    return tuple(post for post in of_duty if len(post.path) == deepest)


def duty_holders(district: Region, duties: Collection[Duty], on: date) -> dict[Duty, tuple[Holder, ...]]:
    """For anyone: who has these duties in the district (or township) that day, in register order. One query."""
    under = Q(path__startswith=district.path) | Q(path__in=path_and_above(district.path))
    posts = _posts_on(Post.objects.filter(under, duty__in=[duty.value for duty in duties]), on)
    groups: dict[tuple[Duty, str, str | int], list[InCharge]] = {}
    for post in posts:
        groups.setdefault(_key(post), []).append(post)
    holders: dict[Duty, tuple[Holder, ...]] = dict.fromkeys(duties, ())
    for (duty, _, _), mine in groups.items():
        holders[duty] = (*holders[duty], Holder(mine[0], tuple(mine)))
    return holders


def owner_choices(path: str, on: date) -> list[InCharge]:
    """Posts over a unit that somebody holds and that may own what is open there, the nearest first. One query."""
    return owners_over([path], on)[path]


def owners_over(paths: Collection[str], on: date) -> dict[str, list[InCharge]]:
    """Unit → its `owner_choices`. One query for all of them."""
    above = {path: path_and_above(path) for path in paths}
    over = Post.objects.filter(path__in=set().union(*above.values()), duty__in=[duty.value for duty in OWNERS])
    held = [post for post in _posts_on(over.filter(valid_to__isnull=True), on) if not post.is_vacant]
    held.sort(key=lambda post: (-len(post.path), OWNERS.index(post.duty)))
    return {path: [post for post in held if post.path in above[path]] for path in paths}


def offices_of(refs: Collection[str], path: str) -> dict[str, str]:
    """Reference of a person → “柳河镇党建干事 吴”: his post nearest to a unit and his surname. One query.

    Posts he holds no more count too. Without one over the unit he goes by another; without any he is left out.
    """
    held = Holding.objects.filter(person__ref__in=refs).order_by("from_day", "pk")
    found: dict[str, tuple[bool, int, str]] = {}
    for ref, name, title, of in held.values_list("person__ref", "person__name", "post__title", "post__path"):
        is_over = path.startswith(of)
        nearest = (is_over, len(of) if is_over else 0, f"{title} {surname_of(name)}")
        if ref not in found or nearest[:2] >= found[ref][:2]:
            found[ref] = nearest
    return {ref: words for ref, (_, _, words) in found.items()}


def refs_of(district: Region, duty: Duty, on: date) -> dict[str, str]:
    """Path of a unit → reference of whoever has this duty over it that day, for the program's own use. One query."""
    held = Holding.objects.filter(post__duty=duty.value, post__path__startswith=district.path, from_day__lte=on)
    there = held.filter(Q(to_day__isnull=True) | Q(to_day__gte=on)).order_by("from_day", "pk")
    return dict(there.values_list("post__path", "person__ref"))


def _key(post: InCharge) -> tuple[Duty, str, str | int]:
    if post.duty in OF_DEPARTMENTS and post.department:
        return post.duty, "department", post.department
    if post.person is None or post.duty is Duty.TASKFORCE:
        return post.duty, "post", post.public_id
    return post.duty, "person", post.person


def _posts_on(posts: QuerySet[Post], on: date) -> list[InCharge]:
    """Valid that day, with whoever holds them; one at most (`triggers`)."""
    held = (
        Holding.objects.filter(post=OuterRef("pk"), from_day__lte=on)
        .filter(Q(to_day__isnull=True) | Q(to_day__gte=on))
        .order_by("-from_day", "-pk")
    )
    valid = posts.filter(valid_from__lte=on).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    rows = (
        valid.annotate(
            holder=Subquery(held.values("person")[:1]), holder_name=Subquery(held.values("person__name")[:1])
        )
        .order_by(Coalesce("village__code", "region__code"), "pk")
        .values_list("public_id", "duty", "title", "path", "department__name", "stars", "holder", "holder_name")
    )
    return [
        InCharge(
            public_id=public_id,
            duty=Duty(duty),
            title=title,
            path=path,
            department=department,
            stars=None if stars is None else tuple(stars),
            person=person,
            surname=surname_of(name) if name else None,
        )
        for public_id, duty, title, path, department, stars, person, name in rows
    ]
