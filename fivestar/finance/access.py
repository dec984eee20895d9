"""Who keeps a ledger, who reads it and who answers questions about it.

Kept by the township's accounting (代理记账), never by the village: no branch post stands in a row that changes
anything. What is published everybody reads, whole; before that the offices over the branch, its secretary and its
supervision committee.
"""

from fivestar.foundation.access import Condition, Duty, Policy, Subject
from fivestar.foundation.outcome import N_

_KEEP = frozenset({Duty.CLERK})
_ORGANISE = frozenset({Duty.ORGANISE})
_READ = _KEEP | _ORGANISE | {Duty.MANAGE, Duty.LEAD, Duty.GUIDE, Duty.SUPERVISE, Duty.OWN}
_TOWNSHIP = frozenset({Duty.CLERK, Duty.MANAGE})
_SUPERVISE = frozenset({Duty.SUPERVISE})
_PUBLISHED = Condition("is_published", (True,), N_("这一期账还没有公开"))
_OPEN = Condition("is_open", (True,), N_("这个问题已经答复了"))

SUBJECTS = (
    Subject("finance.Period", path_field="branch__path", seen_by="finance.read"),
    Subject("finance.LedgerFile", path_field="path", seen_by="finance.change_file"),
    Subject("finance.Question", path_field="branch__path", seen_by="finance.read"),
)

POLICIES = (
    Policy("finance.read", "finance.Period", duties=_READ),
    Policy("finance.read", "finance.Period", reach="anyone", only_if=(_PUBLISHED,)),
    Policy("finance.publish", "finance.Period", duties=_KEEP),
    Policy("finance.publish", "finance.Period", duties=_ORGANISE, second_factor=True),
    Policy("finance.keep", "territory.Branch", duties=_KEEP),
    Policy("finance.keep", "territory.Branch", duties=_ORGANISE, second_factor=True),
    # May he bring a file to this district's page at all? Each ledger in it is asked for by `finance.keep`.
    Policy("finance.import", "territory.Region", duties=_KEEP | _ORGANISE, reach="touching"),
    Policy("finance.change_file", "finance.LedgerFile", duties=_KEEP | _ORGANISE),
    # Contracts of what is published, so the question is public with them.
    Policy("finance.read", "finance.Question", reach="anyone"),
    Policy("finance.answer", "finance.Question", duties=_SUPERVISE, only_if=(_OPEN,)),
    # A signed paper is typed by the township, never by the village and never by whoever made the contract public.
    Policy("finance.enter_answer", "finance.Question", duties=_TOWNSHIP, only_if=(_OPEN,), not_the_doer="kept_by"),
)
