"""Where review stands in the main navigation: offered to whoever holds a post that confirms what others stated."""

from fivestar.facts.review.access import POLICIES
from fivestar.foundation.access import Actor
from fivestar.foundation.navigation import Entry
from fivestar.foundation.outcome import N_

_REVIEWERS = frozenset(duty for row in POLICIES if row.act == "facts.review" for duty in row.duties)


def reviews_facts(actor: Actor) -> bool:
    return any(grant.duty in _REVIEWERS for grant in actor.posts)


NAVIGATION = (Entry("review", N_("核实"), "review", order=12, icon="check", for_whom=reviews_facts),)
