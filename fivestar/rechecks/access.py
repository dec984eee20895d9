"""Re-checks are public; the organisation department draws them, work groups find."""

from fivestar.foundation.access import Duty, Policy, Subject

_ORGANISE = frozenset({Duty.ORGANISE})
# Never who states or confirms facts of the branch: villages, clerks, supplying departments. The organisation department
# may; what somebody of it confirmed himself the act refuses him.
_LOOKS = frozenset({Duty.ORGANISE, Duty.TASKFORCE, Duty.GUIDE})

SUBJECTS = (
    Subject("rechecks.Plan", path_field="district__path", seen_by="rechecks.read"),
    Subject("rechecks.Pair", path_field="branch__path", domains=(("stars", "star"),), seen_by="rechecks.read"),
)

POLICIES = (
    Policy("rechecks.read", "rechecks.Plan", reach="anyone"),
    Policy("rechecks.read", "rechecks.Pair", reach="anyone"),
    Policy("rechecks.commit", "territory.Region", duties=_ORGANISE, second_factor=True),
    # Witness, draw, void, close: one office carries a draw through.
    Policy("rechecks.carry", "rechecks.Plan", duties=_ORGANISE, second_factor=True),
    Policy("rechecks.find", "rechecks.Pair", duties=_LOOKS, domain="stars"),
    Policy("rechecks.read_notes", "rechecks.Pair", duties=_LOOKS | {Duty.MANAGE, Duty.CLERK, Duty.OWN}),
    Policy("rechecks.read_severity", "territory.Region", duties=_ORGANISE),
)
