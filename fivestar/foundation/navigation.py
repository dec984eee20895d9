"""The entries of the main navigation, added by features through the wiring."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

from fivestar.foundation.access.types import Actor
from fivestar.foundation.registers import Register


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `label` is a message id; `for_whom` (None: everybody) decides whether an actor is offered it.

    icon: a name in `foundation/static/foundation/icons.svg`. takes_district: the address needs the district's code.
    order: what comes first stands in the bar of the page, the rest behind “more”; a person's own work before what
    everybody may read.
    """

    id: str
    label: str
    url_name: str
    order: int
    icon: str = ""
    takes_district: bool = True
    for_whom: Callable[[Actor], bool] | None = None


@dataclass(frozen=True, slots=True)
class BranchEntry:
    """A room's page about one branch, offered on the branch's own. `url_name` takes the branch's public id."""

    id: str
    label: str
    url_name: str
    icon: str
    for_whom: Callable[[Actor, Model], bool]


navigation: Register[Entry] = Register("navigation")
account: Register[Entry] = Register("navigation.account")
"""Entries beside the name of whoever is signed in: his devices, his second factor."""


branch_pages: Register[BranchEntry] = Register("navigation.branch_pages")
"""What else there is about a branch; in the order of the wiring."""


def entries_for(actor: Actor, among: Register[Entry] = navigation) -> list[Entry]:
    offered = (entry for entry in among if entry.for_whom is None or entry.for_whom(actor))
    return sorted(offered, key=lambda entry: entry.order)
