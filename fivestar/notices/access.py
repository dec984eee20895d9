"""Who posts a notice, and who reads it: everybody. The supervision committee's check is not built yet."""

from fivestar.foundation.access import Duty, Policy, Subject

_POST = frozenset({Duty.OWN, Duty.HELPER, Duty.CLERK, Duty.ORGANISE})

SUBJECTS = (
    Subject("notices.Notice", path_field="branch__path", domains=(("notices", "kind"),), seen_by="notices.read"),
)

POLICIES = (
    Policy("notices.read", "notices.Notice", reach="anyone"),
    Policy("notices.post", "territory.Branch", duties=_POST, domain="notices"),
    Policy("notices.withdraw", "notices.Notice", duties=_POST, domain="notices"),
)
