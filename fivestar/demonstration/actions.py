"""What a demonstration may do with its own date.

Refused
└── UnableToAdvance     no such step, or the date would leave the year of the standards
"""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import morning_of
from fivestar.foundation.outcome import N_, Refused
from fivestar.scorecards import actions as scorecards
from fivestar.territory import actions as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Region

STEPS = {"day": timedelta(days=1), "week": timedelta(days=7)}


class UnableToAdvance(Refused):
    """The date stays where it is."""


@transaction.atomic
def advance(*, actor: Actor, district: "Region", step: str, at: datetime) -> date:
    """Moves the district's date a day, a week or a month on, and reckons what the calendar changes by then."""
    require(actor, "territory.set_own_date", district)
    if district.own_date is None or step not in (*STEPS, "month"):
        raise UnableToAdvance(N_("只能往前拨一天、一周或一月"))
    until = _month_later(district.own_date) if step == "month" else district.own_date + STEPS[step]
    if until.year != district.own_date.year:
        raise UnableToAdvance(N_("演示数据到 {year} 年底为止,不能再往前拨"), year=district.own_date.year)
    day = territory.advance_own_date(actor=actor, region=district, days=(until - district.own_date).days, at=at)
    moment = morning_of(day)
    scorecards.rescore(scorecards.due_branches(district, moment), at=moment)
    return day


def _month_later(day: date) -> date:
    """The same day of the next month, or its last one."""
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))
