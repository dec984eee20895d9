"""The queue of stated facts that somebody may confirm: what stands out first, with the reason; then the rest.

The same number of queries for 20 items and for 3,000.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from fivestar.engine import FactDef, canon
from fivestar.facts.catalogue import Catalogue, catalogue
from fivestar.facts.models import Basis, Observation, Return, ReviewAct
from fivestar.facts.review import flags
from fivestar.facts.review.flags import Flag
from fivestar.facts.values import value_of
from fivestar.foundation.access import WHATEVER, Actor, decide, visible
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import Allowed, Denied
from fivestar.standards import queries as standards
from fivestar.standards import words

if TYPE_CHECKING:
    from fivestar.territory.models import Region

VILLAGE, TOWNSHIP = "facts.confirm_village", "facts.confirm_township"
LATEST_ACTS = 1_000


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A stated value that waits. `id` is the observation's: a value changed meanwhile is another item."""

    id: int
    branch_id: str
    branch: str
    township: str
    fact: str
    label: str
    period: str
    value: str
    before: str
    source: str
    observed_on: date
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """`digest` is of the rest, what one act would sign; empty when there is none."""

    flagged: tuple[ReviewItem, ...]
    rest: tuple[ReviewItem, ...]
    digest: str
    rest_rows: tuple[Observation, ...]

    def __len__(self) -> int:
        return len(self.flagged) + len(self.rest)


@dataclass(frozen=True, slots=True)
class Suppliers:
    """Who said a fact and who leads the tasks that need it, for one district on one day."""

    facts: Catalogue
    slugs: Mapping[int, str]
    led_by: Mapping[str, frozenset[str]]

    def act_for(self, fact_id: int) -> str:
        return VILLAGE if self.facts.facts[self.slugs[fact_id]].supplier_level == "village" else TOWNSHIP

    def departments(self, fact_id: int) -> frozenset[str]:
        """A department that keeps the record itself, else those that lead a task which needs the fact."""
        slug = self.slugs[fact_id]
        own = self.facts.facts[slug].department
        return frozenset({own}) if own else self.led_by.get(slug, frozenset())


def suppliers(district: Region, on: date) -> Suppliers:
    """Two queries when this process has met the standards in force."""
    led_by: dict[str, frozenset[str]] = defaultdict(frozenset)
    for edition in standards.editions_in_force([district.pk], on).values():
        for slug, departments in flags.leading_departments(standards.rulebook_of(edition)).items():
            led_by[slug] |= departments
    known = catalogue()
    return Suppliers(known, {key: slug for slug, key in known.ids.items()}, led_by)


def waiting(district: Region, on: date) -> QuerySet[Observation]:
    """Stated values of this year and the last that nobody has confirmed or returned, whoever may review them.

    A value that a confirmed record bears out already waits for nobody.
    """
    borne_out = Observation.objects.filter(
        branch=OuterRef("branch"),
        fact=OuterRef("fact"),
        period=OuterRef("period"),
        value=OuterRef("value"),
        basis=Basis.CONFIRMED,
        superseded_at=None,
    )
    returned = Return.objects.filter(observation=OuterRef("pk"), answered_at=None)
    return Observation.objects.filter(
        ~Exists(borne_out),
        ~Exists(returned),
        basis=Basis.STATED,
        superseded_at=None,
        reviewed=None,
        branch__district=district,
        branch__ended_on=None,
        year__gte=on.year - 1,
    ).select_related("branch__township")


def may_confirm(actor: Actor, row: Observation, of: Suppliers) -> Allowed | Denied:
    """May this actor confirm or return this statement? The same rows of the table as the queue."""
    act = of.act_for(row.fact_id)
    answer = decide(actor, act, row, about=WHATEVER)
    if not answer or act == VILLAGE:
        return answer
    answers = [decide(actor, act, row, about=department) for department in sorted(of.departments(row.fact_id)) or [""]]
    return next((one for one in answers if one), answers[0])


def waiting_for(actor: Actor, district: Region, of: Suppliers, on: date) -> list[Observation]:
    """What waits for this actor, in register order; two queries. Nobody confirms a file he brought himself."""
    by_act: dict[str, list[int]] = {VILLAGE: [], TOWNSHIP: []}
    for key in of.slugs:
        by_act[of.act_for(key)].append(key)
    found: list[Observation] = []
    for act, facts in by_act.items():
        rows = waiting(district, on).filter(fact__in=facts).exclude(batch__uploaded_by=actor.person_ref)
        found += [row for row in visible(actor, act, rows, about=WHATEVER) if may_confirm(actor, row, of)]
    return sorted(found, key=lambda row: (row.branch.township_id, row.branch_id, of.slugs[row.fact_id], row.period))


def queue(actor: Actor, district: Region, *, at: datetime) -> Queue:
    """All that waits for this actor in a district, flags first."""
    on = legal_day(at)
    of = suppliers(district, on)
    rows = waiting_for(actor, district, of, on)
    known = flags.record_around(rows, district=district, on=on)
    flagged, rest, rest_rows = [], [], []
    for row in rows:
        slug = of.slugs[row.fact_id]
        item = _item(row, of.facts.facts[slug], flags.flags_of(row, of.facts.facts[slug], known), known)
        if item.flags:
            flagged.append(item)
        else:
            rest.append(item)
            rest_rows.append(row)
    return Queue(tuple(flagged), tuple(rest), digest_of(rest_rows, of.slugs) if rest else "", tuple(rest_rows))


def digest_of(rows: Iterable[Observation], slugs: Mapping[int, str]) -> str:
    """`sha256:` of the rows' JSON in RFC 8785: branch, fact, period, stored value, source, day; sorted."""
    return canon.digest(
        sorted(
            [
                row.branch.public_id,
                slugs[row.fact_id],
                row.period,
                row.value,
                row.source,
                row.observed_on.isoformat(),
            ]
            for row in rows
        )
    )


def _item(row: Observation, fact: FactDef, found: Sequence[Flag], known: flags.Known) -> ReviewItem:
    before = known.before(row)
    return ReviewItem(
        id=row.pk,
        branch_id=row.branch.public_id,
        branch=row.branch.name,
        township=row.branch.township.name,
        fact=fact.id,
        label=fact.label,
        period=row.period,
        value=words.value_in_words(fact, value_of(fact, row.value)),
        before="" if before is None else words.value_in_words(fact, value_of(fact, before)),
        source=row.source,
        observed_on=row.observed_on,
        flags=tuple(found),
    )


def stated_observation(district: Region, key: int) -> Observation | None:
    """A statement of this district, waiting or not; who may judge it is asked by the act."""
    there = Observation.objects.filter(branch__district=district, basis=Basis.STATED)
    return there.select_related("branch__district").filter(pk=key).first()


def done_today(actor: Actor, district: Region, at: datetime) -> int:
    """How many items this actor has confirmed on this legal day."""
    acts = ReviewAct.objects.filter(district=district, reviewer_ref=actor.person_ref)
    newest = acts.order_by("-id").values_list("at", "count")[:LATEST_ACTS]
    return sum(count for moment, count in newest if legal_day(moment) == legal_day(at))
