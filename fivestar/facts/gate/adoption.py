"""The gate before an edition: what it would newly ask of the grassroots is examined as every other question is.

An edition is asked by its own authority, so no proposal is needed for a question that is plainly new. One that is held,
derivable or sounds like another needs one that was approved; and no supplier is asked beyond its minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from fivestar.engine import FactDef, Rulebook
from fivestar.facts.burden.decisions import Supplier, supplier_of, times_a_year
from fivestar.facts.burden.queries import Grounds, grounds
from fivestar.facts.gate import decisions, knowledge
from fivestar.facts.gate.names import key_of
from fivestar.facts.gate.queries import asked_in, questions, seconds_a_year
from fivestar.facts.gate.shapes import Asked, Known
from fivestar.facts.limits import minute_limits
from fivestar.facts.models import QuestionProposal
from fivestar.facts.needs import needs_of
from fivestar.foundation.outcome import N_, Denied, in_words

if TYPE_CHECKING:
    from fivestar.territory.models import Region


def new_questions_at_the_gate(district: Region, rulebook: Rulebook, on: date) -> list[Denied]:
    """Every reason why the rulebook's new questions may not be asked; none for what is asked already."""
    before = grounds(district, on)
    after = Grounds(
        before.catalogue, {**before.rulebooks, rulebook.edition.category: rulebook}, before.prices, before.source
    )
    approved = [asked_in(row) for row in questions(district, QuestionProposal.State.APPROVED)]
    # The first standards of a category are what later questions are held against.
    examined = _examined(rulebook, before, after, approved) if rulebook.edition.category in before.rulebooks else ()
    return [*examined, *_over_minutes(district, rulebook.edition.category, before, after, approved, on)]


def _examined(rulebook: Rulebook, before: Grounds, after: Grounds, approved: list[Asked]) -> Iterator[Denied]:
    already = {slug for one in before.rulebooks.values() for slug in knowledge.needed_facts(one)}
    needs = needs_of({rulebook.edition.category: rulebook})
    new = {
        slug: fact
        for slug, fact in knowledge.needed_facts(rulebook).items()
        if slug not in already and fact.supplied_by != "records"
    }
    known = Known(
        held=tuple(one for one in knowledge.held_facts(after.rulebooks) if one.slug not in new),
        shares=knowledge.shares(after.rulebooks),
        criteria=knowledge.criteria(after.rulebooks),
    )
    for slug, fact in new.items():
        asked = _asked(fact, rulebook, after, tuple(need.criterion for need in needs.get(slug, ())))
        if any(_is_approved(asked, one) for one in approved):
            continue
        found = decisions.findings(asked, known)
        for finding in found:
            why = in_words(finding.message_id, finding.values)
            yield Denied(N_("新数据项“{label}”:{why}"), label=fact.label, why=why)
        if not found and (near := decisions.near_names(asked, known)):
            yield Denied(
                N_("新数据项“{label}”与“{near}”名称相近:先在“新问题准入”申请,写明为什么不能用现有的,同意后再采用"),
                label=fact.label,
                near=near[0].label,
            )


def _over_minutes(
    district: Region, category: str, before: Grounds, after: Grounds, approved: list[Asked], on: date
) -> Iterator[Denied]:
    """Suppliers that would be asked for more than now and beyond their minutes; approved questions hold theirs."""
    limits = minute_limits(district, on)
    facts: Mapping[str, FactDef] = {
        slug: fact for one in after.rulebooks.values() for slug, fact in knowledge.needed_facts(one).items()
    }
    waiting = [one for one in approved if not any(_is_same(one, fact) for fact in facts.values())]
    suppliers = dict.fromkeys(supplier_of(fact) for fact in facts.values() if fact.supplied_by != "records")
    for supplier in suppliers:
        level, department = supplier
        asker = _somebody(supplier, category)
        now, then = (seconds_a_year(district, asker, of) // 60 for of in (before, after))
        then += sum(one.minutes_a_year for one in waiting if (one.supplied_by, one.supplier) == supplier)
        most = limits[level].number
        if then > now and then > most * 12:
            yield Denied(
                N_("{supplier}每月最多 {most} 分钟,现在用 {now} 分钟,按这份标准要用 {then} 分钟"),
                supplier=department or {"village": "村(社区)", "township": "乡镇(街道)"}.get(level, level),
                most=most,
                now=-(-now // 12),
                then=-(-then // 12),
            )


def _asked(fact: FactDef, rulebook: Rulebook, of: Grounds, criteria: tuple[str, ...]) -> Asked:
    level, department = supplier_of(fact)
    return Asked(
        form="fact",
        label=fact.label,
        measure=fact.label,
        unit=fact.unit or "",
        population=rulebook.edition.category,
        period=fact.period,
        supplied_by=level,
        times_a_year=times_a_year(fact),
        minutes=-(-of.prices.of_fact(fact) // 60),
        criteria=criteria,
        supplier=department,
    )


def _somebody(supplier: Supplier, category: str) -> Asked:
    """Any question to the supplier about branches of a category: only whom it is put to matters."""
    level, department = supplier
    return Asked("fact", "", "", "", category, "year", level, 1, 1, supplier=department)


def _is_approved(asked: Asked, one: Asked) -> bool:
    return asked.key == one.key and asked.supplied_by == one.supplied_by


def _is_same(one: Asked, fact: FactDef) -> bool:
    return one.key == key_of(fact.label) and one.supplied_by == supplier_of(fact)[0]
