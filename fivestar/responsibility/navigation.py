"""This room's entries in the main navigation."""

from fivestar.foundation.access import Actor, Duty
from fivestar.foundation.navigation import Entry
from fivestar.foundation.outcome import N_


def _hands_out_codes(actor: Actor) -> bool:
    return any(grant.duty is Duty.CLERK for grant in actor.posts)


NAVIGATION = (Entry("entry", N_("登录码"), "entry_posts", order=50, icon="user", for_whom=_hands_out_codes),)
