"""Re-checks of the demonstration: one that was carried to its end, one committed to that waits for its result.

Draws, witnesses and the lottery are invented, and the same on every machine.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from fivestar.demonstration.places import TOLD_COMMUNITY, TOLD_VILLAGE
from fivestar.foundation.access import SYSTEM, Actor, Duty
from fivestar.foundation.clock import morning_of
from fivestar.rechecks import actions as rechecks
from fivestar.rechecks import queries as rechecks_queries
from fivestar.responsibility import queries as responsibility

if TYPE_CHECKING:
    from fivestar.rechecks.models import Pair, Plan
    from fivestar.territory.models import Region

Say = Callable[[str], None]
TAKEN = 150
BEFORE_TODAY = timedelta(days=45)
"""The first one is committed to at the end of a month, so long ago that its findings are in."""
WAITING = timedelta(days=3)
"""The second was committed to so many days ago; it may be drawn in the week after today."""
UNTIL_THE_RESULT = timedelta(days=7)
LOTTERY = "演示摇号（虚构）{day} 期，七个号码按摇出的次序"
NUMBERS = "05 31 12 08 27 19 33"
WITNESSES = (("村民代表", "0417"), ("区人大代表", "88"))
WRONG, UNCHECKED, TWICE = 2, 2, 12
LOOKED_ON = timedelta(days=12)
CLOSED_ON = timedelta(days=26)
_FINDINGS = UUID("7e0c2f6a-52c1-4a55-9a0e-6d3a52a6d5b1")


def day_of_the_first(days: Sequence[date], today: date) -> date | None:
    """After which day of recording the first is committed to; None early in the year."""
    return max((day for day in days if day <= today - BEFORE_TODAY), default=None)


def carry_the_first(district: "Region", day: date, say: Say) -> None:
    """Committed to the morning after that day, drawn a week later, looked at, closed before the next month's end."""
    begin = day + timedelta(days=1)
    plan = commit(district, begin)
    result_on = begin + UNTIL_THE_RESULT
    rechecks.draw_plan(actor=SYSTEM, plan=plan, result=NUMBERS, at=morning_of(result_on))
    _look(plan, morning_of(begin + LOOKED_ON))
    rechecks.close_plan(actor=SYSTEM, plan=plan, at=morning_of(begin + CLOSED_ON))
    say(f"公开复核：{begin} 承诺，抽 {plan.take} 项，已结束")


def commit(district: "Region", day: date) -> "Plan":
    """A commitment of that morning with its witnesses."""
    result_on = day + UNTIL_THE_RESULT
    plan = rechecks.commit_plan(
        actor=SYSTEM,
        district=district,
        take=TAKEN,
        result_name=LOTTERY.format(day=result_on),
        result_on=result_on,
        at=morning_of(day),
        rehearsed_secret=sha256(f"demonstration {day}".encode()).digest(),
    )
    for who, number in WITNESSES:
        rechecks.add_witness(actor=SYSTEM, plan=plan, who=who, number=number, at=morning_of(day))
    return plan


def _look(plan: "Plan", at: datetime) -> None:
    """Task forces look at their own stars, the organisation department at a few pairs again."""
    forces = _those_who_look(plan, Duty.TASKFORCE, at.date())
    (organiser,) = _those_who_look(plan, Duty.ORGANISE, at.date())[:1]
    pairs = list(rechecks_queries.pairs(plan))
    wrong = {pair.pk for pair in islice(filter(_may_be_wrong, pairs), WRONG)}
    unchecked = {pair.pk for pair in pairs[-UNCHECKED:]}
    for pair in pairs:
        mine = next(force for force in forces if any(pair.star in (grant.stars or ()) for grant in force.posts))
        if pair.pk in wrong:
            _find(mine, pair, "does_not", "现场看的与报的对不上（演示）", at)
        elif pair.pk in unchecked:
            _find(mine, pair, "could_not", "两次去都没有人（演示）", at)
        else:
            _find(mine, pair, "holds", "", at)
        if pair.position <= TWICE and pair.pk not in wrong:
            _find(organiser, pair, "holds", "", at)


def _those_who_look(plan: "Plan", duty: Duty, on: date) -> list[Actor]:
    posts = responsibility.posts_over(plan.district.path, on).filter(duty=duty.value).order_by("pk")
    people = (responsibility.holder_of(post, on) for post in posts)
    return [responsibility.actor_as(person, on) for person in people if person is not None]


def _may_be_wrong(pair: "Pair") -> bool:
    """The two told places keep the stars they are told with; incomes are counted elsewhere."""
    return pair.star != "industry" and pair.branch.village.core not in (TOLD_VILLAGE[1], TOLD_COMMUNITY[1])


def _find(actor: Actor, pair: "Pair", verdict: str, note: str, at: datetime) -> None:
    rechecks.record_finding(
        actor=actor,
        pair=pair,
        verdict=verdict,
        note=note,
        client_id=uuid5(_FINDINGS, f"{pair.pk} {actor.person_ref}"),
        at=at,
    )
