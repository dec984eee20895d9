"""Where asking stands on a branch's dossier: offered to whoever may answer for it."""

from django.db.models import Model

from fivestar.foundation.access import Actor, decide
from fivestar.foundation.navigation import BranchEntry
from fivestar.foundation.outcome import N_


def _answers(actor: Actor, branch: Model) -> bool:
    return bool(decide(actor, "facts.state_local", branch))


BRANCH_PAGES = (BranchEntry("asks", N_("要报的数"), "asks", "check", _answers),)
