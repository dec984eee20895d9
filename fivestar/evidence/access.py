"""Who may bring a file, read it, compare it with others, say that he looked, and take it back.

Nobody else ever gets its bytes.
"""

from fivestar.foundation.access import Condition, Duty, Policy, Subject
from fivestar.foundation.outcome import N_

_VILLAGE = frozenset({Duty.OWN, Duty.HELPER})
_CLERK = frozenset({Duty.CLERK})
_ORGANISE = frozenset({Duty.ORGANISE})
_BRINGERS = _VILLAGE | _CLERK
_OVER_A_BRANCH = _BRINGERS | _ORGANISE | {Duty.LEAD, Duty.GUIDE, Duty.SUPPORT, Duty.MANAGE, Duty.SUPERVISE}
_REVIEWERS = _CLERK | _ORGANISE | {Duty.MANAGE, Duty.GUIDE}
_TASKFORCE = frozenset({Duty.TASKFORCE})

_KEPT = Condition("state", ("kept",), N_("这份文件已经撤回"))
_BY_THE_VILLAGE = Condition("brought_as", ("village",), N_("这份文件是乡镇（街道）带来的，由乡镇（街道）撤回"))

SUBJECTS = (
    Subject("evidence.Evidence", path_field="branch__path", domains=(("stars", "star"),), seen_by="evidence.read"),
)

POLICIES = (
    Policy("evidence.add", "territory.Branch", duties=_BRINGERS),
    # The page of a task's files, and each file's line on it. `about` is the star.
    Policy("evidence.read_of", "territory.Branch", duties=_OVER_A_BRANCH),
    Policy("evidence.read_of", "territory.Branch", duties=_TASKFORCE, domain="stars"),
    Policy("evidence.read", "evidence.Evidence", duties=_OVER_A_BRANCH),
    Policy("evidence.read", "evidence.Evidence", duties=_TASKFORCE, domain="stars"),
    # The bytes. What was withdrawn (the wrong file, somebody's identity card) only the organisation department opens.
    Policy("evidence.open", "evidence.Evidence", duties=_OVER_A_BRANCH, only_if=(_KEPT,)),
    Policy("evidence.open", "evidence.Evidence", duties=_TASKFORCE, domain="stars", only_if=(_KEPT,)),
    Policy("evidence.open", "evidence.Evidence", duties=_ORGANISE),
    # Files that look alike, at other branches too: those who review, as far as their posts reach.
    Policy("evidence.compare", "evidence.Evidence", duties=_REVIEWERS, only_if=(_KEPT,)),
    Policy("evidence.compare", "evidence.Evidence", duties=_TASKFORCE, domain="stars", only_if=(_KEPT,)),
    # May he open the list over a township or district at all? Each file on it is asked for by `evidence.compare`.
    Policy("evidence.compare_over", "territory.Region", duties=_REVIEWERS | _TASKFORCE, reach="touching"),
    # That he looked at two, in words: asked for both.
    Policy("evidence.note", "evidence.Evidence", duties=_REVIEWERS, only_if=(_KEPT,)),
    Policy("evidence.note", "evidence.Evidence", duties=_TASKFORCE, domain="stars", only_if=(_KEPT,)),
    # A village cannot take away what the township found there.
    Policy("evidence.withdraw", "evidence.Evidence", duties=_CLERK, only_if=(_KEPT,)),
    Policy("evidence.withdraw", "evidence.Evidence", duties=_VILLAGE, only_if=(_KEPT, _BY_THE_VILLAGE)),
)
