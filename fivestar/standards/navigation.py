"""Where the standards stand in the main navigation."""

from fivestar.foundation.navigation import Entry
from fivestar.foundation.outcome import N_

NAVIGATION = (Entry("standards", N_("标准"), "standards", order=20, icon="book"),)
