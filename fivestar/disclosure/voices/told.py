"""What a voice is about, as the form names it, found in the records; and whose posts it may name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fivestar.disclosure.voices.decisions import Against
from fivestar.foundation.access import Duty
from fivestar.responsibility.held import HeldPost
from fivestar.responsibility.queries import departments_of, post_by_public_id
from fivestar.territory.queries import branch_by_public_id, townships_of

if TYPE_CHECKING:
    from fivestar.territory.models import Region


@dataclass(frozen=True, slots=True)
class Target:
    """The unit complained about. id: its public id. path, township: "" where there is none."""

    about: str
    id: str
    name: str
    path: str = ""
    township: str = ""
    department: int | None = None
    post: int | None = None
    duty: Duty | None = None

    @property
    def against(self) -> Against:
        return Against(self.about, self.path, self.department, self.duty)


def target_in(district: Region, about: str, public_id: str) -> Target | None:
    """None where there is no such unit in this district."""
    if about == "district":
        return Target(about, "", district.name, district.path)
    if about == "branch":
        branch = branch_by_public_id(public_id)
        if branch is None or branch.district_id != district.pk:
            return None
        return Target(about, public_id, branch.village.name, branch.path, branch.township.path)
    if about == "township":
        town = townships_of(district).filter(public_id=public_id).first()
        return None if town is None else Target(about, public_id, town.name, town.path, town.path)
    if about == "department":
        there = departments_of(district).filter(public_id=public_id).first()
        return None if there is None else Target(about, public_id, there.name, department=there.pk)
    return _post(district, public_id) if about == "post" else None


def _post(district: Region, public_id: str) -> Target | None:
    post = post_by_public_id(public_id)
    if post is None or post.district_id != district.pk:
        return None
    township = post.path
    if post.village is not None:
        township = post.village.township.path
    elif post.path == district.path:
        township = ""
    return Target("post", public_id, post.title, post.path, township, post.department_id, post.pk, Duty(post.duty))


def posts_around(target: Target, held: list[HeldPost]) -> list[HeldPost]:
    """Whom the form lets the reporter tick: whoever serves in the unit and whoever stands over it."""
    if not target.path:
        return [one for one in held if one.department == target.department and one.department is not None]
    over = [one for one in held if one.path and target.path.startswith(one.path)]
    within = [one for one in held if one.path == target.path]
    seen: dict[str, HeldPost] = {one.public_id: one for one in (*within, *reversed(over))}
    return [one for one in seen.values() if one.duty not in (Duty.SUPPLY, Duty.TASKFORCE)]
