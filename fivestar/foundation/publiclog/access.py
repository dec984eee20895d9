"""The log is everybody's to read; a township witnesses it with a key of its own."""

from fivestar.foundation.access import Duty, Policy, Subject

_TOWNSHIP = frozenset({Duty.MANAGE, Duty.CLERK})

SUBJECTS = (
    Subject("foundation.LogHead", path_field="origin", seen_by="publiclog.read"),  # of no unit: one log for the server
    Subject("foundation.LogWitness", path_field="path", seen_by="publiclog.read"),
)

POLICIES = (
    Policy("publiclog.read", "foundation.LogHead", reach="anyone"),
    Policy("publiclog.read", "foundation.LogWitness", reach="anyone"),
    Policy("publiclog.register_witness", "territory.Region", duties=_TOWNSHIP),
    Policy("publiclog.sign_head", "foundation.LogWitness", duties=_TOWNSHIP),
    Policy("publiclog.end_witness", "foundation.LogWitness", duties=_TOWNSHIP),
)
"""The organisation department is not among them: who runs the log does not witness it."""
