"""Where the log's witness page stands in the navigation: with whoever may make a township's key."""

from fivestar.foundation.access import Actor, Duty
from fivestar.foundation.navigation import Entry
from fivestar.foundation.outcome import N_

_WITNESSES = frozenset({Duty.MANAGE, Duty.CLERK})


def witnesses_the_log(actor: Actor) -> bool:
    return any(grant.duty in _WITNESSES for grant in actor.posts)


NAVIGATION = (Entry("witness", N_("见证公开日志"), "witness", order=28, icon="key", for_whom=witnesses_the_log),)
