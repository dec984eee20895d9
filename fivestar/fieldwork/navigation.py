"""Where fieldwork stands in the main navigation."""

from fivestar.fieldwork.access import POLICIES
from fivestar.foundation.access import Actor
from fivestar.foundation.navigation import Entry
from fivestar.foundation.outcome import N_

_READERS = frozenset(duty for row in POLICIES if row.act == "fieldwork.read" for duty in row.duties)


def _reads(actor: Actor) -> bool:
    return any(grant.duty in _READERS for grant in actor.posts)


NAVIGATION = (Entry("joint_meetings", N_("联席会和调研"), "joint_meetings", order=27, icon="people", for_whom=_reads),)
