"""Who may read what was said of a branch before: those who may read what it states, for statements are among it."""

from fivestar.foundation.access import Duty, Policy

READS_STATEMENTS = frozenset(
    {
        Duty.LEAD,
        Duty.GUIDE,
        Duty.SUPPORT,
        Duty.MANAGE,
        Duty.OWN,
        Duty.ORGANISE,
        Duty.CLERK,
        Duty.TASKFORCE,
        Duty.HELPER,
    }
)

POLICIES = (Policy("facts.read_history", "territory.Branch", duties=READS_STATEMENTS),)
