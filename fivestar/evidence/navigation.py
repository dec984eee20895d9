"""Where the list of files worth a look stands in the main navigation: offered to whoever compares files."""

from fivestar.evidence.access import POLICIES
from fivestar.foundation.access import Actor
from fivestar.foundation.navigation import Entry
from fivestar.foundation.outcome import N_

_COMPARERS = frozenset(duty for row in POLICIES if row.act == "evidence.compare_over" for duty in row.duties)


def compares_files(actor: Actor) -> bool:
    return any(grant.duty in _COMPARERS for grant in actor.posts)


NAVIGATION = (Entry("alike", N_("值得看一眼"), "alike", order=26, icon="copy", for_whom=compares_files),)
