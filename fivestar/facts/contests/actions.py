"""Acts of contests.

Refused
├── UnableToContest     not asked of him, not a period of the fact, or contested before
├── UnableToAnswer      no reason given
└── UnableToSetTerm     no source, no days, or from a day that has been
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.facts import periods
from fivestar.facts.judging import group_of
from fivestar.facts.limits import days_to_answer
from fivestar.facts.models import Contest, ContestTerm
from fivestar.facts.needs import needs_of, rulebooks_in_force
from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.privacy import refuse_personal
from fivestar.standards.queries import fact_definition
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fivestar.engine import FactDef, Rulebook
    from fivestar.standards.models import Fact
    from fivestar.territory.models import Branch, Region

SHORTEST_ANSWER = 4


class UnableToContest(Refused):
    """Not asked of him, not a period of the fact, or contested before."""


class UnableToAnswer(Refused):
    """No reason given."""


class UnableToSetTerm(Refused):
    """No source, no days, or from a day that has been."""


@transaction.atomic
def contest(*, actor: Actor, branch: Branch, fact: Fact, period: str, kind: str, at: datetime) -> Contest:
    """One tap about one branch. The same tap again while it is open changes nothing; what was answered is not asked a
    second time.
    """
    definition = fact_definition(fact)
    group = group_of(definition)
    require(actor, "facts.contest_department" if group else "facts.contest_local", branch, about=group or None)
    rulebooks = rulebooks_in_force(branch.district, legal_day(at))
    own = {branch.category: rulebooks[branch.category]} if branch.category in rulebooks else {}
    tapped = Contest(branch=branch, unit=branch.township, fact=fact, period=_period(definition, period), kind=kind)
    _check_asked(tapped, definition, own)
    territory.lock_branches([branch.pk])
    return _raised(actor, tapped, Contest.objects.filter(branch=branch), at)


@transaction.atomic
def contest_as_supplier(*, actor: Actor, unit: Region, fact: Fact, period: str, kind: str, at: datetime) -> Contest:
    """One tap about all branches of a township (`unit`) or, by the department that supplies it, of a district."""
    definition = fact_definition(fact)
    department = group_of(definition)
    act = "facts.contest_supply" if department else "facts.contest_township"
    require(actor, act, unit, about=department or None)
    if definition.supplier_level == "village":
        raise UnableToContest(N_("“{label}”由村里报，在村里的页面上点"), label=definition.label)
    if (unit.kind == "district") != bool(department) or unit.kind not in ("district", "township"):
        raise UnableToContest(N_("“{label}”没有问这里"), label=definition.label)
    tapped = Contest(unit=unit, department=department, fact=fact, period=_period(definition, period), kind=kind)
    _check_asked(tapped, definition, rulebooks_in_force(tapped.district, legal_day(at)))
    territory.lock_region(unit)
    return _raised(actor, tapped, Contest.objects.filter(branch=None, unit=unit, department=department), at)


@transaction.atomic
def answer_contest(*, actor: Actor, contest: Contest, is_upheld: bool, answer: str, at: datetime) -> Contest:
    """Openly, with a reason, once. A late answer is still an answer."""
    locked = Contest.objects.select_for_update(of=("self",), no_key=True).get(pk=contest.pk)
    require(actor, "facts.answer_contest", locked)
    if len(answer.strip()) < SHORTEST_ANSWER:
        raise UnableToAnswer(N_("请写明理由"))
    refuse_personal(UnableToAnswer, answer)
    locked.outcome = Contest.Outcome.UPHELD if is_upheld else Contest.Outcome.REJECTED
    locked.answer, locked.answered_by, locked.answered_at = answer.strip(), actor.person_ref, at
    locked.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    audit.record(
        actor=actor, act="facts.answer_contest", subject=locked, changes={"outcome": ["", str(locked.outcome)]}, at=at
    )
    return locked


def _period(definition: FactDef, written: str) -> str:
    about = periods.parse(written)
    if about is None or about.kind != definition.period:
        raise UnableToContest(N_("没有问过这一期:{period}"), period=written)
    return about.text


def _check_asked(tapped: Contest, definition: FactDef, rulebooks: Mapping[str, Rulebook]) -> None:
    if tapped.kind not in Contest.Kind.values:
        raise UnableToContest(N_("请选一个理由"))
    if definition.id not in needs_of(rulebooks):
        raise UnableToContest(N_("现在没有任务用到“{label}”,没有问您"), label=definition.label)


def _raised(actor: Actor, tapped: Contest, of_asked: QuerySet[Contest], at: datetime) -> Contest:
    """`tapped`, kept; or the same tap that waits already. of_asked: what the same branch or supplier contested."""
    before = of_asked.filter(fact=tapped.fact, period=tapped.period).order_by("-id").first()
    if before is not None:
        if not before.outcome and before.kind == tapped.kind:
            return before
        if not before.outcome:
            raise UnableToContest(N_("已经提过,{day}前答复"), day=before.due_on.isoformat())
        raise UnableToContest(N_("已经答复过:{answer}"), answer=before.answer)
    today = legal_day(at)
    tapped.asked_by_ref, tapped.at = actor.person_ref, at
    tapped.due_on = today + timedelta(days=days_to_answer(tapped.district, today).number)
    tapped.save()
    audit.record(
        actor=actor,
        act="facts.contest",
        subject=tapped,
        changes={
            "fact": tapped.fact.slug,
            "period": tapped.period,
            "kind": tapped.kind,
            "due_on": tapped.due_on,
        },
        at=at,
    )
    return tapped


@transaction.atomic
def set_term(*, actor: Actor, district: Region, days: int, from_day: date, source: str, at: datetime) -> ContestTerm:
    """From a day on; contests raised before keep the day they were promised."""
    require(actor, "facts.set_limits", district)
    if days < 1:
        raise UnableToSetTerm(N_("至少 1 天"))
    if not source.strip():
        raise UnableToSetTerm(N_("要写明依据"))
    if from_day < legal_day(at):
        raise UnableToSetTerm(N_("不能从过去的日子起改"))
    before = ContestTerm.objects.filter(district=district, from_day=from_day).first()
    made, _ = ContestTerm.objects.update_or_create(
        district=district,
        from_day=from_day,
        defaults={"days": days, "source": source.strip(), "set_by": actor.person_ref, "set_at": at},
    )
    audit.record(
        actor=actor,
        act="facts.set_contest_term",
        subject=district,
        changes={"from_day": from_day, "days": [before.days if before else None, days]},
        at=at,
    )
    return made
