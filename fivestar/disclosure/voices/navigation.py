"""Where voices stand in the navigation: with whoever hears them. The entry says nothing of whether there are any."""

from fivestar.disclosure.voices.decisions import DUTIES
from fivestar.foundation.access import Actor
from fivestar.foundation.navigation import Entry
from fivestar.foundation.outcome import N_

_HEAR = frozenset().union(*DUTIES.values())


def hears_voices(actor: Actor) -> bool:
    return any(grant.duty in _HEAR for grant in actor.posts)


NAVIGATION = (Entry("voices", N_("群众反映"), "voices", order=21, icon="question", for_whom=hears_voices),)
