"""Who posts a notice, who checks it, who answers; everybody reads.

The supervision committee's check is its own: no post of a branch stands in a row that speaks for it, that hands out its
links, or that shows who of it said what. Whoever posted a notice types no paper list for it and settles no objection;
no link he issues carries it (`actions.links`).
"""

from fivestar.foundation.access import Condition, Duty, Policy, Subject
from fivestar.foundation.outcome import N_

_POST = frozenset({Duty.OWN, Duty.HELPER, Duty.CLERK, Duty.ORGANISE})
_TOWNSHIP = frozenset({Duty.CLERK, Duty.MANAGE})
_OVERSEE = _TOWNSHIP | {Duty.ORGANISE, Duty.LEAD, Duty.GUIDE}
_HANGS = Condition("is_public", (True,), N_("附件已随公示撤下"))

SUBJECTS = (
    Subject("notices.Notice", path_field="branch__path", domains=(("notices", "kind"),), seen_by="notices.read"),
    Subject("notices.Enclosure", path_field="notice__branch__path", seen_by="notices.read_file"),
)

POLICIES = (
    Policy("notices.read", "notices.Notice", reach="anyone"),
    Policy("notices.read_file", "notices.Enclosure", reach="anyone", only_if=(_HANGS,)),
    Policy("notices.read_file", "notices.Enclosure", duties=_POST | _OVERSEE | {Duty.SUPERVISE}),
    Policy("notices.post", "territory.Branch", duties=_POST, domain="notices"),
    Policy("notices.withdraw", "notices.Notice", duties=_POST, domain="notices"),
    Policy("notices.answer", "notices.Notice", duties=_POST, domain="notices"),
    Policy("notices.check", "notices.Notice", duties=frozenset({Duty.SUPERVISE})),
    Policy("notices.read_checks", "notices.Notice", duties=_TOWNSHIP | {Duty.ORGANISE}),
    Policy("notices.issue_link", "territory.Branch", duties=_TOWNSHIP),
    Policy("notices.enter_paper", "notices.Notice", duties=_TOWNSHIP, not_the_doer="posted_by"),
    Policy("notices.settle", "notices.Notice", duties=_TOWNSHIP, not_the_doer="posted_by"),
    # What a branch owes its villagers is no secret; the list of a district is for those over it.
    Policy("notices.read_due", "territory.Branch", reach="anyone"),
    Policy("notices.read_list", "territory.Region", duties=_OVERSEE, reach="touching"),
    Policy("notices.read_exceptions", "territory.Branch", duties=_OVERSEE),
    Policy("notices.set_busy", "territory.Branch", duties=_TOWNSHIP),
)
