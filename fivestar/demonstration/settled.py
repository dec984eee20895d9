"""What the demonstration district has settled: its plan's figures, who answers for which task, one proposal that waits.

The rural plan is set as it is drafted; the urban one still lies there as a draft, so that both can be seen.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from fivestar.foundation.access import SYSTEM, Duty
from fivestar.foundation.clock import morning_of
from fivestar.responsibility.in_charge import refs_of
from fivestar.responsibility.queries import actor_as, person_by_ref
from fivestar.scorecards.aims.actions import Aimed, enter_plan, propose_target
from fivestar.standards.plan.actions import take_over_drafts

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

RURAL, URBAN = 353, 14
LEVELS = {5: 6, 4: 33, 3: 109}
SOURCE = "年度创建计划(演示,照公开报道的数目)"


def settle_plans(district: Region, on: date) -> int:
    """How many tasks of the rural standards got their line."""
    at = morning_of(on)
    enter_plan(actor=SYSTEM, region=district, rural=RURAL, urban=URBAN, levels=LEVELS, stars={}, source=SOURCE, at=at)
    return take_over_drafts(actor=SYSTEM, district=district, category="rural", at=at)


def propose_one(district: Region, unplaced: Collection[Branch], today: date) -> None:
    """The first branch placed nowhere proposes; its township has it before it."""
    secretaries = refs_of(district, Duty.OWN, today)
    branch = next((one for one in unplaced if one.path in secretaries), None)
    if branch is None:
        return
    person = person_by_ref(secretaries[branch.path])
    assert person is not None
    aimed = Aimed(2, (), "支部过硬、平安法治两颗有把握(演示)")
    propose_target(actor=actor_as(person, today), branch=branch, aimed=aimed, at=morning_of(today))
