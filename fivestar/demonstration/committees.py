"""Supervision committees of the demonstration: in 青塘村 and its neighbours, invented people; what they checked.

Objections are open in two neighbouring villages, so that the told one's path stays as it is; in 青塘村 what hangs there
is checked. All words are marked 演示.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fivestar.demonstration.places import TOLD_VILLAGE
from fivestar.foundation.access import Actor, Duty
from fivestar.foundation.clock import morning_of
from fivestar.notices.actions import Signed, answer_objection, enter_paper, post_notice, seat_member
from fivestar.notices.checking import committee
from fivestar.notices.judging import Sheet, Told
from fivestar.notices.kinds import BY_ID
from fivestar.notices.queries import up_in_branch
from fivestar.responsibility.in_charge import refs_of
from fivestar.responsibility.queries import actor_as, person_by_ref

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

NEIGHBOURS = 2
"""Villages of the same township beside the told one that have a committee too."""
MEMBERS = ("监督甲（演示）", "监督乙（演示）", "监督丙（演示）")
OFFICES = ("主任", "委员", "委员")
KEPT = "镇党建办 9 月卷（演示）"
OBJECTION = "表里没有写修路用了几个工，请补上（演示）"
ANSWER = "用工明细附在下一期，已贴说明（演示）"


def seat_and_check(district: Region, branches: Iterable[Branch], today: date) -> int:
    """How many seats were filled; where a head is in post already, only those beside him. What hangs in the told
    village is checked; its neighbours have one objection each.
    """
    there = list(branches)
    told = next(one for one in there if (one.township.name, one.village.core) == TOLD_VILLAGE)
    beside = [one for one in there if one.township_id == told.township_id and one.pk != told.pk][:NEIGHBOURS]
    clerk = _actor(district, Duty.CLERK, told.township.path, today)
    seated = sum(_seat(clerk, branch, today) for branch in (told, *beside))
    for notice in up_in_branch(clerk, told, today):
        if notice.posted_by != clerk.person_ref:
            _sign(clerk, told, notice.public_id, today, agree=3)
    for number, branch in enumerate(beside):
        _objected_to(clerk, district, branch, today, is_answered=number == 1)
    return seated


def _seat(clerk: Actor, branch: Branch, today: date) -> int:
    since = date(today.year, 1, 4)
    vacant = list(zip(MEMBERS, OFFICES, strict=True))[len(committee(branch, today)) :]
    for name, office in vacant:
        title = f"{branch.village.core}村务监督委员会{office}"
        seat_member(actor=clerk, branch=branch, name=f"{name} 新", title=title, from_day=since, at=morning_of(today))
    return len(vacant)


def _sign(clerk: Actor, branch: Branch, public_id: str, today: date, *, agree: int) -> None:
    notice = next(one for one in up_in_branch(clerk, branch, today) if one.public_id == public_id)
    lines = [Signed(one.post_public_id) for one in committee(branch, today)[:agree]]
    enter_paper(actor=clerk, notice=notice, lines=lines, signed_on=today, kept_at=KEPT, at=morning_of(today))


def _objected_to(clerk: Actor, district: Region, branch: Branch, today: date, *, is_answered: bool) -> None:
    secretary = _actor(district, Duty.OWN, branch.path, today)
    at = morning_of(today)
    told = Told(
        BY_ID["other"],
        "村内道路维修费用",
        "村民代表会议（演示）",
        "近期道路维修费用如下。",
        today - timedelta(days=2),
        today + timedelta(days=12),
        "村委会门前公开栏（演示）",
        Sheet(("事项", "费用（元）"), (("石料", "8600"), ("机械", "3200"))),
    )
    notice = post_notice(actor=secretary, branch=branch, told=told, at=at)
    first, second, _ = committee(branch, today)
    lines = (Signed(first.post_public_id), Signed(second.post_public_id, OBJECTION, objects=True))
    _, objection = enter_paper(actor=clerk, notice=notice, lines=lines, signed_on=today, kept_at=KEPT, at=at)
    if is_answered:
        answer_objection(actor=secretary, notice=notice, check=objection, answer=ANSWER, at=at)


def _actor(district: Region, duty: Duty, path: str, today: date) -> Actor:
    person = person_by_ref(refs_of(district, duty, today)[path])
    assert person is not None
    return actor_as(person, today)
