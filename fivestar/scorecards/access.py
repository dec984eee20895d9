"""Who may read what facts carry, and set what a branch aims at."""

from fivestar.facts.history.access import READS_STATEMENTS
from fivestar.foundation.access import Duty, Policy, Subject

_ORGANISE = frozenset({Duty.ORGANISE})
_ON_ITS_WAY = frozenset({Duty.OWN, Duty.HELPER, Duty.CLERK, Duty.MANAGE, Duty.ORGANISE, Duty.LEAD, Duty.GUIDE})

SUBJECTS: tuple[Subject, ...] = ()  # branches and regions stand in territory.access

POLICIES = (
    Policy("scorecards.read", "territory.Branch", reach="anyone"),
    Policy("scorecards.read", "territory.Region", reach="anyone"),
    # What a village has stated and nobody confirmed is not for the public.
    Policy("scorecards.read_stated", "territory.Branch", duties=READS_STATEMENTS),
    Policy("scorecards.set_target", "territory.Branch", duties=_ORGANISE, second_factor=True),
    # 支部申报、乡镇审核、区里定: on its way it is not public, fixed it is.
    Policy("scorecards.propose_target", "territory.Branch", duties=frozenset({Duty.OWN, Duty.HELPER, Duty.CLERK})),
    Policy("scorecards.endorse_target", "territory.Branch", duties=frozenset({Duty.MANAGE})),
    Policy("scorecards.read_steps", "territory.Branch", duties=_ON_ITS_WAY),
    Policy("scorecards.enter_plan", "territory.Region", duties=_ORGANISE, second_factor=True),
    Policy("scorecards.read_effect", "territory.Region", duties=_ORGANISE),
)
