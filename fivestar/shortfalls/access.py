"""Who may screen, read what is lacking, take it up, and strike it off: never whoever planned it."""

from fivestar.foundation.access import ALL_DUTIES, Condition, Duty, Policy, Subject
from fivestar.foundation.outcome import N_
from fivestar.shortfalls.decisions import CLOSABLE

_READ = ALL_DUTIES - {Duty.MEMBER}
_PLAN = frozenset(
    {
        *(Duty.OWN, Duty.HELPER, Duty.CLERK, Duty.MANAGE, Duty.LEAD, Duty.GUIDE),
        *(Duty.SUPPORT, Duty.ORGANISE, Duty.TASKFORCE, Duty.WORKGROUP),
    }
)
_STRIKE_OFF = frozenset({Duty.CLERK, Duty.MANAGE, Duty.LEAD, Duty.GUIDE, Duty.ORGANISE, Duty.TASKFORCE})
_REACHED = Condition("verdict", CLOSABLE, N_("核实过的数据还没有达标，不能销号"))
_NOT_YET = Condition("struck_off_by", ("",), N_("已经销号了"))

SUBJECTS = (
    Subject("shortfalls.Shortfall", path_field="branch__path", domains=(("stars", "star"),), seen_by="shortfalls.read"),
    Subject("shortfalls.Screening", path_field="district__path", seen_by="shortfalls.read_screening"),
)

POLICIES = (
    # A district's list shows each the branches of his own posts.
    Policy("shortfalls.list", "territory.Region", duties=_READ, reach="touching"),
    Policy("shortfalls.list", "territory.Branch", duties=_READ),
    Policy("shortfalls.read", "shortfalls.Shortfall", duties=_READ),
    Policy("shortfalls.plan", "shortfalls.Shortfall", duties=_PLAN, domain="stars"),
    Policy(
        "shortfalls.strike_off",
        "shortfalls.Shortfall",
        duties=_STRIKE_OFF,
        domain="stars",
        not_the_doer="planned_by",
        only_if=(_REACHED, _NOT_YET),
    ),
    Policy("shortfalls.screen", "territory.Region", duties=frozenset({Duty.ORGANISE})),
    Policy("shortfalls.read_screening", "shortfalls.Screening", duties=_READ, reach="touching"),
)
