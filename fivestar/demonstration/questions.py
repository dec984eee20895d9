"""What departments would like to ask besides, and what a village thinks it should not be asked: by the ordinary acts.

In 柳河镇 one proposal waits, one was sent back by the machine; one contest is open, one was answered.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fivestar.demonstration.places import TOLD_VILLAGE
from fivestar.facts.contests import actions as contests
from fivestar.facts.gate import actions as gate
from fivestar.facts.gate.shapes import Asked
from fivestar.facts.periods import of_day
from fivestar.foundation.access import Actor, Duty
from fivestar.foundation.clock import morning_of
from fivestar.responsibility.queries import actor_as, holder_of, posts_over
from fivestar.standards.queries import catalogue

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

ASKING = "区农业农村局"
DOCUMENT = "禾农办(演示)〔2023〕18号"
PROPOSED = (
    (12, Asked("fact", "全村常住农户有多少", "", "户", "rural", "year", "village", 1, 5, document=DOCUMENT)),
    (4, Asked("fact", "村内大棚数", "", "个", "rural", "year", "village", 1, 3, document=DOCUMENT)),
)
"""Days before the district's day → the question: one is held already, one is new."""
CONTESTED_BEFORE, ANSWERED_BEFORE, OPEN_BEFORE = 9, 5, 3


def seed_questions(district: "Region", branches: Iterable["Branch"], today: date) -> None:
    """Needs the told township with its officials and the standards in force."""
    there = [one for one in branches if one.township.name == TOLD_VILLAGE[0]]
    told = next(one for one in there if one.village.core == TOLD_VILLAGE[1])
    other = next((one for one in there if one != told), told)
    supplier = _holder(told, Duty.SUPPLY, today, department=ASKING)
    for days, asked in PROPOSED:
        gate.propose_question(
            actor=supplier,
            district=district,
            asked=asked,
            department=ASKING,
            at=morning_of(today - timedelta(days=days)),
        )
    facts = catalogue()
    secretary = _holder(other, Duty.OWN, today)
    answered = contests.contest(
        actor=secretary,
        branch=other,
        fact=facts["leading_industry_households"],
        period=f"{today.year}",
        kind="already_reported",
        at=morning_of(today - timedelta(days=CONTESTED_BEFORE)),
    )
    contests.answer_contest(
        actor=_holder(told, Duty.ORGANISE, today),
        contest=answered,
        is_upheld=True,
        answer="年初的产业台账里已经有,今年不再向村里要(演示)",
        at=morning_of(today - timedelta(days=ANSWERED_BEFORE)),
    )
    contests.contest(
        actor=secretary,
        branch=other,
        fact=facts["left_behind_children_visited"],
        period=of_day(today, "quarter").text,
        kind="not_mine",
        at=morning_of(today - timedelta(days=OPEN_BEFORE)),
    )


def _holder(branch: "Branch", duty: Duty, on: date, *, department: str | None = None) -> Actor:
    """Who answers for a branch by this duty (and department)."""
    post = next(
        one
        for one in posts_over(branch.path, on)
        if one.duty == duty.value and (department is None or (one.department and one.department.name == department))
    )
    person = holder_of(post, on)
    assert person is not None, post
    return replace(actor_as(person, on), has_second_factor=True)
