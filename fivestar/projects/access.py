"""Who may start a project, carry it on, accept it and read it. Villagers read what was decided and published."""

from fivestar.foundation.access import Condition, Duty, Policy, Subject
from fivestar.foundation.outcome import N_

_CARRY = frozenset({Duty.OWN, Duty.HELPER, Duty.CLERK, Duty.ORGANISE})
_READ = _CARRY | {Duty.MANAGE, Duty.LEAD, Duty.GUIDE, Duty.SUPPORT, Duty.TASKFORCE, Duty.WORKGROUP, Duty.SUPERVISE}
# Not whoever builds it: the township, the supervision committee, the organisation department.
_ACCEPT = frozenset({Duty.MANAGE, Duty.CLERK, Duty.SUPERVISE, Duty.ORGANISE})
# What the village was told of once it may always read, also that it came to nothing.
_PUBLISHED = Condition("is_public", (True,), N_("这个项目还没有公开"))

SUBJECTS = (Subject("projects.Project", path_field="branch__path", seen_by="projects.read"),)

POLICIES = (
    Policy("projects.start", "territory.Branch", duties=_CARRY),
    # 一肩挑 is the township's word, not of whoever records his own branch's meeting.
    Policy("projects.state_both_posts", "territory.Branch", duties=frozenset({Duty.MANAGE, Duty.CLERK})),
    Policy("projects.read", "projects.Project", duties=_READ),
    Policy("projects.read", "projects.Project", reach="anyone", only_if=(_PUBLISHED,)),
    # Plan, meetings, disclosures, money, phases, withdrawal: one row, whoever may do one may do the others.
    Policy("projects.carry", "projects.Project", duties=_CARRY),
    # The act asks further: nobody who recorded any of its work, nor whoever answers for it.
    Policy("projects.accept", "projects.Project", duties=_ACCEPT, not_the_doer="started_by"),
    # Names of witnesses are nobody's business but those who keep or check the record.
    Policy("projects.read_names", "projects.Project", duties=_CARRY | _ACCEPT),
)
