"""Who may do what with standards. They are public; only the organisation department changes which are in force."""

from fivestar.foundation.access import Condition, Duty, Policy, Subject
from fivestar.foundation.outcome import N_

_ORGANISE = frozenset({Duty.ORGANISE})
_OPEN = Condition("state", ("open",), N_("这份标准已经处理过"))

SUBJECTS = (Subject("standards.Proposal", path_field="district__path", seen_by="standards.read_proposal"),)

POLICIES = (
    Policy("standards.read", "territory.Region", reach="anyone"),
    Policy("standards.upload", "territory.Region", duties=_ORGANISE, second_factor=True),
    Policy("standards.put_in_force", "territory.Region", duties=_ORGANISE, second_factor=True),
    # Rules of law, and local ones, by which meetings are judged.
    Policy("standards.enter_rule", "territory.Region", duties=_ORGANISE, second_factor=True),
    # Who answers for which task: public, as the standards are; the organisation department sets it.
    Policy("standards.plan", "territory.Region", duties=_ORGANISE, second_factor=True),
    # What is only proposed is not public: it would be taken for what is in force.
    Policy("standards.read_proposal", "standards.Proposal", duties=_ORGANISE),
    Policy("standards.adopt", "standards.Proposal", duties=_ORGANISE, only_if=(_OPEN,), second_factor=True),
    Policy("standards.withdraw", "standards.Proposal", duties=_ORGANISE, only_if=(_OPEN,), second_factor=True),
)
