"""Where fieldwork stands in the main navigation and on a branch's dossier."""

from django.db.models import Model

from fivestar.fieldwork.access import POLICIES
from fivestar.foundation.access import Actor, decide
from fivestar.foundation.navigation import BranchEntry, Entry
from fivestar.foundation.outcome import N_

_READERS = frozenset(duty for row in POLICIES if row.act == "fieldwork.read" for duty in row.duties)


def _reads(actor: Actor) -> bool:
    return any(grant.duty in _READERS for grant in actor.posts)


NAVIGATION = (Entry("joint_meetings", N_("联席会和调研"), "joint_meetings", order=27, icon="people", for_whom=_reads),)


def _visits(actor: Actor, branch: Model) -> bool:
    return bool(decide(actor, "fieldwork.visit", branch))


BRANCH_PAGES = (BranchEntry("visits", N_("调研蹲点"), "branch_visits", "people", _visits),)
