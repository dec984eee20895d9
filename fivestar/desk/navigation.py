"""Where the pages that gather several features stand in the main navigation."""

from fivestar.foundation.navigation import Entry
from fivestar.foundation.outcome import N_

NAVIGATION = (
    Entry("district", N_("本区"), "district", order=0, icon="home"),  # the district's name in the header
    Entry("search", N_("查找"), "search", order=40, icon="search", takes_district=False),
)
