"""Where meetings stand in the main navigation and on a branch's dossier: offered to whoever may record or read them."""

from django.db.models import Model

from fivestar.foundation.access import Actor, decide
from fivestar.foundation.navigation import BranchEntry, Entry
from fivestar.foundation.outcome import N_
from fivestar.meetings.access import POLICIES

_RECORDERS = frozenset(duty for row in POLICIES if row.act == "meetings.record" for duty in row.duties)


def records_meetings(actor: Actor) -> bool:
    return any(grant.duty in _RECORDERS for grant in actor.posts)


def _reads_meetings(actor: Actor, branch: Model) -> bool:
    return bool(decide(actor, "meetings.read", branch))


NAVIGATION = (Entry("meetings", N_("会议"), "meetings", order=16, icon="people", for_whom=records_meetings),)
BRANCH_PAGES = (BranchEntry("meetings", N_("会议"), "branch_meetings", "people", _reads_meetings),)
