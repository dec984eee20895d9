"""Where the page for villagers stands: on a branch's dossier, for everybody."""

from django.db.models import Model

from fivestar.foundation.access import Actor
from fivestar.foundation.navigation import BranchEntry
from fivestar.foundation.outcome import N_


def _everybody(_actor: Actor, _branch: Model) -> bool:
    return True


BRANCH_PAGES = (BranchEntry("open", N_("群众公开页"), "open_village", "people", _everybody),)
OPEN_PAGE = "open_village"
