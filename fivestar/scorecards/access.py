"""Who may read what facts carry, and set what a branch aims at."""

from fivestar.facts.history.access import READS_STATEMENTS
from fivestar.foundation.access import Duty, Policy, Subject

_ORGANISE = frozenset({Duty.ORGANISE})

SUBJECTS: tuple[Subject, ...] = ()  # branches and regions stand in territory.access

POLICIES = (
    Policy("scorecards.read", "territory.Branch", reach="anyone"),
    Policy("scorecards.read", "territory.Region", reach="anyone"),
    # What a village has stated and nobody confirmed is not for the public.
    Policy("scorecards.read_stated", "territory.Branch", duties=READS_STATEMENTS),
    Policy("scorecards.set_target", "territory.Branch", duties=_ORGANISE, second_factor=True),
    Policy("scorecards.read_effect", "territory.Region", duties=_ORGANISE),
)
