"""Where the pages that gather several features stand in the main navigation."""

from fivestar.foundation.navigation import Entry
from fivestar.foundation.outcome import N_

NAVIGATION = (Entry("search", N_("查找"), "search", order=40, icon="search", takes_district=False),)
