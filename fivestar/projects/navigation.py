"""Where projects stand in the main navigation and on a branch's dossier."""

from django.db.models import Model

from fivestar.foundation.access import Actor
from fivestar.foundation.navigation import BranchEntry, Entry
from fivestar.foundation.outcome import N_

NAVIGATION = (Entry("projects", N_("项目"), "projects", order=17, icon="flag"),)


def _anybody(_actor: Actor, _branch: Model) -> bool:
    """Villagers read the projects of their own village: the page shows each what he may see."""
    return True


BRANCH_PAGES = (BranchEntry("projects", N_("项目"), "branch_projects", "flag", _anybody),)
