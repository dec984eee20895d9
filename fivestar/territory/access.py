"""Who may do what in the territory. Names and codes are public; changing them is the organisation department's."""

from fivestar.foundation.access import Condition, Duty, Policy, Subject
from fivestar.foundation.outcome import N_

_FICTITIOUS = Condition("is_fictitious", (True,), N_("只有演示区有自己的日期"))
_ORGANISE = frozenset({Duty.ORGANISE})

SUBJECTS = (
    Subject("territory.Region", path_field="path", seen_by="territory.read"),
    Subject("territory.Village", path_field="path", seen_by="territory.read"),
    Subject("territory.Branch", path_field="path", seen_by="territory.read"),
)

POLICIES = (
    Policy("territory.read", "territory.Region", reach="anyone"),
    Policy("territory.read", "territory.Village", reach="anyone"),
    Policy("territory.read", "territory.Branch", reach="anyone"),
    Policy("territory.import_register", "territory.Region", duties=_ORGANISE, second_factor=True),
    Policy("territory.set_category", "territory.Branch", duties=_ORGANISE, second_factor=True),
    Policy("territory.rename", "territory.Village", duties=_ORGANISE, second_factor=True),
    Policy("territory.recode", "territory.Village", duties=_ORGANISE, second_factor=True),
    Policy("territory.merge", "territory.Village", duties=_ORGANISE, second_factor=True),
    Policy("territory.keep_collectives", "territory.Region", duties=_ORGANISE, second_factor=True),
    # A demonstration belongs to whoever tries it: anyone may press its date on.
    Policy("territory.set_own_date", "territory.Region", reach="anyone", only_if=(_FICTITIOUS,)),
)
