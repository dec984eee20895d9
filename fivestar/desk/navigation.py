"""Where the pages that gather several features stand in the main navigation."""

from fivestar.foundation.access import Actor
from fivestar.foundation.navigation import Entry
from fivestar.foundation.outcome import N_


def has_a_post(actor: Actor) -> bool:
    return actor.is_signed_in and bool(actor.posts)


NAVIGATION = (
    Entry("district", N_("本区"), "district", order=0, icon="home"),  # the district's name in the header
    Entry("today", N_("今日要办"), "today", order=5, icon="check", takes_district=False, for_whom=has_a_post),
    Entry("search", N_("查找"), "search", order=22, icon="search", takes_district=False),
)
