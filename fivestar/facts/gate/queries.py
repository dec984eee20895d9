"""What the gate judges a question by: the standards in force, the ledger's estimates, earlier questions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from fivestar.engine import FactDef
from fivestar.facts.burden.decisions import supplier_of, times_a_year
from fivestar.facts.burden.queries import Grounds, by_category, grounds
from fivestar.facts.gate import knowledge
from fivestar.facts.gate.shapes import BRANCHES, Asked, Budget, Held, Known
from fivestar.facts.limits import minutes_a_month
from fivestar.facts.models import QuestionProposal
from fivestar.foundation.access import ANYONE, Actor, visible
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Region

STANDING = (QuestionProposal.State.WAITING, QuestionProposal.State.APPROVED)
"""States in which a question counts as asked already."""


def questions(district: Region, state: str = "") -> QuerySet[QuestionProposal]:
    """The questions proposed in a district, the newest first; public."""
    rows = visible(ANYONE, "facts.read_question", QuestionProposal.objects.filter(district=district))
    return rows.filter(state=state) if state else rows


def question(public_id: str) -> QuestionProposal | None:
    return QuestionProposal.objects.select_related("district").filter(public_id=public_id).first()


def to_decide(actor: Actor) -> QuerySet[QuestionProposal]:
    """The questions this actor may decide now, the oldest first."""
    rows = visible(actor, "facts.decide_question", QuestionProposal.objects.select_related("district"))
    return rows.order_by("proposed_at", "id")


def asked_in(row: QuestionProposal) -> Asked:
    """A recorded question as the machine reads it."""
    return Asked(
        form=row.form,
        label=row.label,
        measure=row.measure,
        unit=row.unit,
        population=row.population,
        period=row.period,
        supplied_by=row.supplied_by,
        times_a_year=row.times_a_year,
        minutes=row.minutes,
        criteria=tuple(row.criteria),
        document=row.document,
        supplier=row.supplier,
    )


def known(district: Region, asked: Asked, on: date, *, besides: QuestionProposal | None = None) -> Known:
    """The same few queries whatever is asked. besides: a recorded question that shall not be held against itself."""
    of = grounds(district, on)
    earlier = [row for row in questions(district).filter(state__in=STANDING) if row != besides]
    limit = minutes_a_month(district, asked.supplied_by, on)
    used = seconds_a_year(district, asked, of) // 60 + sum(
        asked_in(row).minutes_a_year for row in earlier if _asks_the_same_supplier(row, asked)
    )
    return Known(
        held=(*knowledge.held_facts(of.rulebooks), *(_held_question(row) for row in earlier)),
        shares=knowledge.shares(of.rulebooks),
        criteria=knowledge.criteria(of.rulebooks),
        budget=Budget(limit.number, used, limit.source),
    )


def seconds_a_year(district: Region, asked: Asked, of: Grounds) -> int:
    """What the standards already ask of one such supplier in a year, by the ledger's estimates.

    A village answers by hand; a township (the one with most branches) and a department bring a value a branch in files.
    Of rural and urban branches the busier counts.
    """
    categories = BRANCHES.get(asked.population, BRANCHES["both"])
    loads = {
        category: [fact for fact in knowledge.needed_facts(rulebook).values() if _is_asked_of(fact, asked)]
        for category, rulebook in of.rulebooks.items()
    }
    if asked.supplied_by == "village":
        return max((_by_hand(facts, of) for category, facts in loads.items() if category in categories), default=0)
    counts = _branches(district, is_by_township=asked.supplied_by == "township")
    return sum(
        counts.get(category, 0) * of.prices.row * sum(times_a_year(fact) for fact in facts)
        for category, facts in loads.items()
    )


def _is_asked_of(fact: FactDef, asked: Asked) -> bool:
    """What records count is not asked for; a department's facts are its own."""
    if fact.supplied_by == "records":
        return False
    level, department = supplier_of(fact)
    return level == asked.supplied_by and department == (asked.supplier if level == "department" else "")


def _by_hand(facts: Iterable[FactDef], of: Grounds) -> int:
    return sum(of.prices.of_fact(fact) * times_a_year(fact) for fact in facts)


def _branches(district: Region, *, is_by_township: bool) -> dict[str, int]:
    """Category → branches of the district, or the most that one township has of it; one query."""
    branches = territory.branches_of(district)
    if not is_by_township:
        return by_category(branches)
    rows = branches.order_by().values("category", "township").annotate(number=Count("pk"))
    found: dict[str, int] = {}
    for category, _, number in rows.values_list("category", "township", "number"):
        found[category] = max(found.get(category, 0), number)
    return found


def _held_question(row: QuestionProposal) -> Held:
    return Held(
        slug=row.public_id,
        label=row.measure or row.label,
        unit=row.unit,
        populations=BRANCHES.get(row.population, frozenset({row.population})),
        period=row.period,
        supplier=row.supplier,
        state=row.state,
    )


def _asks_the_same_supplier(row: QuestionProposal, asked: Asked) -> bool:
    if row.supplied_by != asked.supplied_by or row.supplier != asked.supplier:
        return False
    everybody = BRANCHES["both"]
    return bool(BRANCHES.get(row.population, everybody) & BRANCHES.get(asked.population, everybody))
