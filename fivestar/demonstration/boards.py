"""What hangs on boards in the demonstration: 青塘村's own, put up by its secretary, one of them corrected.

None of a kind that counts: the figures of the told village are those of its year.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fivestar.demonstration.places import TOLD_VILLAGE
from fivestar.foundation.access import Duty
from fivestar.foundation.clock import morning_of
from fivestar.notices.actions import post_notice
from fivestar.notices.judging import Sheet, Told
from fivestar.notices.kinds import BY_ID
from fivestar.responsibility.in_charge import refs_of
from fivestar.responsibility.queries import actor_as, person_by_ref

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

PLACE = "村委会门前公开栏（演示）"
BASIS = "村务监督委员会审核后公开（演示）"
_MONEY = ("事项", "盏数", "费用（元）")


def post_on_boards(district: Region, branches: Iterable[Branch], today: date) -> int:
    """Two of its notices hang there, one is over, one was corrected. How many were posted."""
    branch = next(one for one in branches if (one.township.name, one.village.core) == TOLD_VILLAGE)
    secretary = person_by_ref(refs_of(district, Duty.OWN, today)[branch.path])
    assert secretary is not None
    actor, at = actor_as(secretary, today), morning_of(today)
    wrong, affairs, over = (post_notice(actor=actor, branch=branch, told=told, at=at) for told in _told(today))
    right = Sheet(_MONEY, (("更换灯头", "12", "4150"), ("线路检修", "—", "2200")))
    told = Told(
        BY_ID["other"],
        "村内道路照明维护费用（更正）",
        BASIS,
        "线路检修应为 2200 元，前一份误写为 2380 元。",
        today - timedelta(days=1),
        today + timedelta(days=13),
        PLACE,
        right,
    )
    post_notice(actor=actor, branch=branch, told=told, at=at, corrects=wrong)
    return len((wrong, affairs, over)) + 1


def _told(today: date) -> tuple[Told, ...]:
    def days(first: int, last: int) -> tuple[date, date]:
        return today + timedelta(days=first), today + timedelta(days=last)

    money = Sheet(_MONEY, (("更换灯头", "12", "4150"), ("线路检修", "—", "2380")))
    works = Sheet(("事项", "进展"), (("村内道路照明", "已修好 12 盏"), ("老人就餐点", "正在选址，意见请告诉村委会")))
    return (
        Told(BY_ID["other"], "村内道路照明维护费用", BASIS, "近期维修费用如下。", *days(-4, 11), PLACE, money),
        Told(BY_ID["other"], "近期几件事的进展", BASIS, "近期村里几件事的进展。", *days(-3, 12), PLACE, works),
        Told(
            BY_ID["party"],
            "发展对象公示",
            "支部党员大会（演示）",
            "拟列为发展对象一名，有意见请向支部反映。",
            *days(-12, -6),
            PLACE,
        ),
    )
