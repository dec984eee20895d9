"""Who may put a question to the grassroots, and who decides. What was proposed and what became of it is public."""

from fivestar.foundation.access import Condition, Duty, Policy, Subject
from fivestar.foundation.outcome import N_

_ORGANISE = frozenset({Duty.ORGANISE})
_ASKING = frozenset({Duty.ORGANISE, Duty.SUPPLY})
_WAITING = Condition("state", ("waiting",), N_("这个申请已经处理过"))

SUBJECTS = (
    Subject(
        "facts.QuestionProposal",
        path_field="district__path",
        domains=(("facts", "department"),),
        seen_by="facts.read_question",
    ),
)

POLICIES = (
    Policy("facts.propose_question", "territory.Region", duties=_ASKING),
    Policy("facts.set_limits", "territory.Region", duties=_ORGANISE, second_factor=True),
    Policy("facts.read_question", "facts.QuestionProposal", reach="anyone"),
    Policy(
        "facts.decide_question",
        "facts.QuestionProposal",
        duties=_ORGANISE,
        only_if=(_WAITING,),
        not_the_doer="proposed_by",
        second_factor=True,
    ),
    Policy("facts.withdraw_question", "facts.QuestionProposal", duties=_ASKING, domain="facts", only_if=(_WAITING,)),
)
