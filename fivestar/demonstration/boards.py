"""What hangs on boards in the demonstration: 青塘村's own, put up by its secretary, one of them corrected."""

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
_MONEY = ("项目", "本季收入（元）", "本季支出（元）")


def post_on_boards(district: Region, branches: Iterable[Branch], today: date) -> int:
    """Two of its notices hang there, one is over, one was corrected. How many were posted."""
    branch = next(one for one in branches if (one.township.name, one.village.core) == TOLD_VILLAGE)
    secretary = person_by_ref(refs_of(district, Duty.OWN, today)[branch.path])
    assert secretary is not None
    actor, at = actor_as(secretary, today), morning_of(today)
    wrong, affairs, over = (post_notice(actor=actor, branch=branch, told=told, at=at) for told in _told(today))
    right = Sheet(
        _MONEY, (("集体经营收入", "48600", "—"), ("道路照明维护", "—", "6350"), ("环境整治用工", "—", "9200"))
    )
    told = Told(
        BY_ID["finance"],
        "集体财务公开（更正）",
        BASIS,
        "道路照明维护应为 6350 元，前一份误写为 6530 元。",
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

    money = Sheet(
        _MONEY, (("集体经营收入", "48600", "—"), ("道路照明维护", "—", "6530"), ("环境整治用工", "—", "9200"))
    )
    works = Sheet(("事项", "进展"), (("村内道路照明", "已修好 12 盏"), ("老人就餐点", "正在选址，意见请告诉村委会")))
    return (
        Told(BY_ID["finance"], "集体财务公开", BASIS, "本季度集体收支如下。", *days(-4, 11), PLACE, money),
        Told(BY_ID["affairs"], "村务公开", BASIS, "近期村里几件事的进展。", *days(-3, 12), PLACE, works),
        Told(
            BY_ID["party"],
            "发展对象公示",
            "支部党员大会（演示）",
            "拟列为发展对象一名，有意见请向支部反映。",
            *days(-12, -6),
            PLACE,
        ),
    )
