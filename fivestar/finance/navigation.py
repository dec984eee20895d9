"""Where ledgers stand: in the main navigation for whoever keeps them, on a branch's dossier for everybody."""

from django.db.models import Model

from fivestar.finance.access import POLICIES
from fivestar.foundation.access import Actor
from fivestar.foundation.navigation import BranchEntry, Entry
from fivestar.foundation.outcome import N_

_KEEPERS = frozenset(duty for row in POLICIES if row.act == "finance.keep" for duty in row.duties)


def keeps_ledgers(actor: Actor) -> bool:
    return any(grant.duty in _KEEPERS for grant in actor.posts)


def _everybody(_actor: Actor, _branch: Model) -> bool:
    return True


NAVIGATION = (Entry("ledgers", N_("账目"), "ledgers", order=19, icon="book", for_whom=keeps_ledgers),)
BRANCH_PAGES = (BranchEntry("ledger", N_("账目"), "branch_ledger", "book", _everybody),)
