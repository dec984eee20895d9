"""Who confirms what was stated: a village's word the township, a township's word the department that leads the task.

Whoever stated a value (or typed it in for a village) never confirms it himself; then another clerk, the township's
secretary or the organisation department does.
"""

from fivestar.foundation.access import Duty, Policy, Subject

_ORGANISE = frozenset({Duty.ORGANISE})
_TOWNSHIP = frozenset({Duty.CLERK, Duty.MANAGE})
_SUPPLY = frozenset({Duty.SUPPLY})
_DOER = "recorded_by"

SUBJECTS = (Subject("facts.Observation", path_field="branch__path"),)

POLICIES = (
    # May he open a district's queue at all? Each item is asked for below.
    Policy("facts.review", "territory.Region", duties=_ORGANISE | _TOWNSHIP | _SUPPLY, reach="touching"),
    Policy("facts.confirm_village", "facts.Observation", duties=_TOWNSHIP, not_the_doer=_DOER),
    Policy("facts.confirm_village", "facts.Observation", duties=_ORGANISE, not_the_doer=_DOER, second_factor=True),
    # The matter is the department that leads a task which needs the fact.
    Policy("facts.confirm_township", "facts.Observation", duties=_SUPPLY, domain="facts", not_the_doer=_DOER),
    Policy("facts.confirm_township", "facts.Observation", duties=_ORGANISE, not_the_doer=_DOER, second_factor=True),
)
