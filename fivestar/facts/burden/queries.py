"""The ledger read from the observations as they were recorded: the same few queries for a branch, a township, a year.

Counts only, never a value: they are public, and nobody's name is among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from django.db.models import Case, CharField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from fivestar.engine import Rulebook
from fivestar.facts.burden.decisions import Counted, Prices, Supplier, Tally, supplier_of, tally
from fivestar.facts.burden.estimates import estimates_on
from fivestar.facts.burden.registers import record_sources
from fivestar.facts.catalogue import Catalogue, catalogue
from fivestar.facts.counting import SOURCE
from fivestar.facts.models import ApiToken, Observation, QuestionMinutes, Return, ReviewedRow
from fivestar.facts.needs import needs_of, rulebooks_in_force
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.clock import legal_day, midnight_of

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

By = Literal["month", "township", "all"]


@dataclass(frozen=True, slots=True)
class Days:
    """From `first` to `last`, both counted."""

    first: date
    last: date

    @property
    def since(self) -> datetime:
        return midnight_of(self.first)

    @property
    def until(self) -> datetime:
        return midnight_of(self.last + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Line:
    """One month, township or whatever the sums are for. records, record_seconds: entered by hand, by the villages."""

    parts: Mapping[Supplier, Tally]
    records: int = 0
    record_seconds: int = 0


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the sums are reckoned with: definitions, rulebooks in force, seconds of a form. Read once a page."""

    catalogue: Catalogue
    rulebooks: Mapping[str, Rulebook]
    prices: Prices
    source: str

    @property
    def uses(self) -> dict[tuple[str, str], int]:
        """(category, fact) → tasks that read it."""
        return {
            (category, slug): len(needs)
            for category, rulebook in self.rulebooks.items()
            for slug, needs in needs_of({category: rulebook}).items()
        }


def grounds(district: Region, on: date) -> Grounds:
    """Three queries."""
    return Grounds(catalogue(), rulebooks_in_force(district, on), prices_on(on), estimates_on(on).source)


def prices_on(day: date) -> Prices:
    """The seconds of each kind of form, estimates drawn to what was measured. One query."""
    estimates = estimates_on(day)
    measured = QuestionMinutes.objects.values_list("form", "measured_count", "measured_seconds")
    return Prices(
        question=estimates.question,
        row=estimates.row,
        record=estimates.record,
        measured={form: (count, seconds) for form, count, seconds in measured},
    )


def lines(
    branches: QuerySet[Branch], days: Days, *, by: By, of: Grounds, values: Iterable[Counted] | None = None
) -> dict[int, Line]:
    """Key → sums: the month's number in the year of `days.first`, the township's key, or 0; one query and one a source.

    Only keys for which something was recorded. days: inside one year. values: `counted` of the same, where it is there.
    """
    rows = counted(branches, days, by) if values is None else values
    tallies = tally(rows, of.catalogue.facts, of.uses, of.prices)
    records = dict(_records(branches, days, by, of.prices))
    keys = sorted({*tallies, *records})
    return {key: Line(tallies.get(key, {}), *records.get(key, (0, 0))) for key in keys}


def asked_for(values: Iterable[Counted], *, of: Grounds) -> dict[str, int]:
    """Leading department → values asked of villages by hand for its tasks, in the order of the standards; no query.

    A value that tasks of several departments read counts for each.
    """
    found: dict[str, int] = {
        criterion.lead_dept: 0 for rulebook in of.rulebooks.values() for criterion in rulebook.criteria
    }
    needs = {category: needs_of({category: rulebook}) for category, rulebook in of.rulebooks.items()}
    for one in values:
        fact = of.catalogue.facts.get(one.fact)
        if one.way != "hand" or fact is None or supplier_of(fact)[0] != "village":
            continue
        leading = {need.departments[0] for need in needs.get(one.category, {}).get(one.fact, ())}
        for department in leading:
            found[department] += one.number
    return found


def by_category(branches: QuerySet[Branch]) -> dict[str, int]:
    """Category → branches; one query."""
    return dict(branches.order_by().values_list("category").annotate(number=Count("pk")))


def by_township(branches: QuerySet[Branch]) -> dict[int, int]:
    """Township's key → branches; one query."""
    return dict(branches.order_by().values_list("township_id").annotate(number=Count("pk")))


def paper_cells(categories: Mapping[str, int], rulebooks: Mapping[str, Rulebook]) -> list[tuple[str, int, int]]:
    """(category, branches, tasks): the cells of one round on paper, each filled by hand for each branch."""
    return [(category, categories.get(category, 0), len(rulebook.criteria)) for category, rulebook in rulebooks.items()]


def counted(branches: QuerySet[Branch], days: Days, by: By) -> Iterator[Counted]:
    """The values recorded in these days, by fact and way; one query."""
    keys = {"month": _month_of(days), "township": F("branch__township_id"), "all": Value(0)}
    rows = (
        Observation.objects.filter(
            branch__in=branches.order_by().values("pk"), recorded_at__gte=days.since, recorded_at__lt=days.until
        )
        # Confirmed from a stated value by review: nobody was asked.
        .exclude(Exists(ReviewedRow.objects.filter(confirmed=OuterRef("pk"))))
        # Opened again by a re-check, whose author it then has: nobody was asked. Nobody returns his own statement.
        .exclude(Exists(Return.objects.filter(observation=OuterRef("pk"), returned_by=OuterRef("recorded_by"))))
        .annotate(key=keys[by], way=_WAY)
        .values_list("key", "branch__category", "fact__slug", "way")
        .annotate(number=Count("pk"))
        .order_by()
    )
    for key, category, fact, way, number in rows:
        yield Counted(key, category, fact, way, number)


_WAY = Case(
    When(recorded_by=SYSTEM.person_ref, then=Value("taken")),
    When(source__startswith=SOURCE, then=Value("record")),
    When(Q(batch__isnull=False) | Q(recorded_by__startswith=ApiToken.REF), then=Value("row")),
    default=Value("hand"),
    output_field=CharField(),
)


def _month_of(days: Days) -> Case:
    """The month in China, by comparing moments: the same on either database."""
    year = days.first.year
    starts = [midnight_of(date(year, month, 1)) for month in range(2, 13)]
    return Case(
        *(When(Q(recorded_at__lt=start), then=Value(month)) for month, start in enumerate(starts, start=1)),
        default=Value(12),
        output_field=IntegerField(),
    )


def _records(branches: QuerySet[Branch], days: Days, by: By, prices: Prices) -> Iterable[tuple[int, tuple[int, int]]]:
    found: dict[int, tuple[int, int]] = {}
    sources = list(record_sources)
    townships = dict(branches.order_by().values_list("pk", "township_id")) if sources and by == "township" else {}
    for source in sources:
        seconds = prices.of_record(source.kind)
        for branch, moment in source.entered(branches, since=days.since, until=days.until):
            key = legal_day(moment).month if by == "month" else townships.get(branch, 0)
            number, taken = found.get(key, (0, 0))
            found[key] = number + 1, taken + seconds
    return found.items()
