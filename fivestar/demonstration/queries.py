"""The demonstration as its pages need it: the district, the told village, the people behind the roles."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from fivestar.demonstration.places import DISTRICT_CODE
from fivestar.demonstration.plan import district_plan
from fivestar.demonstration.sample import told_codes
from fivestar.foundation.access import Actor
from fivestar.foundation.guide import Role, roles
from fivestar.responsibility import queries as responsibility
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.responsibility.models import Person
    from fivestar.territory.models import Branch, Region


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A role on the front page: who it is, as whom one may be signed in already."""

    role: Role
    person: "Person | None"
    title: str
    is_current: bool

    @property
    def who(self) -> str:
        return f"{self.title} {self.person.name}" if self.person else ""


def demonstration_district() -> "Region | None":
    return territory.district_by_code(DISTRICT_CODE)


@lru_cache(maxsize=1)
def told_code() -> str:
    """Code of the village whose story is told."""
    return told_codes(district_plan())[0]


def told_branch() -> "Branch | None":
    return territory.branch_by_code(told_code())


def role_cards(actor: Actor) -> list[RoleCard]:
    """Every role that somebody fills today."""
    branch = told_branch()
    if branch is None:
        return []
    today = territory.today_in(branch.district)
    posts = list(responsibility.posts_over(branch.path, today))
    cards = []
    for role in roles:
        if role.duty is None:
            cards.append(RoleCard(role, None, "", is_current=not actor.is_signed_in))
            continue
        for post in posts:
            department = post.department.name if post.department else None
            if post.duty == role.duty.value and role.department in (None, department):
                person = responsibility.holder_of(post, today)
                is_current = person is not None and person.pk == actor.person_id
                cards.append(RoleCard(role, person, post.title, is_current=is_current))
                break
    return cards


def role_card(actor: Actor, role_id: str) -> RoleCard | None:
    return next((card for card in role_cards(actor) if card.role.id == role_id), None)
