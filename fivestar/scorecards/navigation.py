"""Where the wall and the targets stand in the main navigation, and a branch's target on its dossier."""

from django.db.models import Model

from fivestar.foundation.access import Actor
from fivestar.foundation.navigation import BranchEntry, Entry
from fivestar.foundation.outcome import N_
from fivestar.scorecards.access import POLICIES

_SETTLERS = frozenset(
    duty for row in POLICIES if row.act in ("scorecards.endorse_target", "scorecards.set_target") for duty in row.duties
)


def settles_targets(actor: Actor) -> bool:
    return any(grant.duty in _SETTLERS for grant in actor.posts)


def _everybody(actor: Actor, branch: Model) -> bool:
    return True


NAVIGATION = (
    Entry("wall", N_("作战图"), "wall", order=10, icon="wall"),
    Entry("targets", N_("创建目标"), "targets", order=19, icon="star", for_whom=settles_targets),
)
BRANCH_PAGES = (BranchEntry("target", N_("创建目标"), "branch_target", "star", _everybody),)
