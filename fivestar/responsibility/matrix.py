"""Townships × five duties, and the chain over one branch: who answers, where nobody does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fivestar.foundation.access import Actor, Duty, visible
from fivestar.foundation.outcome import N_
from fivestar.responsibility.in_charge import FIVE_LEVELS, InCharge, chain_of, duty_holders
from fivestar.responsibility.models import Holding, Post
from fivestar.territory.queries import branches_of, townships_of

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

WORDS: Mapping[Duty, str] = {
    Duty.LEAD: N_("包乡领导"),
    Duty.GUIDE: N_("业务指导"),
    Duty.SUPPORT: N_("部门帮建"),
    Duty.MANAGE: N_("具体责任"),
    Duty.OWN: N_("直接责任"),
}
OF_TOWNSHIPS = (Duty.LEAD, Duty.GUIDE, Duty.MANAGE)
OF_BRANCHES = (Duty.SUPPORT, Duty.OWN)
OUTSIDE = "outside"  # a village that is not in the drive has no duties in it


@dataclass(frozen=True, slots=True)
class Who:
    """A post in a cell; without a name it is empty."""

    public_id: str
    office: str
    name: str | None


@dataclass(frozen=True, slots=True)
class DutyCell:
    """One duty of a township or branch: its posts, or how many of its branches have somebody (`of` is not None)."""

    duty: Duty
    posts: tuple[Who, ...] = ()
    filled: int = 0
    of: int | None = None

    @property
    def words(self) -> str:
        return WORDS[self.duty]

    @property
    def gaps(self) -> int:
        if self.of is not None:
            return self.of - self.filled
        return 0 if any(one.name for one in self.posts) else 1


@dataclass(frozen=True, slots=True)
class Row:
    """A township."""

    township: Region
    cells: tuple[DutyCell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A district's townships in register order."""

    rows: tuple[Row, ...]

    @property
    def gaps(self) -> int:
        return sum(cell.gaps for row in self.rows for cell in row.cells)

    @property
    def unpaired(self) -> int:
        """Branches that no department supports."""
        return sum(cell.gaps for row in self.rows for cell in row.cells if cell.duty is Duty.SUPPORT)


def matrix_of(actor: Actor, district: Region, on: date) -> Matrix:
    """For anyone; names in full for whoever may read the posts. Four queries."""
    there = _posts(district, on)
    names = _names(actor, district, on)
    paths: dict[int, list[str]] = {}
    for township_id, path in branches_of(district).exclude(category=OUTSIDE).values_list("township", "path"):
        paths.setdefault(township_id, []).append(path)
    rows = []
    for township in townships_of(district):
        own = paths.get(township.pk, [])
        cells = [
            _at(there[duty], duty, township.path, names)
            if duty in OF_TOWNSHIPS
            else DutyCell(duty, filled=_held(there[duty], own), of=len(own))
            for duty in FIVE_LEVELS
        ]
        rows.append(Row(township, tuple(cells)))
    return Matrix(tuple(rows))


def township_duties(
    actor: Actor, township: Region, branches: Sequence[Branch], on: date
) -> tuple[list[DutyCell], list[tuple[Branch, list[DutyCell]]]]:
    """What lies over a township, and each of its branches. Three queries."""
    there = _posts(township, on)
    names = _names(actor, township, on)
    over = [_at(there[duty], duty, township.path, names) for duty in OF_TOWNSHIPS]
    return over, [(branch, [_at(there[duty], duty, branch.path, names) for duty in OF_BRANCHES]) for branch in branches]


def chain_cells(actor: Actor, branch: Branch, on: date) -> list[DutyCell]:
    """The five levels over a branch. Two queries."""
    levels = chain_of(branch, on)
    names = _names(actor, branch.township, on)
    return [DutyCell(level.duty, _who(level.posts, names)) for level in levels]


def _posts(region: Region, on: date) -> dict[Duty, list[InCharge]]:
    holders = duty_holders(region, FIVE_LEVELS, on)
    return {duty: [post for holder in holders[duty] for post in holder.posts] for duty in FIVE_LEVELS}


def _at(posts: Iterable[InCharge], duty: Duty, path: str, names: Mapping[str, str]) -> DutyCell:
    return DutyCell(duty, _who([post for post in posts if post.path == path], names))


def _who(posts: Collection[InCharge], names: Mapping[str, str]) -> tuple[Who, ...]:
    return tuple(Who(post.public_id, post.office, names.get(post.public_id, post.surname)) for post in posts)


def _held(posts: Iterable[InCharge], paths: Collection[str]) -> int:
    there = {post.path for post in posts if not post.is_vacant}
    return sum(path in there for path in paths)


def _names(actor: Actor, region: Region, on: date) -> dict[str, str]:
    """Post → name in full, of those posts the actor may read; of the public nobody's."""
    five = Post.objects.filter(path__startswith=region.path, duty__in=[duty.value for duty in FIVE_LEVELS])
    may_read = visible(actor, "responsibility.read_post", five)
    held = Holding.objects.filter(post__in=may_read, from_day__lte=on).exclude(to_day__lt=on)
    return dict(held.values_list("post__public_id", "person__name"))
