"""Where the re-checks stand in the main navigation: everybody sees them."""

from fivestar.foundation.navigation import Entry
from fivestar.foundation.outcome import N_

NAVIGATION = (Entry("rechecks", N_("复核"), "rechecks", order=25, icon="list"),)
