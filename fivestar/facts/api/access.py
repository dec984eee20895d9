"""Who gives departments' systems their tokens, sees them and takes them back: the organisation department."""

from fivestar.foundation.access import Duty, Policy, Subject

_ORGANISE = frozenset({Duty.ORGANISE})

SUBJECTS = (Subject("facts.ApiToken", path_field="department__district__path", seen_by="facts.read_token"),)

POLICIES = (
    # A token states figures as a department does: issuing one is a power over ratings.
    Policy("facts.manage_tokens", "territory.Region", duties=_ORGANISE, second_factor=True),
    Policy("facts.read_token", "facts.ApiToken", duties=_ORGANISE),
    Policy("facts.revoke_token", "facts.ApiToken", duties=_ORGANISE, second_factor=True),
)
