"""Where shortfalls stand in the main navigation and on a branch's dossier."""

from django.db.models import Model

from fivestar.foundation.access import Actor, decide
from fivestar.foundation.navigation import BranchEntry, Entry
from fivestar.foundation.outcome import N_
from fivestar.shortfalls.access import POLICIES

_READERS = frozenset(duty for row in POLICIES if row.act == "shortfalls.list" for duty in row.duties)


def _reads(actor: Actor) -> bool:
    return any(grant.duty in _READERS for grant in actor.posts)


def _reads_of(actor: Actor, branch: Model) -> bool:
    return bool(decide(actor, "shortfalls.list", branch))


NAVIGATION = (Entry("shortfalls", N_("短板"), "shortfalls", order=15, icon="list", for_whom=_reads),)
BRANCH_PAGES = (BranchEntry("shortfalls", N_("短板清单"), "branch_shortfalls", "list", _reads_of),)
