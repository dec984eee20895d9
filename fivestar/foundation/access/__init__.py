"""Who may do what. Features add rows (`access.py`, gathered by the wiring); everybody asks here.

`decide` answers for one subject, `visible` for a list, from the same rows; `require` raises. Actions ask too: the web
is not the only door.
"""

from functools import cache

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from fivestar.foundation.access.table import WHATEVER, About, Row, Table, path_and_above
from fivestar.foundation.access.types import (
    ALL_DUTIES,
    ANYONE,
    SYSTEM,
    Actor,
    Condition,
    Duty,
    Grant,
    Policy,
    Subject,
)
from fivestar.foundation.outcome import N_, Allowed, Denied, NotAllowed, NotSeen
from fivestar.foundation.registers import Register

__all__ = [
    "ALL_DUTIES",
    "ANYONE",
    "SYSTEM",
    "WHATEVER",
    "Actor",
    "Condition",
    "Duty",
    "Grant",
    "Policy",
    "Subject",
    "Table",
    "actor_of",
    "decide",
    "path_and_above",
    "require",
    "table",
    "visible",
]

policies: Register[Policy] = Register("access.policies")
subjects: Register[Subject] = Register("access.subjects")


@cache
def table() -> Table:
    """The rows of all features."""
    return Table(policies, subjects)


def decide(actor: Actor, act: str, subject: Model, *, about: About = None) -> Allowed | Denied:
    """May this actor do this to that subject, and if not, why.

    about: the star, department or notice kind concerned, for rows with a domain whose subject has no such field;
    `WHATEVER` asks whether there is anything he may do.
    """
    return table().decide(actor, act, subject, about=about)


def visible(actor: Actor, act: str, queryset: QuerySet[Row], *, about: About = None) -> QuerySet[Row]:
    """The rows of `queryset` for which `decide` says yes."""
    return table().visible(actor, act, queryset, about=about)


def require(actor: Actor, act: str, subject: Model, *, about: About = None) -> None:
    """Raises `NotSeen` (404) or `NotAllowed` (403 with the reason) unless `decide` says yes."""
    answer = decide(actor, act, subject, about=about)
    if answer:
        return
    if answer.reached or _is_seen(actor, subject):
        raise NotAllowed(answer)
    raise NotSeen(N_("没有找到"))


def _is_seen(actor: Actor, subject: Model) -> bool:
    seen_by = table().subject(subject._meta.label).seen_by
    return seen_by is not None and bool(decide(actor, seen_by, subject, about=WHATEVER))


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; set by `responsibility.middleware.ActorMiddleware`."""
    actor = getattr(request, "actor", ANYONE)
    assert isinstance(actor, Actor)
    return actor
