"""Where the wall stands in the main navigation."""

from fivestar.foundation.navigation import Entry
from fivestar.foundation.outcome import N_

NAVIGATION = (Entry("wall", N_("作战图"), "wall", order=10, icon="wall"),)
