"""Who may contest: whoever is asked; a township and a department for all they supply. The organisation department
answers; contests and answers are public.
"""

from fivestar.foundation.access import Condition, Duty, Policy, Subject
from fivestar.foundation.outcome import N_

_ASKED = frozenset({Duty.OWN, Duty.HELPER, Duty.CLERK, Duty.MANAGE})
_ORGANISE = frozenset({Duty.ORGANISE})
_OPEN = Condition("outcome", ("",), N_("这条质疑已经答复过"))

SUBJECTS = (Subject("facts.Contest", path_field="unit__path", seen_by="facts.read_contest"),)

POLICIES = (
    Policy("facts.contest_local", "territory.Branch", duties=_ASKED),
    Policy("facts.contest_department", "territory.Branch", duties=frozenset({Duty.SUPPLY}), domain="facts"),
    # A whole township's part, a whole department's part.
    Policy("facts.contest_township", "territory.Region", duties=frozenset({Duty.CLERK, Duty.MANAGE})),
    Policy("facts.contest_supply", "territory.Region", duties=frozenset({Duty.SUPPLY}), domain="facts"),
    Policy("facts.read_contest", "facts.Contest", reach="anyone"),
    Policy("facts.answer_contest", "facts.Contest", duties=_ORGANISE, only_if=(_OPEN,), not_the_doer="asked_by_ref"),
)
