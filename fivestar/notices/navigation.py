"""Where notices stand in the main navigation, for whoever posts them, and on a branch's dossier, for everybody."""

from django.db.models import Model

from fivestar.foundation.access import Actor
from fivestar.foundation.navigation import BranchEntry, Entry
from fivestar.foundation.outcome import N_
from fivestar.notices.access import POLICIES

_POSTERS = frozenset(duty for row in POLICIES if row.act == "notices.post" for duty in row.duties)


def posts_notices(actor: Actor) -> bool:
    return any(grant.duty in _POSTERS for grant in actor.posts)


def _everybody(actor: Actor, branch: Model) -> bool:
    return True


NAVIGATION = (Entry("notices", N_("公示"), "notices", order=18, icon="receipt", for_whom=posts_notices),)
BRANCH_PAGES = (BranchEntry("notices", N_("公示"), "branch_notices", "receipt", _everybody),)
