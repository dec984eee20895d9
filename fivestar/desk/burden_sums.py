"""The burden ledger of a district as its page tells it: months, townships in register order, departments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fivestar.engine import Rulebook
from fivestar.facts import periods
from fivestar.facts.burden import queries as burden
from fivestar.facts.burden.decisions import Tally, total
from fivestar.facts.burden.queries import Days, Grounds, Line
from fivestar.facts.burden.words import minutes_in_words
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Region

NOTHING = Line({})


@dataclass(frozen=True, slots=True)
class Sums:
    """One line of a table. minutes: of all its villages; each: of one, on average; both with records entered."""

    asked: int
    rows: int
    records: int
    minutes: str
    each: str
    township: Tally
    township_minutes: str
    department: Tally
    whole: Tally

    @property
    def supplied_rows(self) -> int:
        """In files of townships and departments."""
        return self.township.rows + self.department.rows


@dataclass(frozen=True, slots=True)
class MonthLine:
    """`value` as in the address (2023-09)."""

    month: int
    value: str
    is_chosen: bool
    sums: Sums


@dataclass(frozen=True, slots=True)
class TownshipLine:
    name: str
    branches: int
    sums: Sums


@dataclass(frozen=True, slots=True)
class DepartmentLine:
    """supplied: what it gave itself. asked: values asked of villages for tasks it leads."""

    name: str
    supplied: Tally
    minutes: str
    asked: int


@dataclass(frozen=True, slots=True)
class PaperLine:
    category: str
    branches: int
    tasks: int


@dataclass(frozen=True, slots=True)
class BurdenPage:
    """A month of a district, and the months of its year up to `until`."""

    month: date
    until: date
    branches: int
    sums: Sums
    paper: tuple[PaperLine, ...]
    paper_cells: int
    months: tuple[MonthLine, ...]
    townships: tuple[TownshipLine, ...]
    departments: tuple[DepartmentLine, ...]
    estimate_source: str
    measured_forms: int

    @property
    def year_before(self) -> str:
        return f"{self.month.year - 1}-12"


def burden_page(district: Region, month: date, today: date) -> BurdenPage:
    """month: its first day. The same queries for one branch and for many."""
    until = min(today, periods.of_day(month, "month").last)
    of = burden.grounds(district, until)
    branches = territory.branches_of(district)
    categories = burden.by_category(branches)
    in_drive = sum(categories.get(category, 0) for category in of.rulebooks)
    days = Days(month, until)
    year = Days(month.replace(month=1), min(today, month.replace(month=12, day=31)))
    values = list(burden.counted(branches, year, "month"))
    months = burden.lines(branches, year, by="month", of=of, values=values)
    whole = months.get(month.month, NOTHING)
    paper = tuple(PaperLine(*line) for line in burden.paper_cells(categories, of.rulebooks))
    return BurdenPage(
        month=month,
        until=until,
        branches=in_drive,
        sums=_sums(whole, in_drive),
        paper=paper,
        paper_cells=paper_total(categories, of.rulebooks),
        months=tuple(
            MonthLine(
                number,
                f"{month.year}-{number:02}",
                is_chosen=number == month.month,
                sums=_sums(months.get(number, NOTHING), in_drive),
            )
            for number in range(1, year.last.month + 1)
        ),
        townships=_townships(district, days, of),
        departments=_departments(whole, burden.asked_for([one for one in values if one.key == month.month], of=of)),
        estimate_source=of.source,
        measured_forms=sum(count for count, _ in of.prices.measured.values()),
    )


def village_seconds(line: Line) -> int:
    """What villages spent: questions, files and records they entered."""
    return total(line.parts, "village").seconds + line.record_seconds


def paper_total(categories: Mapping[str, int], rulebooks: Mapping[str, Rulebook]) -> int:
    """Cells of one round on paper."""
    return sum(branches * tasks for _, branches, tasks in burden.paper_cells(categories, rulebooks))


def _townships(district: Region, days: Days, of: Grounds) -> tuple[TownshipLine, ...]:
    branches = territory.branches_of(district)
    lines = burden.lines(branches, days, by="township", of=of)
    counts = burden.by_township(branches.filter(category__in=list(of.rulebooks)))
    return tuple(
        TownshipLine(
            township.name,
            counts.get(township.pk, 0),
            _sums(lines.get(township.pk, NOTHING), counts.get(township.pk, 0)),
        )
        for township in territory.townships_of(district)
    )


def _departments(whole: Line, asked: Mapping[str, int]) -> tuple[DepartmentLine, ...]:
    """Those that lead tasks, in the order of the standards, then those that only supply."""
    supplied = {name: tally for (level, name), tally in whole.parts.items() if level == "department"}
    return tuple(
        DepartmentLine(
            name,
            supplied.get(name, Tally()),
            minutes_in_words(supplied.get(name, Tally()).seconds),
            asked.get(name, 0),
        )
        for name in dict.fromkeys((*asked, *sorted(supplied)))
    )


def _sums(line: Line, branches: int) -> Sums:
    village, township = total(line.parts, "village"), total(line.parts, "township")
    seconds = village_seconds(line)
    return Sums(
        asked=village.asked,
        rows=village.rows,
        records=line.records,
        minutes=minutes_in_words(seconds),
        each=minutes_in_words(seconds // branches) if branches else "",
        township=township,
        township_minutes=minutes_in_words(township.seconds),
        department=total(line.parts, "department"),
        whole=total(line.parts),
    )
