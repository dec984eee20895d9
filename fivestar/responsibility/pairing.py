"""A suggested pairing of departments with branches that have none, as it stands at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from fivestar.engine import canon
from fivestar.foundation.access import Duty
from fivestar.responsibility.even_pairing import Helping, Wanting, suggest
from fivestar.responsibility.models import Department, Post
from fivestar.territory.queries import branches_of, ids_in

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

IN_THE_DRIVE = ("rural", "urban")


@dataclass(frozen=True, slots=True)
class Load:
    """A department: how many branches it has, and which it would get."""

    department: Department
    before: int
    gets: tuple[Branch, ...]

    @property
    def after(self) -> int:
        return self.before + len(self.gets)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is suggested. digest: of exactly this answer, so that what is applied is what was seen."""

    loads: tuple[Load, ...]
    digest: str

    @property
    def count(self) -> int:
        return sum(len(load.gets) for load in self.loads)

    @property
    def least(self) -> int:
        return min((load.after for load in self.loads), default=0)

    @property
    def most(self) -> int:
        return max((load.after for load in self.loads), default=0)


def suggestion(district: Region, on: date) -> Suggestion:
    """For branches in the drive without a pairing that day; standing pairings are left alone. Three queries."""
    departments = list(
        Department.objects.filter(district=district, kind=Department.Kind.DEPARTMENT).order_by("order", "pk")
    )
    standing = _standing(district, on)
    paired = {post.path for post in standing}
    wanting = [
        branch for branch in branches_of(district) if branch.category in IN_THE_DRIVE and branch.path not in paired
    ]
    answer = suggest(
        [Wanting(branch.pk, branch.township_id) for branch in wanting],
        [_helping(department, standing) for department in departments],
    )
    loads = tuple(
        Load(
            department,
            sum(post.department_id == department.pk for post in standing),
            tuple(branch for branch in wanting if answer.get(branch.pk) == department.pk),
        )
        for department in departments
    )
    told = [[load.department.public_id, load.before, [one.public_id for one in load.gets]] for load in loads]
    return Suggestion(loads, canon.digest(told))


def _standing(district: Region, on: date) -> list[Post]:
    posts = Post.objects.filter(district=district, duty=Duty.SUPPORT.value, village__isnull=False, valid_from__lte=on)
    return list(posts.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)))


def _helping(department: Department, standing: Sequence[Post]) -> Helping:
    own = [post for post in standing if post.department_id == department.pk]
    return Helping(department.pk, len(own), frozenset(ids_in(post.path)[-1] for post in own))
