"""Who acts, with which posts, and the row that says what a post may do."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

Domain = Literal["stars", "facts", "notices"]
Reach = Literal["over", "within", "touching", "anyone", "signed_in"]


class Duty(StrEnum):
    """What a post is for. The first five are the responsibility by contract (分包责任化)."""

    LEAD = "LEAD"  # 包乡: district-level cadre for a township
    GUIDE = "GUIDE"  # organisation department's contact
    SUPPORT = "SUPPORT"  # 帮建: department paired with a branch
    MANAGE = "MANAGE"  # township Party secretary
    OWN = "OWN"  # branch secretary
    ORGANISE = "ORGANISE"  # district organisation department
    CLERK = "CLERK"  # township clerk
    TASKFORCE = "TASKFORCE"  # 工作专班
    SUPPLY = "SUPPLY"  # department that supplies facts
    SUPERVISE = "SUPERVISE"  # supervision committee; granted by no branch post
    HELPER = "HELPER"  # named to answer for a secretary
    WORKGROUP = "WORKGROUP"  # 专项工作组: sent to creation villages, notes what it finds there
    MEMBER = "MEMBER"  # sits in the leading group or a task force; no power by itself
    DISCIPLINE = "DISCIPLINE"  # 纪委监委: hears voices about discipline, and about whoever hears the others


ALL_DUTIES = frozenset(Duty)


@dataclass(frozen=True, slots=True)
class Grant:
    """A post held today: a duty over a unit and all beneath it, within a domain (None: not limited)."""

    duty: Duty
    path: str
    stars: frozenset[str] | None = None
    facts_department: str | None = None
    notice_kinds: frozenset[str] | None = None

    def limit(self, domain: Domain) -> frozenset[str] | None:
        """What the post is limited to in that domain; None where it is not."""
        if domain == "facts":
            return None if self.facts_department is None else frozenset({self.facts_department})
        return self.stars if domain == "stars" else self.notice_kinds


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as a value: what he may do does not change while he does it.

    `person_ref` is the reference written into records; a name never is.
    """

    account_id: int | None = None
    person_id: int | None = None
    person_ref: str = ""
    name: str = ""
    posts: tuple[Grant, ...] = ()
    district_code: str = ""  # of the first post held: where his navigation leads
    has_second_factor: bool = False  # shown in this session
    is_demonstration: bool = False
    is_system: bool = False  # the program itself: command line and jobs

    @property
    def is_signed_in(self) -> bool:
        return self.account_id is not None


ANYONE = Actor()
SYSTEM = Actor(person_ref="system", name="系统", is_system=True)


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds while the subject's `field` is one of `among`; otherwise `reason` is given."""

    field: str
    among: tuple[Any, ...]
    reason: str

    def __post_init__(self) -> None:
        if None in self.among:
            # The database never finds NULL in a list, Python does: the two readings would part.
            raise ValueError(f"{self.field}: an empty value cannot be one of several")


@dataclass(frozen=True, slots=True)
class Policy:
    """One row: holders of `duties` may do `act` to a `subject` (model label) that their post reaches.

    reach: over – the post's unit lies above the subject or is it; within – the subject lies above the post's unit or
    is it; touching – either; signed_in – any account; anyone – the public.
    domain: the post's limit there must contain what the act is about (`about=` or the subject's own field).
    not_the_doer: field of the subject with the `person_ref` of whoever did the step before.
    not_among: relation of the subject whose rows carry in `ref` the `person_ref` of whom it is kept from (404).
    second_factor: the session must have shown one (a demonstration's session never needs to).
    """

    act: str
    subject: str
    duties: frozenset[Duty] = frozenset()
    reach: Reach = "over"
    domain: Domain | None = None
    not_the_doer: str | None = None
    not_among: str | None = None
    only_if: tuple[Condition, ...] = ()
    second_factor: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """How a model stands in the tree of units.

    path_field: field (or `branch__path`) with the unit's path. domains: field per domain, where the subject has one.
    seen_by: the act that makes it visible; who may not do that gets 404 instead of a reason.
    """

    model_label: str
    path_field: str = "path"
    domains: tuple[tuple[Domain, str], ...] = ()
    seen_by: str | None = None

    def domain_field(self, domain: Domain) -> str | None:
        return dict(self.domains).get(domain)
