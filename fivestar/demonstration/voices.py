"""Voices of the demonstration: one waits with a township, one with the organisation department, one with 纪委监委, one
was answered in public. All invented and marked 演示; none is about the told village or its township, whose path stays
as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fivestar.demonstration.people import Staff
from fivestar.demonstration.places import TOLD_VILLAGE
from fivestar.disclosure.voices import actions, codes
from fivestar.disclosure.voices.actions.filing import Told
from fivestar.disclosure.voices.queries import standing_of
from fivestar.disclosure.voices.told import target_in
from fivestar.foundation.access import SYSTEM, Duty
from fivestar.foundation.clock import machine_now, morning_of
from fivestar.responsibility.queries import departments_of

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

INSPECTION = "区纪委监委"
OBJECTION = "第二季度公示的修路用工少了两行，问了几次没有人说（演示）"
AGAINST_A_TOWNSHIP = "镇里收上去的农机补贴材料三个月没有回音（演示）"
OF_DISCIPLINE = "修渠的工程没有招标就包给了亲戚，验收单是补的（演示）"
SETTLED = "自来水入户的收费标准没有贴出来（演示）"
ANSWER = "已查：收费标准漏贴，九月十二日补贴在公开栏；多收的退回。（演示）"
PUBLIC = "查明收费标准未公示，已补贴并退回多收部分。（演示）"


def seed_voices(district: Region, branches: Iterable[Branch], today: date) -> int:
    """How many; with the post of 纪委监委, which must be filled for the department itself to be complained about."""
    _inspection(district, today)
    others = [one for one in branches if one.township.name != TOLD_VILLAGE[0]]
    first, second = others[0], others[-1]
    _put_in(district, "branch", first.public_id, Told("objection", OBJECTION), today)
    _put_in(district, "township", second.township.public_id, Told("problem", AGAINST_A_TOWNSHIP), today)
    _put_in(district, "branch", first.public_id, Told("discipline", OF_DISCIPLINE), today)
    settled = _put_in(district, "branch", second.public_id, Told("problem", SETTLED), today)
    _open()
    standing = standing_of(settled)
    assert standing is not None  # it has just been taken out
    assert standing.voice is not None
    at = morning_of(today)
    actions.answer(actor=SYSTEM, voice=standing.voice, text=ANSWER, public_text=PUBLIC, at=at)
    actions.put_in_word(code=settled, act="yes")
    actions.put_in_word(code=settled, act="agrees")
    _open()
    return 4


def _inspection(district: Region, today: date) -> None:
    since = date(today.year, 1, 1)
    staff = Staff(district, since, morning_of(since))
    there = next((one for one in departments_of(district) if one.name == INSPECTION), None)
    department = there or staff.department(INSPECTION, "department", 90)
    post = {"duty": Duty.DISCIPLINE, "title": f"{INSPECTION}信访室", "department": department}
    staff.somebody(district, post, short="主任")


def _put_in(district: Region, about: str, public_id: str, told: Told, today: date) -> str:
    code = codes.new_code()
    target = target_in(district, about, public_id)
    assert target is not None
    actions.put_in_voice(code=code, district=district, target=target, told=told, pictures=(), on=today)
    return code


def _open() -> None:
    """As if the night had passed."""
    actions.open_letterbox(at=machine_now() + timedelta(days=1))
