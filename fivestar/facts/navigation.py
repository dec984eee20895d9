"""Where the import of facts stands in the main navigation: offered to whoever holds a post that may import."""

from fivestar.facts.access import POLICIES
from fivestar.foundation.access import Actor
from fivestar.foundation.navigation import Entry
from fivestar.foundation.outcome import N_

_SUPPLIERS = frozenset(duty for row in POLICIES if row.act.startswith("facts.import_") for duty in row.duties)


def supplies_facts(actor: Actor) -> bool:
    return any(grant.duty in _SUPPLIERS for grant in actor.posts)


NAVIGATION = (Entry("import", N_("录入"), "import", order=14, icon="upload", for_whom=supplies_facts),)
